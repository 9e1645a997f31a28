import type { SumDistribution } from './sum-distribution.ts';

/** What was said of twelve months, and what they brought; NaN where nobody knows. */
export interface JudgedYear {
  readonly actual: Float64Array;
  readonly year: SumDistribution;
  readonly steps: readonly SumDistribution[];
}

/** Shares of outcomes that lay inside ranges of single months and of the sum of the year; NaN of none. */
export interface MethodCoverage {
  readonly months80: number;
  readonly months95: number;
  readonly year80: number;
  readonly year95: number;
}

export function coverageOf(judged: readonly JudgedYear[]): MethodCoverage {
  const years = judged.map(({ actual, year }) => ({ outcome: actual.reduce((sum, value) => sum + value, 0), said: year }));
  const months = judged.flatMap(({ actual, steps }) =>
    steps.map((said, step) => ({ outcome: actual[step] ?? Number.NaN, said })),
  );
  return {
    months80: heldBy(months, 0.8),
    months95: heldBy(months, 0.95),
    year80: heldBy(years, 0.8),
    year95: heldBy(years, 0.95),
  };
}

interface Said {
  readonly outcome: number;
  readonly said: SumDistribution;
}

function heldBy(all: readonly Said[], level: number): number {
  const known = all.filter(({ outcome }) => !Number.isNaN(outcome));
  const tail = (1 - level) / 2;
  const held = known.filter(({ outcome, said }) => said.quantile(tail) <= outcome && outcome <= said.quantile(1 - tail));
  return held.length / known.length;
}
