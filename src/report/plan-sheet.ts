import { formatAmount, formatExact } from '../core/amount.ts';
import type { NodeValues } from '../core/coarsen.ts';
import type { Grid } from '../core/grid.ts';
import type { Metric } from '../core/metrics/metric.ts';
import { formatShare, isShare } from '../core/metrics/ratio.ts';
import { ratioText } from '../core/metrics/ratio-text.ts';
import { type RollUp, rollUpBy } from '../core/metrics/roll-up.ts';
import { nodeAt } from '../core/tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';
import { moneyTitle } from './money-title.ts';

interface Currencies {
  readonly at: (unit: number) => string;
  readonly decimalsAt: (unit: number) => number;
  readonly home: string;
}

/** What a plan is, for the title and the columns. */
export interface PlanHeading {
  readonly target: string;
  readonly metric: string;
  /** The planned period as it was named. */
  readonly period: string;
  readonly layer: string;
  readonly revision: number;
  /** The unit that amounts are shown in: `万元`; undefined for the base unit. */
  readonly unit: string | undefined;
  /** Decimals of that unit that amounts are shown with. */
  readonly decimals: number;
  readonly definition: Metric;
  /** How cells make larger nodes, which are blank where that cannot be said. */
  readonly rollUp: RollUp;
  /** The denominators of a ratio, whose numerators are the plan's amounts. */
  readonly denominator?: Grid | undefined;
  /** The currency of each unit node's amounts, where these are not all alike, with its decimals, and that of the whole. */
  readonly currencies?: Currencies | undefined;
  /** The value of each node where the plan's own cells are not enough to tell: a mean of finer periods. */
  readonly values?: NodeValues | undefined;
}

function valuesOf(plan: Grid, { values, rollUp }: PlanHeading): NodeValues {
  return values ?? rollUpBy(plan, rollUp);
}

/** What a cell of a wide plan shows: an amount, or the ratio of a node's numerator and denominator. */
interface Shown {
  readonly kind: 'amount' | 'share';
  readonly text: (node: number) => string;
}

function shownValues(plan: Grid, heading: PlanHeading): Shown {
  const values = valuesOf(plan, heading);
  const { denominator, definition, decimals } = heading;
  if (!denominator) {
    // Counts are whole where they can be; money has all of its decimals.
    const exact = (value: bigint) => (decimals === 0 ? formatExact(value, plan.scale, 0) : formatAmount(value, plan.scale));
    const { currencies } = heading;
    const width = plan.periods.nodes.length;
    const own = (value: bigint, node: number) =>
      currencies ? formatExact(value, plan.scale, currencies.decimalsAt(Math.floor(node / width))) : exact(value);
    const text = (node: number) => (values[node] === undefined ? '' : own(values[node], node));
    return { kind: 'amount', text };
  }
  const below = rollUpBy(denominator, heading.rollUp);
  const ratio = (node: number) => ({ numerator: values[node] ?? 0n, denominator: below[node] ?? 0n });
  const share = isShare(ratio(0), definition);
  return { kind: share ? 'share' : 'amount', text: (node) => formatShare(ratio(node), { share, decimals }) };
}

/**
 * A plan as people read it: units as rows, indented by level, periods as columns with a larger period after its parts, the
 * total on both sides. `depths` are the levels to show (0 is the whole, always there as the total).
 */
export function widePlanSheet(
  plan: Grid,
  heading: PlanHeading,
  { words, depths }: { words: Words; depths: readonly number[] },
): Sheet {
  const shownValue = shownValues(plan, heading);
  const periods = childrenFirst(plan);
  const width = plan.periods.nodes.length;
  const shown = plan.units.nodes.flatMap((node, index) => (index > 0 && depths.includes(node.depth) ? [index] : []));
  const least = Math.min(...shown.map((index) => nodeAt(plan.units, index).depth));
  const deepest = Math.max(...depths);
  const amount = (unit: number, period: number) => shownValue.text(unit * width + period);
  const { currencies } = heading;
  const money = (unit: number) => (currencies ? [currencies.at(unit)] : []);
  const columns: Column[] = [
    { name: 'unit', label: shownLevels(plan, depths).join(' / ') || words.phrase('column.unit'), kind: 'text' },
    ...(currencies ? [currencyColumn(words)] : []),
    ...periods.map((period): Column => {
      const label = period === 0 ? words.phrase('label.total') : nodeAt(plan.periods, period).value.label;
      return { name: period === 0 ? 'total' : label, label, kind: shownValue.kind };
    }),
  ];
  const rows = shown.map((unit): SheetRow => {
    const { value, depth, children } = nodeAt(plan.units, unit);
    const isLast = depth === deepest || children.length === 0;
    const cells = [value.name, ...money(unit), ...periods.map((period) => amount(unit, period))];
    return { cells, depth: depth - least, ...(!isLast && { emphasis: 'subtotal' as const }) };
  });
  const total = [words.phrase('label.total'), ...money(0), ...periods.map((period) => amount(0, period))];
  const only: SheetRow[] = rows.length === 0 ? [{ cells: total }] : rows;
  return {
    name: 'plan',
    title: planTitle(heading, words),
    columns,
    rows: only,
    totals: rows.length === 0 ? undefined : { cells: total },
  };
}

