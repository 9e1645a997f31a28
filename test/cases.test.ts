import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { listCases, readExpectation, runCase, writeExpectation } from './case-runner.ts';

const here = dirname(fileURLToPath(import.meta.url));
const update = process.env['UPDATE_CASES'] === '1';

async function check(caseDir: string, rewrite = update): Promise<void> {
  const result = await runCase(caseDir);
  if (rewrite) await writeExpectation(caseDir, result);
  expect(result).toEqual(await readExpectation(caseDir));
}

const cases = await listCases(join(here, 'cases'));

if (cases.length > 0) {
  describe.concurrent('cases', () => {
    beforeAll(async () => {
      await stat(join(here, '../dist/main.js')).catch(() => {
        throw new Error('The cases run the built program: run `npm run build` first.');
      });
    });
    // A scenario may run two dozen commands, and all scenarios run at once.
    it.each(cases)('%s', (name) => check(join(here, 'cases', name)), 120_000);
  });
}

describe('the case runner', () => {
  const good = { cmd: 'cat a.csv; echo "in $PWD" >&2; echo new > b.csv; exit 3', out: 'a\n', err: 'in <dir>\n', exit: '3\n' };
  const folders = { 'in/a.csv': 'a\n', 'after/b.csv': 'new\n' };

  async function withCase(files: Record<string, string>, use: (dir: string) => Promise<void>): Promise<void> {
    const dir = await mkdtemp(join(tmpdir(), 'salesplan-canary-'));
    try {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(dir, name)), { recursive: true });
        await writeFile(join(dir, name), text);
      }
      await use(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  it('passes a case whose expectations hold', () => withCase({ ...good, ...folders }, (dir) => check(dir, false)));

  it.each([
    ['other output', { out: 'b\n' }],
    ['other error text', { err: '' }],
    ['another exit code', { exit: '0\n' }],
    ['another file content', { 'after/b.csv': 'old\n' }],
    ['a file that is not there', { 'after/c.csv': '' }],
    ['a file that nobody expected', { cmd: `touch d.csv; ${good.cmd}` }],
    ['an input that changed', { cmd: `echo more >> a.csv; ${good.cmd}`, out: 'a\nmore\n' }],
  ])('fails on %s', (_, wrong) =>
    withCase({ ...good, ...folders, ...wrong }, async (dir) => {
      await expect(check(dir, false)).rejects.toThrow(/expected/);
    }),
  );

  it.each(['out', 'err'])('fails when %s is missing', (name) =>
    withCase({ ...good, ...folders }, async (dir) => {
      await rm(join(dir, name));
      await expect(check(dir, false)).rejects.toThrow(/is missing/);
    }),
  );

  it('rewrites expectations on demand', () =>
    withCase({ cmd: good.cmd, 'in/a.csv': 'a\n', 'after/old.csv': 'old\n' }, async (dir) => {
      await check(dir, true);
      await check(dir, false);
      expect(await readFile(join(dir, 'exit'), 'utf8')).toBe('3\n');
      await expect(stat(join(dir, 'after/old.csv'))).rejects.toThrow();
    }));
});
