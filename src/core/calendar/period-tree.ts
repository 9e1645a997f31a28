import { type Finding, finding } from '../finding.ts';
import { buildTree, type Tree } from '../tree.ts';
import { dayCount, type FiscalYear, GRAINS, type Grain, overlap, type Period, periodAt, type Span } from './period.ts';

export type PeriodTree = Tree<Period>;

export interface PeriodTreeResult {
  readonly tree: PeriodTree;
  /** A `calendar.cut-period` note for each node that the span cuts. */
  readonly findings: readonly Finding[];
}

/**
 * The periods of `grains` inside `span`, nested from coarse to fine whatever order they are given in; no grain gives the
 * span alone. A node that the span cuts keeps its label and has only the days inside; a span that is one period of a grain
 * takes its label. With `fiscal`, years, halves and quarters are fiscal ones.
 */
export function periodTree(span: Period, grains: readonly Grain[], fiscal: FiscalYear | undefined): PeriodTreeResult {
  const order = GRAINS.filter((grain) => grains.includes(grain));
  const children = new Map<Period, Period[]>();
  const expand = (period: Period, level: number, isRoot: boolean): Period => {
    const grain = order[level];
    if (grain === undefined) return period;
    const parts = partition(period, grain, fiscal);
    if (isRoot && parts.length === 1) return expand(parts[0] as Period, level + 1, true);
    children.set(
      period,
      parts.map((part) => expand(part, level + 1, false)),
    );
    return period;
  };
  const tree = buildTree(expand(span, 0, true), (period) => children.get(period) ?? []);
  return { tree, findings: tree.nodes.flatMap(({ value }) => cutFinding(value)) };
}

/** The periods of `grain` that cover `span`, the outer ones cut to it. */
export function partition(span: Span, grain: Grain, fiscal: FiscalYear | undefined): Period[] {
  const parts: Period[] = [];
  for (let day = span.start; day <= span.end; ) {
    const whole = periodAt(grain, day, fiscal);
    const inside = overlap(whole, span) as Span;
    const isCut = dayCount(inside) < dayCount(whole);
    parts.push({ ...whole, ...inside, ...(isCut && { wholeDays: dayCount(whole) }) });
    day = whole.end + 1;
  }
  return parts;
}

function cutFinding(period: Period): Finding[] {
  if (period.wholeDays === undefined) return [];
  return [finding('note', 'calendar.cut-period', { period: period.label, days: period.end - period.start + 1 })];
}
