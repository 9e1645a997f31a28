import { limitsOutsideIn } from '../allocation/methods/repeat-limits.ts';
import { refuse } from '../finding.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { holds } from './bound-steps.ts';
import type { AskedBlock, ExplainRequest, LeafRange } from './explained-block.ts';
import type { Step } from './explanation.ts';
import { lineCell, placedSteps } from './placed-steps.ts';

/** Refuses a node whose cells are rates that do not add up. */
export function refuseSumOfRates({ rollUp, trace }: ExplainRequest, { unit, period, from, to }: AskedBlock): void {
  const { value, leafFrom, leafTo } = nodeAt(trace.weights.units, unit);
  const isSum = (rollUp.org === 'same' && leafTo - leafFrom > 1) || (rollUp.time === 'same' && to - from > 1);
  if (isSum) throw refuse('explain.sum-of-rates', { unit: formatPath(value.path) || '-', period: period.label });
}

/** How a cell of a repeated amount came about, the bounds on it being listed already. */
export function repeatedSteps(request: ExplainRequest, block: AskedBlock, value: bigint): readonly Step[] {
  const { trace, rollUp } = request;
  const leafUnit = nodeAt(trace.weights.units, block.unit).leafFrom;
  if (rollUp.time === 'same' && rollUp.org === 'same') return [everywhere(request, block, leafUnit)];
  const line = lineOf(request, leafUnit, block.from);
  if (line.isBounded) return [{ kind: 'fitted', amount: value }];
  const shared = { weights: line.weights, total: trace.total, roundTo: trace.roundTo };
  return placedSteps(lineCell(shared, line.cell, 'line'), { value, roundTo: trace.roundTo });
}

function everywhere({ trace }: ExplainRequest, block: AskedBlock, leafUnit: number): Step {
  const { weights, bounds, scale, total } = trace;
  const weight = weights.cells[leafUnit * weights.periods.leaves.length + block.from] as bigint;
  if (weight === 0n) return { kind: 'repeated', amount: 0n, limits: [] };
  const around = bounds.filter((bound) => holds(trace, bound, block));
  const limits = limitsOutsideIn({ ...weights, scale }, around).map(({ min, max }) => ({ min, max }));
  return { kind: 'repeated', amount: total, limits };
}

/** The weights of the line that holds a cell, its place there, and whether a bound touches the line. */
function lineOf({ trace, rollUp }: ExplainRequest, leafUnit: number, leafPeriod: number) {
  const { weights } = trace;
  const width = weights.periods.leaves.length;
  const touches = ({ from, to }: LeafRange, leaf: number) => from <= leaf && leaf < to;
  const isBounded = trace.bounds.some((bound) => {
    const [unit, period] = [nodeAt(weights.units, bound.unit), nodeAt(weights.periods, bound.period)];
    const [leaf, node] = rollUp.org === 'same' ? [leafUnit, unit] : [leafPeriod, period];
    return touches({ from: node.leafFrom, to: node.leafTo }, leaf);
  });
  if (rollUp.org === 'same') {
    return { weights: weights.cells.slice(leafUnit * width, (leafUnit + 1) * width), cell: leafPeriod, isBounded };
  }
  const column = BigInt64Array.from(weights.units.leaves, (_, row) => weights.cells[row * width + leafPeriod] as bigint);
  return { weights: column, cell: leafUnit, isBounded };
}
