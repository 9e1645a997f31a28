import type { WeightTable } from './allocation/basis/weight-table.ts';
import { civil, firstOfMonth } from './calendar/day.ts';
import { parsePeriod } from './calendar/parse-period.ts';
import { type FiscalYear, GRAINS, type Period } from './calendar/period.ts';
import { finding, refuseErrors } from './finding.ts';
import { groupBy } from './group-by.ts';
import { pathKey, type UnitPath } from './organisation/unit-tree.ts';
import type { PlanCell } from './plan.ts';
import type { Totals } from './totals.ts';

/** Cells of one plan with their levels and scale. */
export interface PlanCells {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly rows: readonly Pick<PlanCell, 'period' | 'path' | 'amount'>[];
}

/**
 * A plan as if its cells were facts: each cell on the first day of its month, weeks and days of one month added up; a blank
 * adds nothing. Refuses periods longer than a month, which have no month to stand in.
 */
export function planTotals({ levels, scale, rows }: PlanCells, fiscal: FiscalYear): Totals {
  const units = new Map<string, { readonly path: UnitPath; readonly index: number }>();
  const sums = new Map<string, { unit: number; day: number; amount: bigint; rows: number }>();
  const coarse = new Set<string>();
  for (const { period, path, amount } of rows) {
    if (amount === undefined) continue;
    const found = parsePeriod(period, fiscal);
    if (found === undefined || isLong(found)) {
      coarse.add(period);
      continue;
    }
    const unit = units.get(pathKey(path)) ?? { path, index: units.size };
    units.set(pathKey(path), unit);
    const { year, month } = civil(found.start);
    const day = firstOfMonth(year, month);
    const key = `${unit.index} ${day}`;
    const sum = sums.get(key) ?? { unit: unit.index, day, amount: 0n, rows: 0 };
    sums.set(key, { ...sum, amount: sum.amount + amount, rows: sum.rows + 1 });
  }
  refuseErrors([...coarse].map((period) => finding('error', 'basis.plan-needs-months', { period })));
  return columns([...sums.values()], { levels, scale, units: [...units.values()].map(({ path }) => path) });
}

/** Whether a plan has periods longer than a month, so that it says nothing of months. */
export function isCoarse({ rows }: PlanCells, fiscal: FiscalYear): boolean {
  return [...new Set(rows.map(({ period }) => period))].some((label) => {
    const period = parsePeriod(label, fiscal);
    return period !== undefined && isLong(period);
  });
}

function isLong({ grain }: Period): boolean {
  return grain === undefined || GRAINS.indexOf(grain) < GRAINS.indexOf('month');
}

/** What each unit of a plan has in all its periods together, as weights of units. */
export function unitWeights({ levels, scale, rows }: PlanCells): WeightTable {
  const units = groupBy(rows, ({ path }) => pathKey(path));
  const weights = [...units.values()].map((own) => ({
    path: own[0].path,
    weight: own.reduce((sum, { amount = 0n }) => sum + amount, 0n),
    period: undefined,
    place: undefined,
  }));
  return { levels, scale, rows: weights };
}

interface Cell {
  readonly unit: number;
  readonly day: number;
  readonly amount: bigint;
  readonly rows: number;
}

function columns(cells: readonly Cell[], axes: Pick<Totals, 'levels' | 'scale' | 'units'>): Totals {
  const days = cells.map(({ day }) => day);
  const read = cells.reduce((sum, { rows }) => sum + rows, 0);
  return {
    ...axes,
    grain: 'month',
    unit: Int32Array.from(cells, ({ unit }) => unit),
    day: Int32Array.from(days),
    amount: BigInt64Array.from(cells, ({ amount }) => amount),
    rows: Float64Array.from(cells, ({ rows }) => rows),
    first: days.length > 0 ? days.reduce((a, b) => Math.min(a, b)) : undefined,
    last: days.length > 0 ? days.reduce((a, b) => Math.max(a, b)) : undefined,
    account: { read, used: read, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}
