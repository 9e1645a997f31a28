import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folder as en } from '../../src/locale/en/folder.ts';
import { folder as zh } from '../../src/locale/zh-CN/folder.ts';

const placeholders = (texts: readonly (string | undefined)[]) =>
  texts.map((text) => [...new Set(text?.match(/\{\w+\}/g) ?? [])].sort());

it('has the same messages with the same placeholders in both languages', () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en));
  for (const code of Object.keys(en))
    expect([code, ...placeholders(zh[code] ?? [])]).toEqual([code, ...placeholders(en[code] ?? [])]);
});

it('has a message for every code in the room, and none besides', () => {
  const room = new URL('../../src/plan-folder/', import.meta.url);
  const source = readdirSync(room)
    .map((name) => readFileSync(new URL(name, room), 'utf8'))
    .join('\n');
  const used = new Set([...source.matchAll(/'(folder\.[a-z0-9-]+)'/g)].map((match) => match[1]));
  expect([...used].sort()).toEqual(Object.keys(en).sort());
});
