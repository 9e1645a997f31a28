import { formatRatio } from '../../amount.ts';
import { rollUpUnits } from '../../arrange.ts';
import { type Day, formatDay } from '../../calendar/day.ts';
import { monthNumber } from '../../calendar/month.ts';
import type { Span } from '../../calendar/period.ts';
import { partition } from '../../calendar/period-tree.ts';
import { type Finding, finding } from '../../finding.ts';
import { type Fraction, fraction, ONE } from '../../fraction.ts';
import { someNames } from '../../names.ts';
import { formatPath, type UnitTree } from '../../organisation/unit-tree.ts';
import { ancestry, nodeAt } from '../../tree.ts';
import type { Amounts, BasisSource, BasisWindow, Coverage, Rates, Recipe, Term } from './basis-window.ts';
import { lastCompleteMonth, noCompleteSpan, shiftYears } from './whole-years.ts';

/**
 * The year before the target as it will probably end (autumn planning, domain rule T17): months known completely as they
 * are, the rest = the same months a year earlier x the unit's own growth so far, which is its known months / the same months
 * a year earlier.
 */
export const estimate: BasisSource = { name: 'estimate', axes: ['time', 'org'], window: estimateWindow };

/** How the target maps on history: `years` back is the year to estimate, as much again the year that it grows from. */
interface Estimation {
  readonly years: number;
  /** The last day that is known. */
  readonly reached: Day;
  readonly history: Coverage;
}

function estimateWindow(target: Span, history: Coverage): BasisWindow {
  const estimation = { years: yearsBefore(target), reached: lastCompleteMonth(history), history };
  const { years, reached } = estimation;
  const year = shiftYears(target, -years);
  const isWhole = year.end <= reached;
  const earlier = shiftYears(target, -2 * years);
  const rest = reached < year.start ? earlier : shiftYears({ start: reached + 1, end: year.end }, -years);
  const needed = isWhole ? [year.start] : [rest.start, rest.end];
  if (!needed.every((day) => history.months.has(monthNumber(day)))) throw noCompleteSpan(history);
  return {
    window: isWhole ? year : { start: earlier.start, end: Math.max(rest.end, Math.min(reached, year.end)) },
    spansOf: (span) => partition(span, 'month', undefined).map((month) => spanOf(month, estimation)),
    findings: [],
    recipe: (months) => growthRecipe(months, estimation),
  };
}

/** The least number of years that puts a span wholly before itself. */
function yearsBefore(target: Span): number {
  let years = 1;
  while (shiftYears(target, -years).end >= target.start) years++;
  return years;
}

function isKnown(month: Span, { years, reached }: Estimation): boolean {
  return shiftYears(month, -years).end <= reached;
}

function spanOf(month: Span, estimation: Estimation): Span {
  return shiftYears(month, -estimation.years * (isKnown(month, estimation) ? 1 : 2));
}

/** Known months, estimated months, and of the known ones those whose growth can be measured, twice: then and now. */
function growthRecipe(months: readonly Span[], estimation: Estimation): Recipe {
  const own = months.map((month, m): Term => ({ month: m, span: spanOf(month, estimation) }));
  const known = months.flatMap((month, m) => (isKnown(month, estimation) ? [m] : []));
  const earlier = known.map((m) => shiftYears(months[m] as Span, -2 * estimation.years));
  const measured = known.filter((_, i) => isReached(earlier[i] as Span, estimation));
  const before = measured.map((m): Term => ({ month: -1, span: shiftYears(months[m] as Span, -2 * estimation.years) }));
  const isEstimated = months.map((month) => !isKnown(month, estimation));
  const labels = months.map((month) => formatDay(shiftYears(month, -estimation.years).start).slice(0, 7));
  const growing = { labels, isEstimated, measured };
  return { terms: [...own, ...before], rates: (amounts) => growthRates(growing, amounts) };
}

/** Months before the first row say nothing about growth. */
function isReached({ start }: Span, { history }: Estimation): boolean {
  return monthNumber(history.first) <= monthNumber(start);
}

/** The terms are one a month, then the year before of each measured one. */
interface Growing {
  /** The months of the year that is estimated. */
  readonly labels: readonly string[];
  readonly isEstimated: readonly boolean[];
  readonly measured: readonly number[];
}

function growthRates(growing: Growing, amounts: Amounts): Rates {
  const { isEstimated } = growing;
  if (!isEstimated.includes(true)) return { of: () => ONE, findings: [] };
  const whole = growthOf(toDate(growing, amounts.wholes, 0), 0);
  const { units, cells } = amounts;
  const width = isEstimated.length + growing.measured.length;
  const sums = new BigInt64Array(units.leaves.length * 2);
  units.leaves.forEach((_, leaf) => {
    sums.set(toDate(growing, cells, leaf * width), leaf * 2);
  });
  const nodes = rollUpUnits(units, sums, 2);
  const chosen = units.leaves.map((node) => chooseGrowth(units, node, nodes));
  const rates = chosen.map(({ growth }) => growth ?? whole ?? ONE);
  const of = (leaf: number, term: number) => (isEstimated[term] ? (rates[leaf] as Fraction) : ONE);
  const borrowing = units.leaves.filter((node, leaf) => {
    return chosen[leaf]!.node !== node && isEstimated.some((rest, m) => rest && cells[leaf * width + m] !== 0n);
  });
  return { of, findings: [knownFinding(growing, whole), ...borrowFinding(units, borrowing)] };
}

/** What the measured months came to: now, then. */
function toDate({ measured, isEstimated }: Growing, cells: BigInt64Array, offset: number): [bigint, bigint] {
  let [now, before] = [0n, 0n];
  measured.forEach((month, i) => {
    now += cells[offset + month] as bigint;
    before += cells[offset + isEstimated.length + i] as bigint;
  });
  return [now, before];
}

/** The growth from the sums of a node; one that fell below zero counts as nothing. Undefined where it began at nothing. */
function growthOf(sums: ArrayLike<bigint>, node: number): Fraction | undefined {
  const [now, before] = [sums[node * 2] as bigint, sums[node * 2 + 1] as bigint];
  return before > 0n ? fraction(now > 0n ? now : 0n, before) : undefined;
}

/** The growth of the nearest node upwards that has one. */
function chooseGrowth(units: UnitTree, leafNode: number, sums: BigInt64Array): { node: number; growth: Fraction | undefined } {
  for (const node of ancestry(units, leafNode)) {
    const growth = growthOf(sums, node);
    if (growth) return { node, growth };
  }
  return { node: -1, growth: undefined };
}

function knownFinding({ labels, isEstimated }: Growing, whole: Fraction | undefined): Finding {
  const estimated = ends(labels.filter((_, month) => isEstimated[month]));
  if (!whole) return finding('warning', 'basis.estimate-no-growth', { estimated });
  const growth = formatRatio(100n * (whole.numerator - whole.denominator), whole.denominator, 2);
  const known = ends(labels.filter((_, month) => !isEstimated[month]));
  return finding('note', 'basis.estimate', { known, estimated, growth });
}

/** `2025-01..2025-09`; one month alone by its name. */
function ends(months: readonly string[]): string {
  const [first, last] = [months[0] ?? '-', months.at(-1) ?? '-'];
  return first === last ? first : `${first}..${last}`;
}

function borrowFinding(units: UnitTree, nodes: readonly number[]): Finding[] {
  if (nodes.length === 0) return [];
  const names = nodes.map((node) => formatPath(nodeAt(units, node).value.path));
  return [finding('note', 'basis.estimate-borrowed', { count: nodes.length, units: someNames(names) })];
}
