import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recover } from '../../src/plan-folder/atomic-write.ts';
import { childWriter, openDirectory } from './child-writer.ts';

const run = childWriter();
const OLD = { 'plan.csv': 'old plan\n'.repeat(50), 'plan.meta.json': '{"old": true}\n' };
const NEW = { 'plan.csv': 'new plan\n'.repeat(80), 'plan.meta.json': '{"new": true}\n', 'milestones.csv': 'new milestones\n' };
type Files = Readonly<Record<string, string>>;

/** A folder with `before`, in which a child that writes `after` is killed just before its N-th step. */
function killed(before: Files, after: Files, killAt: number) {
  const dir = openDirectory();
  for (const [name, text] of Object.entries(before)) writeFileSync(join(dir, name), text);
  const files = Object.entries(after).map(([path, content]) => ({ path, content }));
  return { dir, child: run({ dir, files }, { killAt }) };
}

function contents(dir: string): Files {
  const names = readdirSync(dir).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}

function expectWhole(dir: string, before: Files, after: Files): void {
  for (const [name, text] of Object.entries(contents(dir))) expect([before[name], after[name]]).toContain(text);
}

const inOrder = (files: Files) => Object.fromEntries(Object.entries(files).sort());

/** Kills at every step until the child comes through; returns how many steps ended in the old and in the new set. */
function killEverywhere(before: Files, after: Files): { old: number; new: number } {
  const ends = { old: 0, new: 0 };
  for (let step = 1; ; step++) {
    const { dir, child } = killed(before, after, step);
    expectWhole(dir, before, after);
    if (child.signal !== 'SIGKILL') {
      expect([child.status, child.stderr, contents(dir)]).toEqual([0, '', inOrder({ ...before, ...after })]);
      return ends;
    }
    recover(dir);
    recover(dir);
    const found = contents(dir);
    expect([inOrder(before), inOrder({ ...before, ...after })]).toContainEqual(found);
    expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([]);
    ends[found['plan.csv'] === after['plan.csv'] ? 'new' : 'old']++;
  }
}

it('several files are all old or all new, at whatever step the writer is killed', { timeout: 300_000 }, () => {
  const ends = killEverywhere(OLD, NEW);
  expect(ends.old).toBeGreaterThan(30);
  expect(ends.new).toBeGreaterThan(5);
});

it('files that were not there before are all there or none', { timeout: 300_000 }, () => {
  const ends = killEverywhere({}, NEW);
  expect(ends.new).toBeGreaterThan(5);
});

it('a single file is old or new, without a journal', { timeout: 300_000 }, () => {
  const ends = killEverywhere(OLD, { 'plan.csv': NEW['plan.csv'] });
  expect(ends.new).toBeGreaterThan(0);
});

it('an output file is old or new', { timeout: 300_000 }, () => {
  for (let step = 1; ; step++) {
    const dir = openDirectory();
    const output = join(dir, 'out.csv');
    writeFileSync(output, 'old');
    const child = run({ output, content: 'new and longer' }, { killAt: step });
    expect(['old', 'new and longer']).toContain(readFileSync(output, 'utf8'));
    if (child.signal !== 'SIGKILL') break;
  }
});

it('the next writer finishes what a killed one had decided', { timeout: 300_000 }, () => {
  for (let step = 1; ; step++) {
    const { dir, child } = killed(OLD, NEW, step);
    if (child.signal !== 'SIGKILL') throw new Error('never killed between the renames');
    const half = existsSync(join(dir, '.salesplan-journal.json')) && contents(dir)['plan.csv'] === NEW['plan.csv'];
    if (!half) continue;
    const next = run({ dir, files: [{ path: 'targets.csv', content: 'next\n' }] });
    expect(next.status).toBe(0);
    expect(contents(dir)).toEqual(inOrder({ ...NEW, 'targets.csv': 'next\n' }));
    return;
  }
});
