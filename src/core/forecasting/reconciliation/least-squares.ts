import { nodeAt } from '../../tree.ts';
import { addUp } from './bottom-up.ts';
import type { BaseForecast } from './reconciliation.ts';
import { shareDifference } from './share-difference.ts';

/** A variance is at least this part of the mean one, so that none divides by zero. */
const LEAST_VARIANCE = 1e-12;

/**
 * Forecasts that add up and are nearest to the nodes' own: least sum of (reconciled - own)^2 / variance over all nodes, which is
 * the trace minimisation of Wickramasuriya, Athanasopoulos & Hyndman (Optimal forecast reconciliation for hierarchical and
 * grouped time series through trace minimization, JASA 114, 2019) with the variances alone ("WLS-var"). A tree needs no matrix:
 * upwards each node has the weighted mean of its own forecast and of the sum of its children, whose variances add; downwards
 * what a parent differs from that sum is shared by the children's variances. Two passes, linear in the nodes. A part that would
 * go below its least value stays there, and its siblings share the rest again.
 */
export function leastSquares(base: BaseForecast): Float64Array {
  const { units, least } = base;
  const upwards = estimatesUpwards(base);
  const values = new Float64Array(units.nodes.length);
  values[0] = Math.max(upwards.mean[0] as number, least[0] as number);
  units.nodes.forEach(({ children }, node) => {
    if (children.length === 0) return;
    const of = (numbers: Float64Array) => children.map((child) => numbers[child] as number);
    const parts = { from: of(upwards.mean), ease: of(upwards.variance), least: of(least) };
    const shared = shareDifference(parts, values[node] as number);
    children.forEach((child, i) => {
      values[child] = shared[i] as number;
    });
  });
  return addUp(units, values);
}

/** What each node's own forecast and everything below it say together. */
function estimatesUpwards({ units, mean, variance }: BaseForecast): Pick<BaseForecast, 'mean' | 'variance'> {
  const own = steadied(variance);
  const together = { mean: mean.slice(), variance: own.slice() };
  const below = sumsBelow(units.nodes.length);
  for (let node = units.nodes.length - 1; node >= 0; node--) {
    const { parent, children } = nodeAt(units, node);
    if (children.length > 0) {
      const [ours, theirs] = [own[node] as number, below.variance[node] as number];
      together.mean[node] = ((mean[node] as number) * theirs + (below.mean[node] as number) * ours) / (ours + theirs);
      together.variance[node] = (ours * theirs) / (ours + theirs);
    }
    if (parent < 0) continue;
    below.mean[parent]! += together.mean[node] as number;
    below.variance[parent]! += together.variance[node] as number;
  }
  return together;
}

function sumsBelow(nodes: number) {
  return { mean: new Float64Array(nodes), variance: new Float64Array(nodes) };
}

function steadied(variance: Float64Array): Float64Array {
  const mean = variance.reduce((sum, value) => sum + value, 0) / Math.max(1, variance.length);
  const least = mean > 0 ? mean * LEAST_VARIANCE : 1;
  return variance.map((value) => Math.max(value, least));
}
