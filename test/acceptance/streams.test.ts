import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { contents, finished, newFolder, program, type Run, records, salesplan, shell, start, story } from './run.ts';

const ORDERS = join(story, 'orders-2025.csv');
const plan = ['decompose', '--history', ORDERS, '--total', '500万', '-p', '2026', '-q'];
const BY = ['--by', 'month,day', '--by', '区域,团队,销售员', '--exclude', '华北/北京/赵明轩'];
const quoted = (args: readonly string[]) => args.map((word) => `'${word}'`).join(' ');

describe('a pipe', () => {
  it.each(['csv', 'json', 'table', 'markdown'])('that closes after a line of %s is no error', async (format) => {
    const script = `"$@" ${quoted([...plan, ...BY, '-O', format])} | head -1; echo "\${PIPESTATUS[0]}"`;
    const run = await shell(script);
    expect([run.out.trimEnd().split('\n').length, run.out.trimEnd().split('\n').at(-1), run.err]).toEqual([2, '0', '']);
  });

  it('gives the history, and takes the plan with -o -', async () => {
    const dir = newFolder();
    const direct = await salesplan([...plan, '--by', 'month', '--by', '区域', '-O', 'csv'], { cwd: dir });
    const stdin = [...plan, '--by', 'month', '--by', '区域', '-O', 'csv'].map((word) => (word === ORDERS ? '-' : word));
    const piped = await salesplan([...stdin, '-o', '-'], { cwd: dir, input: readFileSync(ORDERS) });
    expect([piped.code, piped.err]).toEqual([0, '']);
    expect(piped.out).toBe(direct.out);
    expect(records(piped.out)).toHaveLength(12 * 4);
    expect(contents(dir)).toEqual({});
  });

  it.each([
    { name: 'always', args: ['--color', 'always'], env: {}, coloured: true },
    { name: 'FORCE_COLOR', args: [], env: { FORCE_COLOR: '1' }, coloured: true },
    { name: 'NO_COLOR', args: [], env: { NO_COLOR: '1', FORCE_COLOR: '1' }, coloured: false },
    { name: 'never', args: ['--color', 'never'], env: { FORCE_COLOR: '1' }, coloured: false },
    { name: 'nothing said', args: [], env: {}, coloured: false },
  ])('$name: CSV and JSON without colour, tables without borders', async ({ args, env, coloured }) => {
    const show = (format: string) =>
      salesplan([...plan, '--by', 'quarter', '--by', '区域', '-O', format, ...args], { env: { ...env, TERM: 'xterm' } });
    const [table, csv, json, wrong] = await Promise.all([show('table'), show('csv'), show('json'), show('xml')]);
    expect([table.code, csv.code, json.code, wrong.code]).toEqual([0, 0, 0, 2]);
    expect(csv.out + json.out).not.toContain('\u001b');
    expect(table.out).not.toMatch(/[┌│]/);
    expect(wrong.err.includes('\u001b')).toBe(coloured);
  });
});

describe('a missing value without a terminal', () => {
  const args = ['decompose', '--history', '/nowhere/orders.csv', '-p', '2026', '--by', 'month'];
  const ways: readonly { name: string; run: () => Promise<Run> }[] = [
    { name: 'closed', run: () => shell(`"$@" ${quoted(args)} <&-`) },
    { name: 'an empty pipe', run: () => salesplan(args) },
    { name: 'a pipe with an answer in it', run: () => salesplan(args, { input: '500万\n' }) },
    { name: '/dev/null', run: () => salesplan(args, { input: 'null' }) },
    { name: '/dev/null, all streams but stderr', run: () => shell(`"$@" ${quoted(args)} </dev/null >/dev/null`) },
  ];

  it.each(ways)('standard input is $name: names the flag, opens no file', async ({ run }) => {
    const { code, out, err } = await run();
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--total');
    expect(err).toMatch(/^Try /m);
    expect(err).not.toContain('/nowhere');
  });
});

describe('a signal', () => {
  const dir = newFolder();
  const [large, wide] = [join(dir, 'large.csv'), join(dir, 'wide.csv')];
  const ways = [
    { name: 'UTF-8 is read', args: ['history', large, '--by', 'region'] },
    { name: 'GB18030 is read', args: ['history', large, '--by', 'region', '--encoding', 'gb18030'] },
    { name: 'standard input is read', args: ['history', '-', '--by', 'region'] },
    {
      name: 'the plan is computed',
      args: [
        'decompose',
        '--history',
        wide,
        '--total',
        '1亿',
        '-p',
        '2026',
        '--by',
        'month,day',
        '--by',
        'rep',
        '-o',
        'plan.csv',
      ],
    },
  ];

  beforeAll(() => {
    const row = (i: number) => `2025-${String((i % 12) + 1).padStart(2, '0')}-02,NORTH,rep${Math.floor(i / 12)},${i % 997}.5\n`;
    const rows = Array.from({ length: 1500 * 12 }, (_, i) => row(i)).join('');
    writeFileSync(wide, `date,region,rep,amount\n${rows}`);
    const handle = openSync(large, 'w');
    writeSync(handle, 'date,region,rep,amount\n');
    for (let i = 0; i < 150; i++) writeSync(handle, rows);
    closeSync(handle);
  });

  it.each(
    ways.flatMap((way) => [
      { ...way, signal: 'SIGINT' as const, code: 130 },
      { ...way, signal: 'SIGTERM' as const, code: 143 },
    ]),
  )('$signal while $name ends with $code and leaves nothing', async ({ args, signal, code }) => {
    const [tmp, cwd] = [newFolder(), newFolder()];
    const child = start(process.execPath, [program, ...args], { cwd, env: { TMPDIR: tmp } });
    const end = finished(child, args.includes('-') ? readFileSync(large) : undefined);
    // Reading makes a folder for temporary files; computing begins once the columns have been said.
    if (args.includes(wide)) await once(child.stderr as Readable, 'data').then(() => pause(300));
    else await until(() => readdirSync(tmp).length > 0, 500);
    child.kill(signal);
    const { code: ended, out } = await end;
    expect([ended, out, readdirSync(tmp), readdirSync(cwd)]).toEqual([code, '', [], []]);
  });
});

async function until(isSo: () => boolean, patience: number): Promise<void> {
  for (let waited = 0; waited < patience && !isSo(); waited += 10) await pause(10);
  await pause(20);
}