function currencyColumn(words: Words): Column {
  return { name: 'currency', label: words.phrase('column.currency'), kind: 'text' };
}

/** Names of the levels that print. */
function shownLevels(plan: Grid, depths: readonly number[]): string[] {
  return plan.units.levels.filter((_, depth) => depths.includes(depth + 1));
}

/** Period nodes with every node after its parts; a single period alone. */
function childrenFirst(plan: Grid): number[] {
  const order: number[] = [];
  const visit = (node: number) => {
    for (const child of nodeAt(plan.periods, node).children) visit(child);
    order.push(node);
  };
  visit(0);
  return order;
}

export function planTitle(heading: PlanHeading, words: Words): string {
  const { target, metric, period, layer, revision, unit, definition, currencies } = heading;
  const money = currencies ? moneyTitle({ currency: currencies.home }, words) : '';
  const shown = unit === undefined ? '' : words.phrase('title.unit', { unit });
  const closing = definition.kind === 'stock' ? words.phrase(`title.closing-${definition.closing}`) : '';
  return words.phrase('title.plan', { target, metric, period, layer, revision }) + closing + shown + money;
}

/**
 * A plan as data: one row for each unit of the chosen levels and each period of the chosen nodes; larger nodes are subtotals,
 * and the whole is the row of totals.
 */
export function tidyPlanSheet(
  plan: Grid,
  heading: PlanHeading,
  { words, depths }: { words: Words; depths: readonly number[] },
): Sheet {
  const values = valuesOf(plan, heading);
  const below = heading.denominator && rollUpBy(heading.denominator, heading.rollUp);
  const width = plan.periods.nodes.length;
  const decimalsAt = (node: number) => heading.currencies?.decimalsAt(Math.floor(node / width)) ?? heading.decimals;
  const exact = (value: bigint | undefined, node: number) =>
    value === undefined ? '' : formatExact(value, plan.scale, decimalsAt(node));
  const levels = plan.units.levels;
  const deepest = Math.max(...depths);
  const columns: Column[] = [
    ...['target', 'metric', 'period', ...levels].map((name): Column => ({ name, kind: 'text' })),
    { name: 'amount', kind: 'amount' },
    { name: 'denominator', kind: 'amount' },
    ...(below ? [{ name: 'ratio', kind: 'ratio' } as const] : []),
    ...(heading.currencies ? [{ name: 'currency', kind: 'text' } as const] : []),
  ];
  const money = (unit: number) => (heading.currencies ? [heading.currencies.at(unit)] : []);
  const amounts = (node: number) => {
    const [numerator, denominator] = [values[node], below?.[node]];
    const ratio = below ? [ratioText({ numerator: numerator ?? 0n, denominator: denominator ?? 0n }, 'data')] : [];
    return [exact(numerator, node), exact(denominator, node), ...ratio];
  };
  const rows = plan.periods.nodes.flatMap((periodNode, period) =>
    plan.units.nodes.flatMap((unitNode, unit): SheetRow[] => {
      const isLeafRow = unitNode.children.length === 0 || unitNode.depth === deepest;
      if (!depths.includes(unitNode.depth) && !(isLeafRow && unitNode.depth < deepest)) return [];
      const isDetail = isLeafRow && periodNode.children.length === 0;
      const { path } = unitNode.value;
      const cells = [
        heading.target,
        heading.metric,
        periodNode.value.label,
        ...levels.map((_, depth) => path[depth] ?? ''),
        ...amounts(unit * width + period),
        ...money(unit),
      ];
      return unit + period === 0 && !isDetail ? [] : [{ cells, ...(!isDetail && { emphasis: 'subtotal' as const }) }];
    }),
  );
  const whole = [heading.target, heading.metric, nodeAt(plan.periods, 0).value.label, ...levels.map(() => '')];
  const totals = { cells: [...whole, ...amounts(0), ...money(0)] };
  return { name: 'plan', title: planTitle(heading, words), columns, rows, totals: plan.cells.length > 1 ? totals : undefined };
}
