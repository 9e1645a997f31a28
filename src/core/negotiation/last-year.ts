import { shiftYears } from '../allocation/basis/whole-years.ts';
import type { DisplayUnit } from '../amount.ts';
import { arrange, columnsFromSpans, rollUpUnits } from '../arrange.ts';
import { formatDay } from '../calendar/day.ts';
import { monthNumber } from '../calendar/month.ts';
import type { Period } from '../calendar/period.ts';
import { periodTree } from '../calendar/period-tree.ts';
import { type Finding, finding } from '../finding.ts';
import { leafPaths, pathKey, type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import { SHOWN_DECIMALS, shownCells } from '../show-in.ts';
import type { Totals } from '../totals.ts';
import { nodeAt } from '../tree.ts';
import { activeUnits, placeActuals } from '../variance/variance-frame.ts';

/** What units had in the same span a year before. */
export interface LastYear {
  /** The plan's units, and an `(unplanned)` child wherever somebody sold who is in no plan now. */
  readonly units: UnitTree;
  /** By unit node, in the unit of the sheet with `SHOWN_DECIMALS`; undefined where no row is known, which is not zero. */
  readonly values: readonly (bigint | undefined)[];
  readonly findings: readonly Finding[];
}

/** Days that a history may end before the span does: a week. */
const USUAL_END = 7;

/**
 * The same span one year earlier by unit, rounded so that the column adds up. Where the history begins after it, nothing is
 * known, with a warning.
 */
export function lastYear(history: Totals, plan: { units: UnitTree; span: Period }, unit: DisplayUnit | undefined): LastYear {
  const before = shiftYears(plan.span, -1);
  const span = { start: formatDay(before.start), end: formatDay(before.end) };
  const { first, last } = history;
  if (first === undefined || last === undefined || monthNumber(first) > monthNumber(before.start))
    return { units: plan.units, values: [], findings: [finding('warning', 'sheet.no-last-year', { ...span })] };
  const placed = placeActuals(plan.units, history);
  const active = activeUnits(placed, [before]);
  const units = unitTree(plan.units.levels, [...leafPaths(plan.units), ...active]);
  const { cells } = arrange(placed, units, columnsFromSpans([[before]]));
  const { tree: periods } = periodTree(plan.span, [], undefined);
  const rounded = shownCells({ units, periods }, [...cells], { scale: history.scale, unit: unit ?? '元' });
  const sums = rollUpUnits(units, rounded, 1);
  const known = knownNodes(units, new Set([...active].map(pathKey)));
  const missing = before.end - last;
  const findings =
    missing > USUAL_END ? [finding('warning', 'sheet.last-year-ends', { last: formatDay(last), days: missing })] : [];
  return { units, values: Array.from(sums, (sum, node) => (known[node] ? sum : undefined)), findings };
}

/** Decimals of `LastYear` values. */
export const LAST_YEAR_DECIMALS = SHOWN_DECIMALS;

/** The nodes with rows of their own or below them. */
function knownNodes(units: UnitTree, active: ReadonlySet<string>): boolean[] {
  const known = units.nodes.map(({ value }) => active.has(pathKey(value.path)));
  for (let node = units.nodes.length - 1; node > 0; node--) if (known[node]) known[nodeAt(units, node).parent] = true;
  return known;
}
