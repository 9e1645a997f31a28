import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../../src/core/allocation/basis/basis-source.ts';
import { tableBasis } from '../../../../src/core/allocation/basis/table-basis.ts';
import type { WeightRow } from '../../../../src/core/allocation/basis/weight-table.ts';
import { dayCount } from '../../../../src/core/calendar/period.ts';
import { leafValue } from '../../../../src/core/tree.ts';
import { CALENDAR, period, periods, runs, split, units } from '../../make.ts';
import { monthly, run, value } from '../request.ts';

const AXES = { units: units('east/x', 'east/y', 'west/z'), periods: periods('2026-Q1', 'month') };

/** A row as it stands in a file: `2026-Q1|east/|3`; a blank part is any. */
function row(text: string, index: number): WeightRow {
  const [when, path, weight] = text.split('|') as [string, string, string];
  return {
    period: when === '' ? undefined : period(when),
    path: path === '' ? ['', ''] : split(path),
    weight: BigInt(weight),
    place: { file: 'weights.csv', line: index + 2 },
  };
}

const table = (...rows: string[]) => ({ levels: ['l1', 'l2'], scale: 0, rows: rows.map(row) });

function weigh(rows: readonly string[], axes = AXES) {
  const { weights, findings } = tableBasis('file:weights.csv', table(...rows)).weights!(axes);
  if (weights === 'equal' || !('cells' in weights)) throw new Error('no cells');
  const width = axes.periods.leaves.length;
  return {
    findings,
    rows: axes.units.leaves.map((_, leaf) => Array.from(weights.cells.slice(leaf * width, (leaf + 1) * width), Number)),
  };
}

