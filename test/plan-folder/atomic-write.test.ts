import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/core/finding.ts';
import { recover, writeFiles } from '../../src/plan-folder/atomic-write.ts';
import { readStamped, stampOf } from '../../src/plan-folder/stamp.ts';
import { writeOutput } from '../../src/plan-folder/write-output.ts';
import { childWriter, openDirectory } from './child-writer.ts';

const run = childWriter();
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

function refusalOf(work: () => void): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}
const codesOf = (work: () => void) => refusalOf(work).findings.map((f) => f.code);
const content = (dir: string, name: string) => readFileSync(join(dir, name), 'utf8');

function folder(files: Readonly<Record<string, string>>): string {
  const dir = openDirectory();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

/** Expects the files of `dir` to be as they were, with nothing beside them. */
function expectUntouched(dir: string, files: Readonly<Record<string, string>>): void {
  expect(readdirSync(dir).sort()).toEqual(Object.keys(files).sort());
  for (const [name, text] of Object.entries(files)) expect(content(dir, name)).toBe(text);
}

const BOTH = [
  { path: 'a.csv', content: 'new a' },
  { path: 'b.csv', content: ['new', ' b'] },
];

describe('writing files', () => {
  it('replaces them, keeps their modes and leaves nothing beside them', () => {
    const dir = folder({ 'a.csv': 'a' });
    chmodSync(join(dir, 'a.csv'), 0o640);
    writeFiles(dir, BOTH);
    expectUntouched(dir, { 'a.csv': 'new a', 'b.csv': 'new b' });
    expect(statSync(join(dir, 'a.csv')).mode & 0o777).toBe(0o640);
  });

  it('refuses, and touches nothing, when a file changed since it was read', () => {
    const files = { 'a.csv': 'a', 'b.csv': 'b' };
    const dir = folder(files);
    const [expected] = [readStamped(join(dir, 'a.csv')).stamp];
    writeFiles(dir, [
      { path: 'a.csv', content: 'a', expected },
      { path: 'b.csv', content: 'b', expected: stampOf(Buffer.from('b')) },
    ]);
    const stale = [
      { ...BOTH[0], expected: stampOf(Buffer.from('other')) },
      { ...BOTH[1], expected: 'absent' },
    ] as never;
    expect(refusalOf(() => writeFiles(dir, stale)).findings).toMatchObject([
      { code: 'folder.changed-meanwhile', place: { file: join(dir, 'a.csv') } },
      { code: 'folder.changed-meanwhile', place: { file: join(dir, 'b.csv') } },
    ]);
    expectUntouched(dir, files);
    expect(codesOf(() => writeFiles(dir, [{ path: 'b.csv', content: 'x', expected: 'absent' }]))).toEqual([
      'folder.changed-meanwhile',
    ]);
    expectUntouched(dir, files);
  });

  it('refuses directories, links and places that are not there', () => {
    const dir = folder({ 'a.csv': 'a' });
    mkdirSync(join(dir, 'b.csv'));
    expect(codesOf(() => writeFiles(dir, BOTH))).toEqual(['folder.is-directory']);
    symlinkSync('a.csv', join(dir, 'c.csv'));
    expect(codesOf(() => writeFiles(dir, [...BOTH.slice(0, 1), { path: 'c.csv', content: '' }]))).toEqual(['folder.is-link']);
    expect(content(dir, 'a.csv')).toBe('a');
    expect(codesOf(() => writeFiles(join(dir, 'gone'), BOTH))).toEqual(['folder.no-directory']);
  });

  it('removes its temporary files when the content itself fails', () => {
    const dir = folder({ 'a.csv': 'a' });
    const failing = (function* () {
      yield 'half';
      throw new TypeError('a bug');
    })();
    expect(() =>
      writeFiles(dir, [
        { path: 'b.csv', content: 'b' },
        { path: 'a.csv', content: failing },
      ]),
    ).toThrow('a bug');
    expectUntouched(dir, { 'a.csv': 'a' });
  });
});

it('a change that gets stuck between two files is told, and finished by the next command', () => {
  const dir = folder({ 'a.csv': 'a', 'b.csv': 'b' });
  const saboteur = (function* () {
    rmSync(join(dir, 'b.csv'));
    mkdirSync(join(dir, 'b.csv'));
    yield 'new c';
  })();
  const findings = refusalOf(() => writeFiles(dir, [...BOTH, { path: 'c.csv', content: saboteur }])).findings;
  expect(findings).toMatchObject([
    { code: 'folder.half-written', values: { cause: 'EISDIR' }, place: { file: join(dir, 'b.csv') } },
  ]);
  expect(codesOf(() => recover(dir))).toEqual(['folder.is-directory']);
  rmdirSync(join(dir, 'b.csv'));
  recover(dir);
  expectUntouched(dir, { 'a.csv': 'new a', 'b.csv': 'new b', 'c.csv': 'new c' });
});

describe('a journal', () => {
  const journal = (dir: string, text: string) => writeFileSync(join(dir, '.salesplan-journal.json'), text);

  it('of a living process keeps others out', () => {
    const dir = folder({ 'a.csv': 'a' });
    journal(dir, JSON.stringify({ pid: process.ppid, replace: [] }));
    expect(codesOf(() => recover(dir, 50))).toEqual(['folder.busy']);
    expect(existsSync(join(dir, '.salesplan-journal.json'))).toBe(true);
  });

  it('that a stranger made cannot move files outside the folder, or other files in it', () => {
    const dir = folder({ 'a.csv': 'a', 'b.csv': 'b' });
    const target = join(openDirectory(), 'victim');
    for (const replace of [[{ temp: 'a.csv', final: target }], [{ temp: 'a.csv', final: 'b.csv' }]]) {
      journal(dir, JSON.stringify({ pid: 999_999_999, replace }));
      recover(dir);
      expectUntouched(dir, { 'a.csv': 'a', 'b.csv': 'b' });
    }
    expect(existsSync(target)).toBe(false);
  });

  it('is not needed to clean up after dead processes; living ones are left alone', () => {
    const dir = folder({ '.a.csv.salesplan-999999999.tmp': 'dead', [`.a.csv.salesplan-${process.ppid}.tmp`]: 'alive' });
    recover(dir);
    expect(readdirSync(dir)).toEqual([`.a.csv.salesplan-${process.ppid}.tmp`]);
  });
});

describe('a place that cannot be written', () => {
  it.skipIf(!isRoot)('as an ordinary user: a read-only directory or file is refused', () => {
    const files = { 'a.csv': 'a', 'b.csv': 'b' };
    const dir = folder(files);
    const child = run({ dir, files: BOTH }, { uid: NOBODY });
    expect([child.status, JSON.parse(child.stderr)]).toMatchObject([
      2,
      [{ code: 'folder.no-permission', values: { cause: 'EACCES' }, place: { file: join(dir, 'a.csv') } }],
    ]);
    expectUntouched(dir, files);
    for (const name of Object.keys(files)) chmodSync(join(dir, name), 0o666);
    expect(JSON.parse(run({ dir, files: BOTH }, { uid: NOBODY }).stderr)).toMatchObject([{ code: 'folder.no-permission' }]);
    chmodSync(dir, 0o777);
    chmodSync(join(dir, 'b.csv'), 0o444);
    expect(JSON.parse(run({ dir, files: BOTH }, { uid: NOBODY }).stderr)).toMatchObject([
      { place: { file: join(dir, 'b.csv') } },
    ]);
    expect(JSON.parse(run({ output: join(dir, 'b.csv'), content: 'x' }, { uid: NOBODY }).stderr)).toMatchObject([
      { code: 'folder.no-permission' },
    ]);
    expectUntouched(dir, files);
  });

  it.skipIf(isRoot)('as an ordinary user: a read-only directory is refused', () => {
    const dir = folder({ 'a.csv': 'a' });
    chmodSync(dir, 0o555);
    expect(codesOf(() => writeFiles(dir, BOTH))).toEqual(['folder.no-permission']);
    expectUntouched(dir, { 'a.csv': 'a' });
  });

  it('a full disk is refused at whatever file it gets full', (context) => {
    const dir = openDirectory();
    if (!mounted(dir)) return context.skip('mounting a small tmpfs needs root and the right to mount');
    try {
      const files = { 'a.csv': 'a', 'b.csv': 'b' };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
      for (const size of [10_000, 50_000, 70_000]) {
        const large = [
          { path: 'a.csv', content: 'x'.repeat(size) },
          { path: 'b.csv', content: ['y'.repeat(size), 'z'] },
        ];
        expect(
          refusalOf(() => writeFiles(dir, [...large, { path: 'c.csv', content: 'c'.repeat(40_000) }])).findings,
        ).toMatchObject([{ code: 'folder.disk-full', values: { cause: 'ENOSPC' } }]);
        expectUntouched(dir, files);
      }
      writeFileSync(join(dir, 'fill'), 'f'.repeat(52 * 1024));
      expect(codesOf(() => writeFiles(dir, BOTH))).toEqual(['folder.disk-full']);
      expect(codesOf(() => writeOutput(join(dir, 'a.csv'), 'x'.repeat(20_000)))).toEqual(['folder.disk-full']);
      expectUntouched(dir, { ...files, fill: content(dir, 'fill') });
    } finally {
      execFileSync('umount', [dir]);
    }
  });
});

function mounted(dir: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('writing an output', () => {
  it('goes through links, also to a file that is not there yet', () => {
    const dir = folder({ real: 'old' });
    symlinkSync('real', join(dir, 'link'));
    symlinkSync('new', join(dir, 'dangling'));
    writeOutput(join(dir, 'link'), 'x');
    writeOutput(join(dir, 'dangling'), ['y', 'z']);
    expect([content(dir, 'real'), content(dir, 'new')]).toEqual(['x', 'yz']);
    expect(lstatSync(join(dir, 'link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(dir).sort()).toEqual(['dangling', 'link', 'new', 'real']);
  });

  it('writes to what is no file', () => {
    writeOutput('/dev/null', 'x');
    expect(run({ output: '/dev/stdout', content: '一' }).stdout).toBe('一');
    const dir = folder({ log: 'before ' });
    expect(run({ output: '/dev/stdout', content: 'after' }, { viaShell: `>> "${dir}/log"` }).status).toBe(0);
    expect(content(dir, 'log')).toBe('before after');
    expect(run({ output: '/dev/stdout', content: 'through' }, { viaShell: '| cat' }).stdout).toBe('through');
  });

  it('is refused where it cannot be', () => {
    const dir = openDirectory();
    expect(codesOf(() => writeOutput(dir, 'x'))).toEqual(['folder.is-directory']);
    expect(codesOf(() => writeOutput(join(dir, 'no', 'f'), 'x'))).toEqual(['folder.no-directory']);
  });
});
