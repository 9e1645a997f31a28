import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finding } from '../../src/core/finding.ts';
import { catalogue as en } from '../../src/locale/en/index.ts';
import { wordsFor } from '../../src/locale/index.ts';
import { catalogue as zh } from '../../src/locale/zh-CN/index.ts';

const src = new URL('../../src/', import.meta.url).pathname;

const ROOMS = 'facts|folder|render|calendar|organisation|allocation|basis|cli|variance|milestones|targets';
const MADE = /(?:finding\(\s*'(?:error|warning|note)',|refuse\()\s*'([^']+)'/g;
const NAMED = new RegExp(`'((?:${ROOMS})\\.(?!(?:csv|json|yaml|ts)')[a-z-]+)'`, 'g');

/** Every code that the source names, with a file that does. */
function codesInSource(): Map<string, string> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const code = files.filter((file) => !file.startsWith('locale'));
  return new Map(code.flatMap((file) => codesIn(readFileSync(join(src, file), 'utf8')).map((each) => [each, file] as const)));
}

function codesIn(text: string): string[] {
  return [MADE, NAMED].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string));
}

function placeholders(text: string | undefined): string[] {
  return [...new Set((text ?? '').match(/\{\w+\}/g))].sort();
}

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(zh.messages).sort()).toEqual(Object.keys(en.messages).sort());
    expect(Object.keys(zh.phrases).sort()).toEqual(Object.keys(en.phrases).sort());
  });

  it.each(Object.keys(en.messages))('%s has the same placeholders in both languages', (code) => {
    const shape = (message: readonly (string | undefined)[] = []) => [placeholders(message[0]), placeholders(message[1])];
    expect(shape(zh.messages[code])).toEqual(shape(en.messages[code]));
    expect(zh.messages[code]?.length).toBe(en.messages[code]?.length);
  });

  it.each(Object.keys(en.phrases))('the phrase %s has the same placeholders in both languages', (key) => {
    expect(placeholders(zh.phrases[key])).toEqual(placeholders(en.phrases[key]));
  });

  it('have a message for every code in the source', () => {
    const known = new Set([...Object.keys(en.messages), ...Object.keys(en.phrases)]);
    const missing = [...codesInSource()].filter(([code]) => !known.has(code)).map(([code, file]) => `${code} (${file})`);
    expect(missing).toEqual([]);
  });
});

describe('words', () => {
  it('fill in the values', async () => {
    const words = await wordsFor('en');
    expect(words.phrase('findings.more', { n: 3 })).toBe('and 3 more of the same kind');
    expect(words.finding(finding('note', 'calendar.cut-period', { period: '2026-Q1', days: 5 }))).toEqual({
      what: 'the span cuts 2026-Q1, which keeps its name; 5 days of it count',
    });
  });

  it('never stop a run for want of a word', async () => {
    const words = await wordsFor('zh-CN');
    expect(words.phrase('no.such')).toBe('no.such');
    expect(words.finding(finding('error', 'no.such', { a: 1, b: 'x' }))).toEqual({ what: 'no.such (a=1, b=x)' });
    expect(words.finding(finding('error', 'constructor'))).toEqual({ what: 'constructor' });
  });
});
