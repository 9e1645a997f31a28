import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ratio } from '../../../src/core/metrics/ratio.ts';
import { pathKey, unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import { nodeAt } from '../../../src/core/tree.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/core/variance/measures.ts';
import type { RatioFigures } from '../../../src/core/variance/ratio-figures.ts';
import { outOfReach, ratioVariance } from '../../../src/core/variance/ratio-variance.ts';
import { ratioMeasures } from '../../../src/core/variance/row-measures.ts';
import { printedRows } from '../../../src/core/variance/shared-unplanned.ts';
import type { Variance, VarianceRow } from '../../../src/core/variance/variance.ts';
import { day, period, runs, split, stream, totals } from '../make.ts';
import { planOf } from './ask.ts';

/** A unit's numerators and denominators, one of each a month. */
type Parts = Readonly<Record<string, readonly (readonly [number, number])[]>>;

/** Numerator and denominator of a unit on a day. */
type RatioRow = readonly [unit: string, day: string, numerator: number, denominator: number];

const half = (parts: Parts, at: 0 | 1) =>
  Object.fromEntries(Object.entries(parts).map(([unit, months]) => [unit, months.map((month) => month[at])]));

function compared(span: string, plan: Parts, rows: readonly RatioRow[], asOf: string, label = span): Variance {
  const read = (at: 2 | 3) =>
    totals(
      rows.map((row) => [row[0], row[1], row[at]] as const),
      ['l1', 'l2'],
    );
  return ratioVariance({
    plan: { numerator: planOf(span, half(plan, 0)), denominator: planOf(span, half(plan, 1)) },
    actual: { numerator: read(2), denominator: read(3) },
    asOf: day(asOf),
    periods: [period(label)],
  });
}

function rowOf({ units, rows }: Variance, unit = ''): VarianceRow & { readonly ratio: RatioFigures } {
  const node = unitIndex(units).get(pathKey(split(unit)));
  const row = rows.find((found) => found.unit === node);
  if (!row?.ratio) throw new Error(`no ratio of ${unit}`);
  return { ...row, ratio: row.ratio };
}

const measured = (result: Variance, unit: string, ...names: string[]) =>
  names.map((name) =>
    ratioMeasures('data')
      .find((measure) => measure.name === name)!
      .of(rowOf(result, unit), { decimals: 2, thresholds: DEFAULT_THRESHOLDS }),
  );

describe('a planned ratio against the actual one', () => {
  it('rolls up by its parts: 95/100 and 630/900 are 72.50 %, 90 of 100 and 20 of 40 are 78.57 %', () => {
    const plan = { 'e/a': [[95, 100]], 'e/b': [[630, 900]] } as const;
    const rows = [
      ['e/a', '2026-01-31', 90, 100],
      ['e/b', '2026-01-31', 20, 40],
    ] as const;
    expect(measured(compared('2026-01', plan, rows, '2026-01-31'), 'e', 'plan', 'actual')).toEqual(['0.7250', '0.785714']);
  });

  it('is never pro-rated, and differs in points: 16.67 % of a market against 21.67 % are 5 points', () => {
    const plan = { a: [[65, 300]], b: [[0, 0]] } as const;
    const result = compared('2026-01', plan, [['a', '2026-01-02', 50, 300]], '2026-01-10');
    expect(measured(result, '', 'plan', 'plan_to_date', 'actual', 'variance')).toEqual([
      '0.216667',
      '0.216667',
      '0.166667',
      '-0.0500',
    ]);
    expect(measured(result, '', 'attainment', 'pace', 'gap_to_go')).toEqual(['0.7692', '0.7692', '']);
    expect(measured(result, 'b', 'plan', 'actual', 'variance', 'pace', 'landing')).toEqual(['', '', '', '', '']);
  });

  it.each([
    [700, 800, '1.0000', '1.0526', 0],
    [750, 900, '1.045455', '1.1005', 1],
    [1950, 1000, '0.0000', '0.0000', 0],
  ])('%d of %d due, 95 %% of 2,000 planned: the rest must run at %s', (paid, due, rate, factor, findings) => {
    const plan = {
      a: [
        [0, 0],
        [475, 500],
        [1425, 1500],
      ],
    } as const;
    const result = compared('2026-Q1', plan, [['a', '2026-01-31', paid, due]], '2026-02-10');
    expect(measured(result, '', 'required_rate', 'required_factor')).toEqual([rate, factor]);
    expect(outOfReach(printedRows(result, result.rows, [0]))).toHaveLength(findings);
  });

  it('asks nothing of the rest when the period is over or all that was planned is due', () => {
    const plan = { a: [[95, 100]] } as const;
    const over = compared('2026-01', plan, [['a', '2026-01-31', 40, 50]], '2026-01-31');
    expect(measured(over, '', 'required_rate', 'required_factor', 'landing')).toEqual(['', '', '0.8000']);
    const due = compared('2026-01', plan, [['a', '2026-01-10', 80, 120]], '2026-01-15');
    expect(measured(due, '', 'required_rate', 'landing')).toEqual(['', '0.666667']);
    const rest = compared('2026-01', plan, [['a', '2026-01-10', 40, 50]], '2026-01-15');
    expect(measured(rest, '', 'landing')).toEqual(['0.8750']);
  });

  it('compares with the same days a year earlier in points', () => {
    const rows = [
      ['a', '2025-01-01', 1, 4],
      ['a', '2026-01-02', 1, 2],
    ] as const;
    expect(measured(compared('2026-01', { a: [[1, 2]] }, rows, '2026-01-31'), '', 'last_year', 'yoy')).toEqual([
      '0.2500',
      '0.2500',
    ]);
  });

  it('adds the parts of unplanned units that share a row', () => {
    const rows = [
      ['x/a', '2026-01-02', 1, 4],
      ['e/q', '2026-01-02', 3, 4],
    ] as const;
    const result = compared('2026-01', { 'e/a': [[1, 2]] }, rows, '2026-01-31');
    const shared = printedRows(result, result.rows, [0, 2]).find(({ path }) => path.at(-1) === '(unplanned)');
    expect(shared?.ratio?.actual).toEqual({ numerator: 400n, denominator: 800n });
  });

  it('refuses parts that were not read from the same rows', () => {
    const actual = totals([['a', '2026-01-02', 1]], ['l1']);
    const plan = planOf('2026-01', { a: [1] });
    const denominator = { ...actual, account: { ...actual.account, rejected: 1, used: 0 } };
    const request = { plan: { numerator: plan, denominator: plan }, asOf: day('2026-01-31'), periods: [period('2026-01')] };
    expect(() => ratioVariance({ ...request, actual: { numerator: actual, denominator } })).toThrow(/metric.rows-differ/);
  });

  it('has at every node the sum of the numerators over the sum of the denominators, whatever the order of the rows', () => {
    const unit = fc.constantFrom('e/a', 'e/b', 's/c', 'x/y');
    const row = fc.tuple(unit, fc.constantFrom('2026-01-05', '2026-02-07', '2026-03-31'), fc.nat(99), fc.nat(99));
    const distinct = fc.uniqueArray(row, { selector: ([name, date]) => `${name} ${date}`, maxLength: 12 });
    fc.assert(
      fc.property(distinct, fc.integer(), (rows, seed) => {
        const next = stream(seed);
        const parts = () => Array.from({ length: 3 }, () => [next(100), next(100)] as const);
        const plan = { 'e/a': parts(), 'e/b': parts(), 's/c': parts() };
        const result = compared('2026-Q1', plan, rows, '2026-03-31');
        for (const { unit: node, ratio } of result.rows) {
          const { path } = nodeAt(result.units, node).value;
          const isBelow = (name: string) => path.every((part, depth) => split(name)[depth] === part);
          if (path.includes('(unplanned)')) continue;
          const own = rows.filter(([name]) => isBelow(name));
          expect(ratio?.actual).toEqual(sums(own.map(([, , above, below]) => [above, below])));
          const planned = Object.entries(plan).filter(([name]) => isBelow(name));
          expect(ratio?.plan).toEqual(sums(planned.flatMap(([, months]) => months)));
        }
        expect(compared('2026-Q1', plan, [...rows].reverse(), '2026-03-31').rows).toEqual(result.rows);
      }),
      runs(100),
    );
  });
});

function sums(parts: readonly (readonly [number, number])[]): Ratio {
  const sum = (at: 0 | 1) => BigInt(parts.reduce((all, part) => all + part[at], 0) * 100);
  return { numerator: sum(0), denominator: sum(1) };
}
