import { addUp } from './bottom-up.ts';
import type { BaseForecast } from './reconciliation.ts';
import { shareDifference } from './share-difference.ts';

/**
 * The whole's own forecast, shared out level by level in the proportions of the children's own forecasts (Athanasopoulos, Ahmed &
 * Hyndman, Hierarchical forecasts for Australian domestic tourism, IJF 25, 2009): never by shares of the past, which go wrong
 * wherever units grow unlike. Children that are all forecast as zero share alike; where some are negative, the difference is
 * shared by their sizes.
 */
export function topDown({ units, mean, least }: BaseForecast): Float64Array {
  const values = new Float64Array(units.nodes.length);
  values[0] = Math.max(mean[0] as number, least[0] as number);
  units.nodes.forEach(({ children }, node) => {
    if (children.length === 0) return;
    const lowest = children.map((child) => least[child] as number);
    const from = children.map((child, i) => Math.max(mean[child] as number, lowest[i] as number));
    const shared = shareDifference({ from, ease: from.map(Math.abs), least: lowest }, values[node] as number);
    children.forEach((child, i) => {
      values[child] = shared[i] as number;
    });
  });
  return addUp(units, values);
}
