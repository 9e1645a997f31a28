import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, records, salesplan } from './run.ts';
import { millionths } from './source-rows.ts';

const FILE = join(process.env['SALESPLAN_DATA'] ?? '', 'reseller-orders.csv');
const present = existsSync(FILE);
const LEVELS = ['SalesTerritoryKey', 'EmployeeKey'] as const;

describe.skipIf(!present)(
  present ? 'real units' : 'real units: skipped, SALESPLAN_DATA names no folder with reseller-orders.csv',
  { timeout: 60_000 },
  () => {
    it('that the plan of 2019 does not know stand in their territories, which tie: 1,126,485.01 of the first quarter', async () => {
      const { cwd, run } = await plan(FILE, '2019');
      const leaves = new Set(
        records(readFileSync(join(cwd, 'plan.csv'), 'utf8')).map((row) => LEVELS.map((l) => row[l]).join('/')),
      );
      expect([run.code, leaves.size]).toEqual([0, 27]);
      const rows = await variance(cwd, LEVELS.join(','));
      const unplanned = rows.filter(({ path }) => path[1] === '(unplanned)');
      expect(unplanned.map(({ path, actual }) => [path[0], actual])).toEqual([
        ['2', millionths('669895.78')],
        ['4', millionths('441066.72')],
        ['5', millionths('15522.51')],
      ]);
      expect(sum(unplanned)).toBe(millionths('1126485.01'));
      const whole = rows.find(({ path }) => path.length === 0);
      expect((sum(unplanned) * 1000n) / (whole?.actual ?? 1n)).toBe(213n);
      const territories = rows.filter(({ path }) => path.length === 1);
      for (const { path, actual } of territories)
        expect(sum(rows.filter((row) => row.path.length === 2 && row.path[0] === path[0])), path[0]).toBe(actual);
      expect([territories.length, sum(territories)]).toEqual([8, whole?.actual]);
      expect(await variance(cwd, LEVELS[0])).toEqual(rows.filter(({ path }) => path.length <= 1));
    });

    it('of one rep in several territories are a finding: 29 leaves of 17 reps', async () => {
      const { run } = await plan(FILE, '2020');
      const { findings, rows } = JSON.parse(run.out) as {
        findings: { code: string; values: object }[];
        rows: Record<string, string>[];
      };
      const found = findings.find(({ code }) => code === 'organisation.name-under-two-parents');
      expect(found?.values).toMatchObject({ level: 'EmployeeKey', count: 6, of: 17 });
      expect(new Set(rows.map((row) => LEVELS.map((level) => row[level]).join('/'))).size).toBe(29);
    });

    it('without a rep are a leaf (unassigned) with all that they sold', async () => {
      const cwd = newFolder();
      const [header = '', ...rows] = readFileSync(FILE, 'utf8').trim().split(/\r?\n/);
      const at = header.split(',').indexOf('EmployeeKey');
      const blanked = rows.map((row) => row.split(',').map((cell, i) => (i === at && cell === '286' ? '' : cell)));
      writeFileSync(join(cwd, 'orders.csv'), `${[header, ...blanked.map((row) => row.join(','))].join('\n')}\n`);
      const amounts = async (file: string, unit: string) => {
        const { run } = await plan(file, '2019');
        const { rows: cells } = JSON.parse(run.out) as { rows: Record<string, string>[] };
        return cells
          .filter((row) => row['EmployeeKey'] === unit)
          .map((row) => [row['SalesTerritoryKey'], row['period'], row['amount']]);
      };
      const named = await amounts(FILE, '286');
      expect(named.length).toBeGreaterThan(0);
      expect(await amounts(join(cwd, 'orders.csv'), '(unassigned)')).toEqual(named);
    });
  },
);

/** The plan of a year from the year before, printed as JSON and written to plan.csv. */
async function plan(file: string, year: string) {
  const cwd = newFolder();
  const flags = ['--total', '3000万', '-p', year, '--by', 'quarter,month', '--by', LEVELS.join(',')];
  const run = await salesplan(['decompose', '--history', file, ...flags, '--json'], { cwd });
  expect(run.code).toBe(0);
  await salesplan(['decompose', '--history', file, ...flags, '-o', 'plan.csv'], { cwd });
  return { cwd, run };
}

interface Row {
  readonly path: readonly string[];
  readonly actual: bigint;
}

async function variance(cwd: string, by: string): Promise<Row[]> {
  const flags = ['--plan', 'plan.csv', '--actual', FILE, '--as-of', '2019-03-31', '-p', '2019-Q1', '--by', by, '-O', 'csv'];
  const run = await salesplan(['variance', ...flags], { cwd });
  expect(run.code).toBe(0);
  return records(run.out).map((row) => ({
    path: LEVELS.flatMap((level) => row[level] || []),
    actual: millionths(row['actual']!),
  }));
}

function sum(rows: readonly Row[]): bigint {
  return rows.reduce((total, { actual }) => total + actual, 0n);
}
