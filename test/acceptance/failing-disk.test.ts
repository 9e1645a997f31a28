import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contents, newFolder, program, type Run, type RunOptions, salesplan, shell, story } from './run.ts';

const isRoot = process.getuid?.() === 0;
/** Root may write anywhere, so that root tests as nobody. */
const ordinary: RunOptions = isRoot ? { uid: 65534 } : {};
const mayRun = spawnSync(process.execPath, [program, '-V'], isRoot ? { uid: 65534, gid: 65534 } : {}).status === 0;
const mounted = mountTmpfs(newFolder());

const ORDERS = `日期,区域,销售员,金额
2025-01-05,华东,李雷,100.10
2025-05-05,华东,王芳,200.20
2025-12-29,华北,张伟,300.30
`;
const equal = ['decompose', '--no-dir', '--total', '9000', '-p', '2026', '--basis', 'equal', '-q'];
const stateless = [...equal, '--by', 'month'];
const base = newFolder();

beforeAll(async () => {
  writeFileSync(join(base, 'orders.csv'), ORDERS);
  for (const args of [
    ['init', '.', '--history', 'orders.csv', '--by', '区域,销售员', '--lang', 'en'],
    ['target', 'add', 'T1', '--value', '100万', '-p', '2026'],
    // By day, so that the plan fills several pages of a small disk.
    ['decompose', '--target', 'T1', '--by', 'month,day', '--by', '区域,销售员', '--round-to', '10'],
  ]) {
    const run = await salesplan([...args, '--today', '2026-01-02'], { cwd: base });
    expect([run.code, run.err]).toEqual([0, expect.anything()]);
  }
});

afterAll(() => {
  if (mounted) spawnSync('umount', [mounted]);
});

function expectRefusal({ code, out, err }: Run, file: string | RegExp, cause: RegExp): void {
  expect([code, out, err]).toEqual([2, '', expect.stringMatching(cause)]);
  expect(err).toMatch(file);
  expect(err).toMatch(/^Try /m);
  expect(err).not.toMatch(/^ +at /m);
}

describe.skipIf(!mayRun)(
  mayRun
    ? 'a plan folder that may not be written'
    : 'a plan folder that may not be written: skipped, the program is out of reach of uid 65534',
  () => {
    it.each([
      { args: ['decompose', '--target', 'T1'], file: 'plan.csv' },
      { args: ['milestones', '--every', 'month'], file: 'milestones.csv' },
      { args: ['target', 'add', 'T2', '--value', '10', '-p', '2026'], file: 'targets.csv' },
      { args: [...stateless, '-o', 'plan.csv'], file: 'plan.csv' },
      { args: [...stateless, '-o', 'new.csv'], file: 'new.csv' },
      { args: [...stateless, '-o', 'new.json'], file: 'new.json' },
      { args: ['init', 'sub', '--history', 'orders.csv'], file: 'sub' },
      { args: ['demo', 'sub'], file: 'sub' },
    ])('$args refuses and changes nothing', async ({ args, file }) => {
      const dir = copyTo(join(newFolder(), 'plan'));
      const before = contents(dir);
      chmodSync(dir, 0o555);
      const run = await salesplan(args, { cwd: dir, ...ordinary });
      chmodSync(dir, 0o755);
      expectRefusal(run, file, /permission|EACCES/i);
      expect(contents(dir)).toEqual(before);
      expect(readdirSync(dir)).toHaveLength(Object.keys(before).length);
    });

    it('reads a folder that it may not write', async () => {
      const dir = copyTo(join(newFolder(), 'plan'));
      chmodSync(dir, 0o555);
      const run = await salesplan(['show', '--by', 'quarter'], { cwd: dir, ...ordinary });
      chmodSync(dir, 0o755);
      expect([run.code, run.err]).toEqual([0, '']);
    });
  },
);

describe.skipIf(!mounted)(mounted ? 'a full disk' : 'a full disk: skipped, it needs root and a mount of tmpfs', () => {
  it.each([
    { name: 'plan folder', write: ['decompose', '--target', 'T1', '--by', 'month,day', '--by', '区域,销售员'] },
    { name: '-o plan.csv', write: [...equal, '--by', 'day', '-o', 'plan.csv'] },
    { name: '-o new.json', write: [...equal, '--by', 'day', '-o', 'new.json'] },
  ])('$name: refuses and changes nothing, however much of the write still fits', async ({ name, write }) => {
    leaveFree(Number.POSITIVE_INFINITY);
    const dir = copyTo(join(mounted as string, name.replace(/\W/g, '')));
    const before = contents(dir);
    // The folder itself is named when its journal is what did not fit.
    const file = write.includes('new.json') ? 'new.json: ' : /^error: (\S*plan\.csv|\S*plan\.meta\.json|\.|\/\S+): /m;
    for (let free = 0; ; free += 3) {
      leaveFree(free);
      const run = await salesplan(write, { cwd: dir });
      if (run.code === 0) {
        expect(free).toBeGreaterThan(2);
        rmSync(dir, { recursive: true });
        return;
      }
      expectRefusal(run, file, /full|space/i);
      expect(contents(dir)).toEqual(before);
    }
  });
});

describe('other disks that fail', () => {
  const excel = join(story, 'actual-2026-q1.csv');

  it('no folder for temporary files', async () => {
    const run = await salesplan(['history', excel, '-q'], { env: { TMPDIR: '/nowhere/tmp' } });
    expectRefusal(run, '/nowhere/tmp', /director|folder|exist/i);
  });

  const fullTmp = 'a full folder for temporary files';
  it.skipIf(!mounted)(mounted ? fullTmp : `${fullTmp}: skipped, it needs root and a mount of tmpfs`, async () => {
    leaveFree(0);
    const run = await salesplan(['history', excel, '-q'], { env: { TMPDIR: mounted } });
    expectRefusal(run, mounted as string, /full|space/i);
  });

  const hasFull = existsSync('/dev/full');
  const fullOut = 'standard output on a full disk';
  it.skipIf(!hasFull)(hasFull ? fullOut : `${fullOut}: skipped, there is no /dev/full`, async () => {
    const run = await shell(`"$@" history '${excel}' -O json -q >/dev/full`);
    expectRefusal(run, /stdout|standard output/i, /full|space/i);
  });
});

describe('an output that cannot be', () => {
  it.each([
    { file: 'missing/plan.csv', cause: /director|folder|exist/i },
    { file: 'missing/plan.json', cause: /director|folder|exist/i },
    { file: 'orders.csv/plan.csv', cause: /director|folder|exist/i },
    { file: 'a-folder', cause: /director|folder/i },
    { file: 'a-folder.csv', cause: /director|folder/i },
  ])('-o $file', async ({ file, cause }) => {
    const dir = copyTo(join(newFolder(), 'plan'));
    for (const name of ['a-folder', 'a-folder.csv']) mkdirSync(join(dir, name));
    const before = contents(dir);
    expectRefusal(await salesplan([...stateless, '-o', file], { cwd: dir }), file, cause);
    expect(contents(dir)).toEqual(before);
  });
});

function copyTo(dir: string): string {
  cpSync(base, dir, { recursive: true });
  return dir;
}

/** A file system of a quarter of a megabyte; undefined where that is not allowed. */
function mountTmpfs(dir: string): string | undefined {
  if (!isRoot || process.platform !== 'linux') return undefined;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir]).status === 0 ? dir : undefined;
}

/** Fills the small disk but for some pages. */
function leaveFree(pages: number): void {
  const filler = join(mounted as string, 'filler');
  writeFileSync(filler, '');
  const { bavail, bsize } = statfsSync(mounted as string);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - pages) * bsize));
}
