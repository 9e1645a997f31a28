import { shiftYears } from '../allocation/basis/basis-source.ts';
import { power10 } from '../amount.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import { overlap, type Period, type Span } from '../calendar/period.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import type { Measured, MeasuredValue } from '../measures/measured.ts';
import type { Ratio } from '../metrics/ratio.ts';
import { formatPath, pathKey, type UnitPath, type UnitTree, unitIndex } from '../organisation/unit-tree.ts';
import type { RatioGrids } from '../plan.ts';
import type { RowAccount } from '../totals.ts';
import { nodeAt } from '../tree.ts';
import { judgedFigures, NO_RATIO, type RatioFigures } from './ratio-figures.ts';
import type { Variance, VarianceRow } from './variance.ts';
import { columnSums, daysOf } from './variance-frame.ts';

/** The days that a metric has to be measured on: what is gone of each period, and the same days a year earlier. */
export interface MeasuredDays {
  readonly span: Period;
  readonly periods: readonly Period[];
  readonly gone: readonly (Span | undefined)[];
  readonly before: readonly (Span | undefined)[];
  /** Every span to measure, with its period's name or its days. */
  readonly spans: readonly (Span & { readonly label: string })[];
  /** The number of a span by its place in `gone` or `before`. */
  readonly place: Readonly<Record<'gone' | 'before', readonly (number | undefined)[]>>;
}

/** Refuses a period outside the plan. */
export function measuredDays(span: Period, periods: readonly Period[], asOf: Day): MeasuredDays {
  const outside = periods.find((period) => !overlap(period, span));
  if (outside) throw refuse('plan.outside-period', { period: outside.label, span: span.label });
  const gone = periods.map((period) => overlap(period, { start: span.start, end: Math.min(span.end, asOf) }));
  const before = gone.map((days) => days && shiftYears(days, -1));
  const spans: (Span & { label: string })[] = [];
  const placed = (days: readonly (Span | undefined)[]) =>
    days.map((own, p) => own && spans.push({ ...own, label: spanLabel(own, periods[p] as Period) }) - 1);
  return { span, periods, gone, before, place: { gone: placed(gone), before: placed(before) }, spans };
}

/** The name of a period, or the days where they are not its own. */
function spanLabel({ start, end }: Span, period: Period): string {
  return start === period.start && end === period.end ? period.label : `${formatDay(start)}..${formatDay(end)}`;
}

export interface MeasuredVarianceRequest {
  readonly days: MeasuredDays;
  readonly units: UnitTree;
  /** What is planned at a node; undefined where nothing is. */
  readonly planned: (unit: number, p: number) => Ratio | undefined;
  readonly actual: Measured;
  readonly first: Day | undefined;
  readonly account: RowAccount;
  readonly dataThrough: Day | undefined;
}

/**
 * Plan against what a metric really came to at each node, as it was measured there: counts, ratios of counts, and whatever does not
 * add up. Nothing is pro-rated, and a node without a plan has no row. Units that the plan does not know count in the nodes above
 * them and are named.
 */
export function measuredVariance(request: MeasuredVarianceRequest): Variance {
  const { days, units, planned, actual, account, dataThrough } = request;
  const rows = days.periods.flatMap((period, p) =>
    units.nodes.flatMap((_, unit): VarianceRow[] => {
      const plan = planned(unit, p);
      return plan ? [{ period, unit, ...figuresAt(request, { plan, unit, p }) }] : [];
    }),
  );
  const findings = [...actual.findings, ...unknownUnits(units, actual)];
  return { units, rows, account, dataThrough, findings, ...(actual.definition && { definition: actual.definition }) };
}

interface Place {
  readonly plan: Ratio;
  readonly unit: number;
  readonly p: number;
}

function figuresAt({ days, units, actual, first }: MeasuredVarianceRequest, { plan, unit, p }: Place) {
  const { path } = nodeAt(units, unit).value;
  const valueIn = (which: 'gone' | 'before'): Ratio => {
    const span = days.place[which][p];
    return span === undefined ? NO_RATIO : told(actual.at(path, span));
  };
  const before = days.before[p];
  const isKnown = first !== undefined && before !== undefined && first <= before.start;
  const ratio: RatioFigures = {
    ...{ scale: actual.scale, plan, actual: valueIn('gone'), lastYear: isKnown ? valueIn('before') : undefined },
    ...daysOf(days, p),
  };
  if (actual.isRatio) return { figures: judgedFigures(ratio), ratio };
  const numbers = { plan: plan.numerator, planToDate: plan.numerator, actual: ratio.actual.numerator };
  return { figures: { scale: actual.scale, ...numbers, lastYear: ratio.lastYear?.numerator, ...daysOf(days, p) } };
}

/** A value that rests on too little is none. */
function told(value: MeasuredValue | undefined): Ratio {
  return value === undefined || value.isTooFew ? NO_RATIO : value;
}

/** A planned ratio at every node: the sums of its parts, at the scale of the actuals. */
export function plannedRatios({ numerator, denominator }: RatioGrids, periods: readonly Period[], scale: number) {
  const factor = power10(scale - numerator.scale);
  const [above, below] = [columnSums(numerator, periods), columnSums(denominator, periods)];
  return (unit: number, p: number): Ratio => {
    const at = unit * periods.length + p;
    return { numerator: (above[at] as bigint) * factor, denominator: (below[at] as bigint) * factor };
  };
}

/** Units that a measure names and the plan does not know. */
export function unknownUnits(units: UnitTree, { units: measured }: Pick<Measured, 'units'>): Finding[] {
  const known = unitIndex(units);
  const depth = units.levels.length;
  const cut = measured.map((path): UnitPath => path.slice(0, depth));
  const unknown = [...new Set(cut.filter((path) => !known.has(pathKey(path))).map(formatPath))].sort();
  if (unknown.length === 0) return [];
  return [finding('warning', 'measures.unplanned-units', { count: unknown.length, first: unknown[0] as string })];
}
