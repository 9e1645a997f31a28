import { parseBasis } from '../../../src/core/allocation/basis/basis-source.ts';
import { type DecomposeRequest, type Decomposition, decompose } from '../../../src/core/allocation/decompose.ts';
import { parseMethod } from '../../../src/core/allocation/methods/method.ts';
import type { Grain } from '../../../src/core/calendar/period.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { pathKey, unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import { CALENDAR, day, period, type Row, split, totals } from '../make.ts';

export const PROPORTIONAL = parseMethod('proportional', 2)!;

/** A decomposition as a person would put it; amounts in whole units of money. */
export interface Ask {
  readonly rows?: readonly Row[];
  readonly total?: number;
  readonly growth?: readonly [numerator: bigint, denominator: bigint];
  readonly period?: string;
  readonly by?: readonly Grain[];
  readonly org?: string;
  readonly time?: string;
  readonly over?: Partial<DecomposeRequest>;
}

export function run(ask: Ask): Decomposition {
  const history = totals(ask.rows ?? []);
  const growth = ask.growth;
  return decompose({
    total: growth
      ? { kind: 'growth', numerator: growth[0], denominator: growth[1] }
      : { kind: 'amount', amount: BigInt(Math.round((ask.total ?? 0) * 100)) },
    scale: 2,
    roundTo: 1n,
    period: period(ask.period ?? '2026'),
    grains: ask.by ?? ['month'],
    fiscal: undefined,
    levels: history.levels,
    unit: [],
    basis: {
      org: parseBasis(ask.org ?? 'last-year', CALENDAR)!,
      time: parseBasis(ask.time ?? ask.org ?? 'last-year', CALENDAR)!,
    },
    shape: 'own',
    onNegative: 'zero',
    onZeroBasis: 'error',
    roster: undefined,
    exclude: [],
    likes: [],
    unitAxes: [history.levels],
    method: { time: PROPORTIONAL, org: PROPORTIONAL },
    populatedOnly: false,
    growths: [],
    tilts: [],
    locks: [],
    asOf: day('2026-01-01'),
    totals: history,
    ...ask.over,
  });
}

/** The value of a unit in a period by their names; the whole of each without. */
export function value(grid: Grid, unit = '', label = grid.periods.nodes[0]!.value.label): number {
  const node = unitIndex(grid.units).get(pathKey(split(unit))) as number;
  const column = grid.periods.nodes.findIndex((found) => found.value.label === label);
  if (node === undefined || column < 0) throw new Error(`no ${unit} in ${label}`);
  return Number(valueAt(grid, node, column)) / 100;
}

export const leaves = ({ units }: Grid) => units.leaves.map((node) => units.nodes[node]!.value.path.join('/'));

/** Findings of a code, by their values. */
export const found = (findings: readonly Finding[], code: string) =>
  findings.flatMap((f) => (f.code === code ? [f.values ?? {}] : []));

/** A row on the 15th (or another day) of every month from one to another. */
export function monthly(unit: string, months: string, amount: number | ((index: number) => number), date = '15'): Row[] {
  const [first, last] = months.split('..') as [string, string];
  const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
  return Array.from({ length: index(last) - index(first) + 1 }, (_, i): Row => {
    const month = index(first) + i;
    const label = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return [unit, `${label}-${date}`, typeof amount === 'number' ? amount : amount(i)];
  });
}
