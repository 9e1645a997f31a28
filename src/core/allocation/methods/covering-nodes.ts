import { dayCount, GRAINS, type Grain, type Period, type Span } from '../../calendar/period.ts';
import { type PeriodTree, partition } from '../../calendar/period-tree.ts';
import { type Finding, finding } from '../../finding.ts';
import { nodeAt } from '../../tree.ts';

/** The largest nodes that make up a span, or why there are none. */
export type Covering = { readonly nodes: readonly number[] } | { readonly problem: Finding };

/**
 * Cuts a span into the largest period nodes inside it: 2026-04..2026-12 is Q2, Q3, Q4. An error finding where the span reaches
 * outside the plan, or is no union of its periods: then with the coarsest grain that would do.
 */
export function coveringNodes(periods: PeriodTree, span: Period): Covering {
  const { value: whole } = nodeAt(periods, 0);
  const values = { period: span.label, span: whole.label };
  if (span.start < whole.start || span.end > whole.end) return { problem: finding('error', 'scope.outside-plan', values) };
  const nodes = largestInside(periods, span);
  const days = nodes.reduce((sum, node) => sum + dayCount(nodeAt(periods, node).value), 0);
  if (days === dayCount(span)) return { nodes };
  const grain = grainFor(periods, span);
  if (grain === undefined) return { problem: finding('error', 'scope.cuts-month', values) };
  return { problem: finding('error', 'scope.needs-grain', { ...values, grain }) };
}

function largestInside(periods: PeriodTree, span: Span): number[] {
  const inside = ({ start, end }: Span) => span.start <= start && end <= span.end;
  return periods.nodes.flatMap(({ value, parent }, node) => {
    const isLargest = inside(value) && (parent < 0 || !inside(nodeAt(periods, parent).value));
    return isLargest ? [node] : [];
  });
}

/** The coarsest grain down to the month that the plan does not have and of which the span is whole periods. */
function grainFor(periods: PeriodTree, span: Span): Grain | undefined {
  const had = new Set(periods.nodes.map(({ value }) => value.grain));
  return GRAINS.slice(0, GRAINS.indexOf('month') + 1).find(
    (grain) => !had.has(grain) && partition(span, grain, undefined).every(({ wholeDays }) => wholeDays === undefined),
  );
}
