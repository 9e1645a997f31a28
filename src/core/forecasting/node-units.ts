import { pathKey } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { methodOf } from './methods/index.ts';
import { type MonthlyHistory, valuesOf } from './monthly-history.ts';
import type { PanelUnit } from './panel.ts';

/** Months in a year: the season of every unit. */
export const SEASON = 12;
/** A unit without a row for this long is forecast as nothing. */
const ASLEEP_MONTHS = 12;

/** How a node is forecast: by its own series, or as nothing, since no complete month has a row of it or none of the last year. */
export type NodeState = 'own' | 'none' | 'asleep';

export function stateOf({ months, begins, ends }: MonthlyHistory, node: number): NodeState {
  if ((begins[node] as number) >= months.length) return 'none';
  // The whole is never asleep: its gaps are gaps of the data.
  return node > 0 && (ends[node] as number) < months.length - ASLEEP_MONTHS ? 'asleep' : 'own';
}

/** Methods from the one that was asked for to those that need less. */
const FALLBACKS = ['theta', 'seasonal-naive', 'drift'];

/** The method that a series of so many values is long enough for. */
export function methodFor(asked: string, length: number): string {
  const candidates = [asked, ...FALLBACKS];
  return candidates.find((name) => (methodOf(name)?.least(SEASON) ?? Number.POSITIVE_INFINITY) <= length) ?? 'drift';
}

export interface UnitChoice {
  readonly model: string;
  readonly isNonNegative: boolean;
}

/** A node as the panel sees it: named by its path, so that its paths do not depend on its neighbours. */
export function panelUnit(history: MonthlyHistory, node: number, { model, isNonNegative }: UnitChoice): PanelUnit {
  const outcomes = valuesOf(history, node);
  const values = withoutGaps(outcomes);
  return {
    name: pathKey(nodeAt(history.units, node).value.path),
    series: { values, season: SEASON, isNonNegative: isNonNegative && values.every((value) => value >= 0) },
    outcomes,
    method: methodFor(model, values.length),
  };
}

/** Gaps on a straight line between their neighbours. */
function withoutGaps(values: Float64Array): Float64Array {
  const filled = values.slice();
  let last = -1;
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const left = last < 0 ? value : (values[last] as number);
    for (let gap = last + 1; gap < at; gap++) filled[gap] = left + ((value - left) * (gap - last)) / (at - last);
    last = at;
  });
  return filled;
}
