import { formatRatio } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { type AxisWeights, cellsOf } from './basis/axis-weights.ts';
import { sum } from './basis/clean-basis.ts';

/**
 * The largest distance, in rounding units, between a value and its unrounded share among the nodes for which no distance
 * can be promised: interior unit x interior period, such as a region's quarter. Nothing when the plan has none.
 */
export function driftFinding(plan: Grid, weights: Grid, roundTo: bigint): Finding[] {
  const width = plan.periods.nodes.length;
  const [amounts, shares] = [rollUp(plan), rollUp(weights)];
  const [total, whole] = [amounts[0] as bigint, shares[0] as bigint];
  let worst = { distance: -1n, unit: 0, period: 0 };
  for (const unit of interior(plan.units.nodes)) {
    for (const period of interior(plan.periods.nodes)) {
      const i = unit * width + period;
      const distance = magnitude((amounts[i] as bigint) * whole - total * (shares[i] as bigint));
      if (distance > worst.distance) worst = { distance, unit, period };
    }
  }
  if (worst.distance < 0n) return [];
  const values = {
    units: formatRatio(worst.distance, whole * roundTo, 2),
    unit: formatPath(nodeAt(plan.units, worst.unit).value.path),
    period: nodeAt(plan.periods, worst.period).value.label,
  };
  return [finding('note', 'allocation.drift', values)];
}

function interior(nodes: readonly { readonly children: readonly number[]; readonly depth: number }[]): number[] {
  return nodes.flatMap((node, index) => (node.depth > 0 && node.children.length > 0 ? [index] : []));
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** A cell counts as a spike above this many times its unit's mean cell. */
const SPIKE = 3n;

/**
 * How lumpy the units' own courses are: zero cells, and cells over three times their unit's mean. Nothing when there are none, or
 * when the course is the same for all units.
 */
export function lumpyFinding(time: AxisWeights): Finding[] {
  const basis = cellsOf(time);
  if (!basis) return [];
  const { cells, columns } = basis;
  let zero = 0;
  let spikes = 0;
  let count = 0;
  for (let from = 0; from < cells.length; from += columns) {
    const row = cells.subarray(from, from + columns);
    const total = sum(row);
    if (total <= 0n) continue;
    count += columns;
    for (const cell of row) {
      if (cell === 0n) zero++;
      if (cell * BigInt(columns) > SPIKE * total) spikes++;
    }
  }
  if (zero + spikes === 0 || columns < 2) return [];
  const percent = (part: number) => formatRatio(100n * BigInt(part), BigInt(count), 0);
  return [
    finding('note', 'basis.lumpy', { zero, zeroPercent: percent(zero), spikes, spikePercent: percent(spikes), cells: count }),
  ];
}