describe('a weights file', () => {
  it('weighs units, periods, or both: then the product', () => {
    expect(weigh(['|east/x|2', '|east/y|1', '|west/z|5']).rows).toEqual([Array(3).fill(2), Array(3).fill(1), Array(3).fill(5)]);
    expect(weigh(['2026-01||2', '2026-02||1', '2026-03||4']).rows).toEqual(Array(3).fill([2, 1, 4]));
    expect(weigh(['|east/|2', '|west/|3', '2026-01||2', '2026-02||1', '2026-03||4']).rows).toEqual([
      [4, 2, 8],
      [4, 2, 8],
      [6, 3, 12],
    ]);
  });

  it('gives every leaf below a larger unit or period its weight; the more specific row wins', () => {
    expect(weigh(['|east/|2', '|east/y|7', '|/z|1', '2026||1', '2026-Q1||3', '2026-02||9']).rows).toEqual([
      [6, 18, 6],
      [21, 63, 21],
      [3, 9, 3],
    ]);
  });

  it('has cells that overrule both kinds, the deeper unit before the shorter period', () => {
    expect(weigh(['|east/|2', '|west/|2', '2026-01||5', '2026||1', '2026-01|east/|100', '2026|east/y|50']).rows).toEqual([
      [100, 2, 2],
      [50, 50, 50],
      [10, 2, 2],
    ]);
  });

  it('gives nothing to what no row of a kind names', () => {
    expect(weigh(['|east/x|2']).rows).toEqual([
      [2, 2, 2],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(weigh(['2026-01||2']).rows).toEqual(Array(3).fill([2, 0, 0]));
    expect(weigh(['2026-01|east/x|2']).rows).toEqual([
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(weigh([]).rows).toEqual(Array(3).fill([1, 1, 1]));
  });

  it('has a default where a row names nothing', () => {
    expect(weigh(['||1', '|east/x|5']).rows).toEqual([
      [5, 5, 5],
      [1, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('adds up its months in a plan of quarters, in which a quarter gives each of its months its weight', () => {
    const quarters = { ...AXES, periods: periods('2026-H1', 'quarter') };
    expect(weigh(['2026-01||1', '2026-02||2', '2026-03||4', '2026-Q2||3'], quarters).rows[0]).toEqual([7, 9]);
    expect(weigh(['2026-Q1||1', '2026-Q2||3'], quarters).rows[0]).toEqual([1, 3]);
  });

  it('names rows for what the plan does not have, each once', () => {
    const { findings } = weigh([
      '|east/x|1',
      '|north/|2',
      '2026-01||1',
      '2026-05||1',
      '2026-05|north/|1',
      '2026-02-10..2026-02-20||1',
    ]);
    expect(findings.map(({ code, values, place }) => [code, ...Object.values(values ?? {}), place?.line])).toEqual([
      ['basis.weight-unit', 'north/*', 3],
      ['basis.weight-period', '2026-05', 5],
      ['basis.weight-part-period', '2026-02-10..2026-02-20', 7],
    ]);
  });

  it('is refused with weights below zero, rows said twice, levels that are not there, and amounts beyond the cells', () => {
    expect(() => weigh(['|east/x|-1', '2026|east/x|1', '2026-01..2026-12|east/x|2'])).toThrow(
      'basis.weight-negative, basis.weight-twice',
    );
    const foreign = { levels: ['team'], scale: 0, rows: [] };
    expect(() => tableBasis('file:w', foreign).weights!(AXES)).toThrow('basis.weight-level');
    const huge = ['|east/|4000000000', '2026||4000000000'];
    expect(() => weigh(huge)).toThrow('basis.too-large');
  });

  it('does not depend on the order of its rows, and agrees with trying every row for every cell', () => {
    const anyRow = fc
      .tuple(
        fc.constantFrom('', '2026', '2026-Q1', '2026-01', '2026-02', '2026-01..2026-02', '2026-02..2026-03'),
        fc.constantFrom('', 'east/', 'west/', 'east/x', 'west/z', '/z', '/y'),
        fc.nat(9),
      )
      .map(([when, path, weight]) => ({ key: `${when}|${path}`, text: `${when}|${path}|${weight}` }));
    fc.assert(
      fc.property(fc.uniqueArray(anyRow, { maxLength: 9, selector: ({ key }) => key }), (drafts) => {
        const texts = drafts.map(({ text }) => text);
        const { rows } = weigh(texts);
        expect(weigh(texts.toReversed()).rows).toEqual(rows);
        expect(rows).toEqual(
          AXES.units.leaves.map((_, unit) => AXES.periods.leaves.map((_, month) => tried(texts.map(row), unit, month))),
        );
      }),
      runs(500),
    );
  });
});

/** The weight of a cell by the words of the definition. */
function tried(rows: readonly WeightRow[], unit: number, month: number): number {
  const { path } = leafValue(AXES.units, unit);
  const { start, end } = leafValue(AXES.periods, month);
  const namesUnit = (one: WeightRow) => one.path.some((name) => name !== '');
  const matches = (one: WeightRow) =>
    one.path.every((name, depth) => name === '' || name === path[depth]) &&
    (!one.period || (one.period.start <= start && end <= one.period.end));
  const kinds = {
    both: rows.filter((one) => one.period && namesUnit(one)),
    unit: rows.filter((one) => !one.period),
    period: rows.filter((one) => one.period && !namesUnit(one)),
  };
  const rank = ({ path: [outer, inner], period: when }: WeightRow) =>
    (inner ? 2e6 : 0) + (outer ? 1e6 : 0) - (when ? dayCount(when) * 1000 + (when.start - start) / 1000 : 0);
  const best = (among: readonly WeightRow[]) => among.filter(matches).sort((a, b) => rank(b) - rank(a))[0];
  const own = best(kinds.both);
  if (own) return Number(own.weight);
  if (kinds.unit.length + kinds.period.length === 0 && kinds.both.length > 0) return 0;
  const factor = (among: readonly WeightRow[]) => (among.length === 0 ? 1 : Number(best(among)?.weight ?? 0));
  return factor(kinds.unit) * factor(kinds.period);
}

describe('a plan by a weights file', () => {
  const rows = [...monthly('east/x', '2025-01..2025-12', 10), ...monthly('west/z', '2025-01..2025-12', (i) => i)];
  const source = tableBasis('file:weights.csv', table('|east/|1', '|west/|3', '2026-Q1||2', '2026-04..2026-12||1'));

  it('takes both axes of it', () => {
    const { plan } = run({ rows, total: 6000, over: { basis: { org: source, time: source } } });
    expect([value(plan, 'east'), value(plan, 'west', '2026-01'), value(plan, 'west', '2026-12')]).toEqual([1500, 600, 300]);
  });

  it('or one, the other from history', () => {
    const history = parseBasis('last-year', CALENDAR)!;
    const org = run({ rows, total: 2640, over: { basis: { org: source, time: history } } }).plan;
    expect([value(org, 'east', '2026-01'), value(org, 'west', '2026-01'), value(org, 'west', '2026-12')]).toEqual([55, 0, 330]);
    const time = run({ rows, total: 1860, over: { basis: { org: history, time: source } } }).plan;
    // East had 120 of 186; a month of the first quarter weighs 2 of 15.
    expect([value(time, 'east'), value(time, 'east', '2026-01')]).toEqual([1200, 160]);
  });
});
