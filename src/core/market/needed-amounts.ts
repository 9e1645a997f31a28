import { formatExact } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';

/** More names than these are only counted. */
const MOST_UNITS = 12;

/** What a plan of shares asks for. */
export interface Needed {
  readonly target: string;
  /** What its numerators are. */
  readonly metric: string;
  readonly period: string;
  readonly decimals: number;
}

/** A note on what shares come to in their numerators, in all and for each of the outermost units: what has to be sold for them. */
export function neededFinding({ units, periods, cells, scale }: Grid, { target, metric, period, decimals }: Needed): Finding {
  const width = periods.leaves.length;
  const amount = (from: number, to: number) => {
    const sum = cells.slice(from * width, to * width).reduce((a, b) => a + b, 0n);
    return formatExact(sum, scale, decimals);
  };
  const outer = nodeAt(units, 0).children.map((node) => nodeAt(units, node));
  const named = outer.map(({ value, leafFrom, leafTo }) => `${formatPath(value.path) || '-'} ${amount(leafFrom, leafTo)}`);
  const rest = named.length > MOST_UNITS ? `, ... (${named.length})` : '';
  const list = `${named.slice(0, MOST_UNITS).join(', ')}${rest}`;
  const values = { target, metric, period, total: amount(0, units.leaves.length) };
  return list === ''
    ? finding('note', 'market.needs', values)
    : finding('note', 'market.needs-by-unit', { ...values, units: list });
}
