import type { Metric } from '../core/metrics/metric.ts';
import { isForPeople, type Output } from './output.ts';

/** Decimals that amounts show at least: none where people read what is counted; files keep those of the currency. */
export function shownDecimals({ kind, isCounted = false }: Metric, decimals: number, output: Output): number {
  return (isCounted || kind === 'distinct') && isForPeople(output) ? 0 : decimals;
}
