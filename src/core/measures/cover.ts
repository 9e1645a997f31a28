import type { Measured } from './measured.ts';
import type { NodeNumbers } from './node-numbers.ts';

interface CoverNumbers {
  /** Open opportunities whose close date is in the span, as of a day. */
  readonly pipeline: NodeNumbers;
  /** What is planned at a node; undefined where nothing is. */
  readonly planned: (path: readonly string[], span: number) => bigint | undefined;
  /** What there is of it until that day; zero where there are no actuals, so that the whole plan is to go. */
  readonly actual: NodeNumbers;
  readonly scale: number;
}

/**
 * Pipeline cover: at each node the open pipeline over its gap to go, which is plan - actual and not below zero. Every node has a gap
 * of its own: those of units that are over their plan take nothing from the gap of the whole.
 */
export function pipelineCover({ pipeline, planned, actual, scale }: CoverNumbers): Measured {
  return {
    units: pipeline.units,
    scale,
    isRatio: true,
    at: (path, span) => {
      const plan = planned(path, span);
      if (plan === undefined) return undefined;
      const gap = plan - actual.at(path, span);
      return { numerator: pipeline.at(path, span), denominator: gap > 0n ? gap : 0n };
    },
    findings: [],
  };
}
