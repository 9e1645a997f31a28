import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { salesplan } from './run.ts';

const FILE = join(process.env['SALESPLAN_DATA'] ?? '', 'reseller-orders.csv');
const BY = ['--by', 'month', '--by', 'SalesTerritoryKey,EmployeeKey'];
/** Pairs of territory and rep that sold in 2018 and no longer in 2019. */
const GONE = ['2/272', '2/281', '4/283', '5/281', '6/288'];

it.skipIf(!existsSync(FILE))('own shapes of real reps are lumpy, and it says so: 38 % zero months', async () => {
  const flags = [
    ...BY,
    '--total',
    '5000万',
    '-p',
    '2019',
    '--shape',
    'own',
    '-O',
    'json',
    ...GONE.flatMap((unit) => ['--exclude', unit]),
  ];
  const { out } = await salesplan(['decompose', '--history', FILE, ...flags]);
  const { findings } = JSON.parse(out) as { findings: { code: string; values: object }[] };
  const lumpy = findings.find(({ code }) => code === 'basis.lumpy');
  expect(lumpy?.values).toMatchObject({ cells: 264, zero: 100, zeroPercent: '38' });
});
