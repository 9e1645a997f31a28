import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newFolder, type Run, salesplan, story } from './run.ts';

const ORDERS = [2023, 2024, 2025].map((year) => join(story, `orders-${year}.csv`));
const ACTUAL = join(story, 'actual-2026-q1.csv');
const LEVELS = '区域,团队,销售员';

/** One way to give the same rows: files in an order, in a part of the world. */
interface Setting {
  readonly dir: string;
  readonly history: readonly string[];
  readonly actual: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const decompose = ['decompose', '--total', '500万', '-p', '2026', '--by', LEVELS];
const COMMANDS: readonly (readonly string[])[] = [
  [...decompose, '--by', 'quarter,month', '-O', 'csv', '--history'],
  [...decompose, '--by', 'quarter,month', '-O', 'table', '--round-to', '1000', '--history'],
  [...decompose, '--by', 'quarter,month', '--json', '--totals', '--history'],
  [...decompose, '--by', 'month,week,day', '-O', 'csv', '--shape', 'parent', '--history'],
  ['decompose', '--total', '+8%', '-p', '2026-Q1', '--by', '区域,团队', '--by', 'month,day', '--history'],
  ['history', '--by', LEVELS, '--json', '--history'],
  ['history', '--by', '区域', '--history'],
  ['variance', '--plan', 'plan.csv', '--as-of', '2026-03-20', '--by', LEVELS, '-O', 'csv', '--actual'],
  ['variance', '--plan', 'plan.csv', '--as-of', '2026-03-20', '--by', 'month', '--by', '区域', '--show-in', '万元', '--actual'],
  ['milestones', '--plan', 'plan.csv', '--every', 'month', '--by', LEVELS, '-O', 'csv'],
  ['show', '--plan', 'plan.csv', '--by', 'quarter', '--by', '区域,团队', '--json'],
];

const settings: Setting[] = [];

beforeAll(async () => {
  const base = newFolder();
  const flags = ['--by', 'month', '--round-to', '100', '-o', 'plan.csv'];
  const run = await salesplan([...decompose, ...flags, ...inputs('--history', ORDERS)], { cwd: base });
  expect(run.code).toBe(0);
  settings.push({ dir: base, history: ORDERS, actual: [ACTUAL], env: { TZ: 'UTC', LC_ALL: 'C' } });
  settings.push(shuffled(base, 20260331, 1, { TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' }));
  settings.push(shuffled(base, 7, 2, { TZ: 'America/Los_Angeles', LC_ALL: 'C', LANG: 'en_US.UTF-8' }));
});

describe('the same rows give the same bytes: shuffled, in one file or two, in Shanghai and in Los Angeles', () => {
  it.each(COMMANDS.map((command, i) => [`${i + 1}: ${command.join(' ')}`, command] as const))('%s', async (_, command) => {
    const runs = await Promise.all(settings.map((setting) => runIn(setting, command)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const [first, ...others] = runs as [Run, ...Run[]];
    expect(first.out.length).toBeGreaterThan(500);
    for (const other of others) expect(other.out).toBe(first.out);
  });
});

function runIn({ dir, history, actual, env }: Setting, command: readonly string[]): Promise<Run> {
  const input = command.at(-1) === '--history' ? history : command.at(-1) === '--actual' ? actual : undefined;
  const args = input ? [...command.slice(0, -1), ...inputs(command.at(-1)!, input)] : command;
  return salesplan([...args, '--today', '2026-04-02'], { cwd: dir, env });
}

function inputs(flag: string, files: readonly string[]): string[] {
  return files.flatMap((file) => [flag, file]);
}

/** Every input with its rows in a random order, over a number of files; the plan's rows too. */
function shuffled(base: string, seed: number, parts: number, env: NodeJS.ProcessEnv): Setting {
  const dir = newFolder();
  const random = mulberry32(seed);
  const write = (name: string, files: readonly string[], count: number) => {
    // Bytes as Latin-1, so that GB18030 stays as it is; no field of the story has a line break in it.
    const tables = files.map((file) => readFileSync(file, 'latin1').split(/(?<=\n)/));
    const [header] = tables[0] as [string];
    const rows = shuffle(
      tables.flatMap(([, ...rest]) => rest),
      random,
    );
    return Array.from({ length: count }, (_, part) => {
      const path = join(dir, count === 1 ? `${name}.csv` : `${name}-${count - part}.csv`);
      writeFileSync(path, header + rows.filter((_row, i) => i % count === part).join(''), 'latin1');
      return path;
    });
  };
  write('plan', [join(base, 'plan.csv')], 1);
  copyFileSync(join(base, 'plan.meta.json'), join(dir, 'plan.meta.json'));
  return { dir, env, history: write('orders', ORDERS, parts), actual: write('actual', [ACTUAL], parts) };
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A small generator with a seed, in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
