import { divideRounded, formatExact, power10 } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Metric } from './metric.ts';
import type { Ratio } from './ratio.ts';
import { ratioText } from './ratio-text.ts';

/** What a metric is to come to in a period and a unit, by a plan or by a target. */
export interface MetricTotal {
  readonly metric: string;
  readonly period: string;
  readonly unit: string;
  /** The number is numerator / denominator. */
  readonly value: Ratio;
  /** Decimals that the value was given with, where it is a number that a person wrote; a plan's is exact. */
  readonly decimals?: number | undefined;
}

/** Ratios whose parts are planned as well, with the decimals of money. */
export interface ProductRequest {
  readonly ratios: readonly Metric[];
  readonly decimals: number;
}

/**
 * Where a ratio and both of its parts are given for one period and unit, numerator = ratio x denominator: an error with the three
 * numbers where it does not hold to one smallest unit of money, or to half of the last decimal that a ratio is written with.
 */
export function productFindings(totals: readonly MetricTotal[], { ratios, decimals }: ProductRequest): Finding[] {
  const known = new Map(totals.map((total) => [key(total, total.metric), total]));
  return ratios.flatMap(({ name, numerator, denominator }) =>
    totals.flatMap((total) => {
      if (total.metric !== name || numerator === undefined || denominator === undefined) return [];
      const [above, below] = [known.get(key(total, numerator)), known.get(key(total, denominator))];
      return above && below ? brokenProduct({ total, above, below, decimals }) : [];
    }),
  );
}

function key({ period, unit }: MetricTotal, metric: string): string {
  return JSON.stringify([metric, period, unit]);
}

interface Product {
  readonly total: MetricTotal;
  readonly above: MetricTotal;
  readonly below: MetricTotal;
  readonly decimals: number;
}

/** Finer than any amount in files, so that the difference is judged before it is rounded. */
const SCALE = 12;

function brokenProduct({ total, above, below, decimals }: Product): Finding[] {
  if (total.value.denominator === 0n) return [];
  const at = ({ numerator, denominator }: Ratio) => divideRounded(numerator * power10(SCALE), denominator);
  const product = {
    numerator: total.value.numerator * below.value.numerator,
    denominator: total.value.denominator * below.value.denominator,
  };
  const off = at(above.value) - at(product);
  const written = total.decimals === undefined ? 0n : at(below.value) / (2n * power10(total.decimals));
  if ((off < 0n ? -off : off) < power10(SCALE - decimals) + written) return [];
  const amount = (value: bigint) => formatExact(divideRounded(value, power10(SCALE - 6)), 6, 2);
  const values = {
    ...{ numerator: above.metric, denominator: below.metric, ratio: total.metric },
    ...{ period: total.period, unit: total.unit || '-' },
    ...{ above: amount(at(above.value)), below: amount(at(below.value)), value: ratioText(total.value, 'data') },
    ...{ product: amount(at(product)), off: amount(off) },
  };
  return [finding('error', 'check.product', values)];
}
