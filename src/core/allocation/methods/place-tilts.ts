import type { PeriodTree } from '../../calendar/period-tree.ts';
import type { Finding } from '../../finding.ts';
import { nodeAt } from '../../tree.ts';
import type { Tilt } from '../tilt.ts';
import { coveringNodes } from './covering-nodes.ts';
import type { PlacedRate } from './growth-bounds.ts';

/** What `--weight` tilts: each factor with its leaf periods. Errors (wrong use) for a span that is no union of the plan's periods. */
export function placeTilts(
  periods: PeriodTree,
  factors: readonly PlacedRate[],
): { readonly tilts: readonly Tilt[]; readonly findings: readonly Finding[] } {
  const placed = factors.map((factor) => ({ ...factor, covering: coveringNodes(periods, factor.span) }));
  return {
    findings: placed.flatMap(({ covering }) => ('problem' in covering ? [covering.problem] : [])),
    tilts: placed.flatMap(({ unit, numerator, denominator, covering }) => {
      if ('problem' in covering) return [];
      const nodes = covering.nodes.map((node) => nodeAt(periods, node));
      const periodFrom = Math.min(...nodes.map(({ leafFrom }) => leafFrom));
      const periodTo = Math.max(...nodes.map(({ leafTo }) => leafTo));
      return [{ unit, numerator, denominator, periodFrom, periodTo }];
    }),
  };
}
