import { type Finding, finding } from '../finding.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { MonthlyHistory } from './monthly-history.ts';
import type { UnitForecasts } from './unit-forecasts.ts';

const YEAR = 12;
/** A year ahead of more than so many times the best year known is doubted. */
const FAR = 3;
/** How many units are named. */
const NAMED = 5;

/** Leaf units whose next twelve months are forecast at more than three times the best twelve that they had; a shorter history as a rate. */
export function farAbove(history: MonthlyHistory, { units, months, baseline }: UnitForecasts): Finding[] {
  const [first, last] = [months[0], months[YEAR - 1]];
  if (!first || !last) return [];
  const year = { start: first.start, end: last.end };
  const far = units.leaves.filter((node) => {
    const best = bestYear(history, node);
    return best > 0 && baseline(node, year) > FAR * best;
  });
  if (far.length === 0) return [];
  const names = far.slice(0, NAMED).map((node) => formatPath(nodeAt(units, node).value.path));
  const named = names.join(', ') + (far.length > NAMED ? ', ...' : '');
  return [finding('warning', 'forecast.far-above', { count: far.length, times: FAR, units: named })];
}

/** Largest sum of twelve consecutive known months; of fewer, what they would come to in a year. */
function bestYear({ months, values, begins }: MonthlyHistory, node: number): number {
  const begin = begins[node] as number;
  const length = months.length - begin;
  const own = Array.from(values.subarray(node * months.length + begin, (node + 1) * months.length), (value) =>
    Number.isNaN(value) ? 0 : value,
  );
  const width = Math.min(YEAR, length);
  let best = 0;
  for (let from = 0; from + width <= length; from++) {
    const sum = own.slice(from, from + width).reduce((total, value) => total + value, 0);
    best = Math.max(best, (sum * YEAR) / width);
  }
  return best;
}
