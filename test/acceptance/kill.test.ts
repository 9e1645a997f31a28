import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contents, newFolder, type Run, salesplan } from './run.ts';

const PRELOAD = ['../plan-folder/kill-at.mjs', './count-from-first-write.mjs'].map((file) => new URL(file, import.meta.url).href);
/** More steps than there are: whoever is still killed there writes too much, or the counting is broken. */
const MOST_STEPS = 120;

const ORDERS = `日期,区域,销售员,金额
2025-01-05,华东,李雷,100.10
2025-05-05,华东,王芳,200.20
2025-12-29,华北,张伟,300.30
`;
/** Without history, so that the hundred runs are quick. */
const quick = ['--by', 'month', '--basis', 'equal', '--today', '2026-01-02', '-q'];

/** A way to write a plan over an older one, and a command that may come next. */
interface Scene {
  readonly name: string;
  readonly write: readonly string[];
  readonly next: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    name: 'decompose --target T1 in a plan folder',
    write: ['decompose', '--target', 'T1', ...quick],
    next: ['show', '--by', 'month'],
  },
  {
    name: 'decompose -o plan.csv without a folder',
    write: ['decompose', '--no-dir', '--total', '9000', '-p', '2026', ...quick, '-o', 'plan.csv'],
    next: ['show', '--no-dir', '--plan', 'plan.csv'],
  },
];

const base = join(newFolder(), 'base');

beforeAll(async () => {
  mkdirSync(base);
  writeFileSync(join(base, 'orders.csv'), ORDERS);
  await done(['init', '.', '--history', 'orders.csv', '--by', '区域,销售员', '--today', '2026-01-02'], base);
  await done(['target', 'add', 'T1', '--value', '1000', '-p', '2026'], base);
  await done(['decompose', '--target', 'T1', '--round-to', '10'], base);
});

async function done(args: readonly string[], cwd: string): Promise<void> {
  const run = await salesplan(args, { cwd });
  expect([run.code, run.err]).toEqual([0, expect.anything()]);
}

type Files = Readonly<Record<string, string>>;
const PAIR = ['plan.csv', 'plan.meta.json'];
const samePair = (a: Files, b: Files) => PAIR.every((name) => a[name] === b[name]);

const sameFiles = (a: Files, b: Files) => JSON.stringify(a) === JSON.stringify(b);

describe.each(SCENES)('$name, killed at every step', ({ write, next }) => {
  it('leaves every file whole, and the next command makes plan and meta one again', { timeout: 300_000 }, async () => {
    const [before, after] = [contents(base), await afterwards(write)];
    expect(PAIR.filter((name) => after[name] === before[name])).toEqual([]);
    const ends = { old: 0, new: 0 };
    const problems: string[] = [];
    const killAt = async (step: number): Promise<boolean> => {
      const dir = copy();
      const { signal } = await salesplan(write, { cwd: dir, env: { KILL_AT: String(step) }, preload: PRELOAD });
      const left = contents(dir);
      const broken = Object.keys(before).filter((name) => ![before[name], after[name]].includes(left[name]));
      const run = sameFiles(left, before) ? undefined : await salesplan(next, { cwd: dir });
      const found = contents(dir);
      if (signal === 'SIGKILL') ends[samePair(found, after) ? 'new' : 'old']++;
      else broken.push(...PAIR.filter((name) => found[name] !== after[name]));
      const extra = Object.keys(found).filter((name) => !(name in before));
      problems.push(
        ...broken.map((name) => `step ${step}: ${name} is neither old nor new`),
        ...pairProblems(run, samePair(found, before) || samePair(found, after)).map((problem) => `step ${step}: ${problem}`),
        ...extra.map((name) => `step ${step}: ${name.replace(/\d+/, 'N')} is left behind`),
      );
      rmSync(dir, { recursive: true });
      return signal === 'SIGKILL';
    };
    await untilFalse(killAt);
    expect(problems.sort()).toEqual([]);
    expect(ends.old).toBeGreaterThan(20);
    expect(ends.new).toBeGreaterThan(5);
  });
});

/** What is wrong with the plan and its meta after the next command, if there was one. */
function pairProblems(next: Run | undefined, isOnePair: boolean): string[] {
  const failed = next && next.code !== 0 ? [`the next command ends with ${next.code}: ${next.err}`] : [];
  return isOnePair ? failed : [...failed, 'plan and meta do not belong together'];
}

function copy(): string {
  const dir = join(newFolder(), 'base');
  cpSync(base, dir, { recursive: true });
  return dir;
}

/** The folder's files after a run that nobody disturbs. */
async function afterwards(write: readonly string[]): Promise<Files> {
  const dir = copy();
  await done(write, dir);
  return contents(dir);
}

/** Steps 1, 2, 3, ..., two at a time, until one says false. */
async function untilFalse(work: (step: number) => Promise<boolean>): Promise<void> {
  for (let step = 1; step < MOST_STEPS; step += 2) {
    const goes = await Promise.all([work(step), work(step + 1)]);
    if (goes.includes(false)) return;
  }
  throw new Error(`still killed at step ${MOST_STEPS}`);
}
