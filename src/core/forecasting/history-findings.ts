import { formatDay } from '../calendar/day.ts';
import { type Finding, finding } from '../finding.ts';
import { someNames } from '../names.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { MonthlyHistory } from './monthly-history.ts';
import type { PreparedUnit } from './unit-preparation.ts';
import { SEASON, stateOf } from './unit-preparation.ts';

/** The name of the whole among units. */
const WHOLE = '(all)';

export interface PreparedHistory {
  readonly history: MonthlyHistory;
  readonly prepared: readonly PreparedUnit[];
  readonly isDamped: boolean;
}

/** What a person should know of a history before believing its forecast. */
export function historyFindings(request: PreparedHistory): Finding[] {
  const { history, prepared } = request;
  const length = history.months.length;
  return [
    ...emptyMonths(history),
    ...(length < 2 * SEASON ? [finding('warning', 'forecast.short', { months: length })] : []),
    ...(length >= 2 * SEASON && length < 3 * SEASON ? [finding('note', 'forecast.uncalibrated', { months: length })] : []),
    ...(length >= 2 * SEASON ? borrowers(request) : []),
    ...silentUnits(history),
    ...outliers(request),
    ...shifts(history, prepared),
  ];
}

/** Months without any row: filled, or so many that they count as zero. */
function emptyMonths({ months, gaps, values }: MonthlyHistory): Finding[] {
  if (gaps.length === 0) return [];
  const isFilled = gaps.some((gap) => Number.isNaN(values[gap]));
  const labels = someNames(gaps.map((gap) => months[gap]?.label ?? ''));
  const code = isFilled ? 'forecast.gaps' : 'forecast.quiet-months';
  return [finding('warning', code, { count: gaps.length, of: months.length, months: labels })];
}

/** Units that are too young for a season of their own. */
function borrowers({ history, prepared }: PreparedHistory): Finding[] {
  const young = prepared.filter(({ unit }) => unit.series.values.length < 2 * SEASON);
  if (young.length === 0) return [];
  const lent = young.filter(({ unit }) => unit.borrowed).length;
  const units = someNames(young.map(({ node }) => nameOf(history, node)));
  return [finding('note', 'forecast.young-units', { count: young.length, borrowed: lent, units })];
}

const SILENT = [
  { state: 'asleep', severity: 'note', code: 'forecast.asleep-units' },
  { state: 'new', severity: 'warning', code: 'forecast.new-units' },
] as const;

/** Leaf units that are forecast as nothing. */
function silentUnits(history: MonthlyHistory): Finding[] {
  return SILENT.flatMap(({ state, severity, code }) => {
    const silent = history.units.leaves.filter((node) => stateOf(history, node) === state);
    if (silent.length === 0) return [];
    const units = someNames(silent.map((node) => nameOf(history, node)));
    return [finding(severity, code, { count: silent.length, units })];
  });
}

/** Those of leaves and of the whole: what lies between only repeats them. */
function outliers({ history, prepared, isDamped }: PreparedHistory): Finding[] {
  const found = outermost(history, prepared).flatMap(({ node, prepared: { outliers } }) =>
    outliers.map(({ position, value, expected }) => ({ node, position, value, expected })),
  );
  if (found.length === 0) return [];
  const texts = found.map(
    ({ node, position, value, expected }) =>
      `${nameOf(history, node)} ${monthAt(history, node, position)}: ${plain(value)} (~${plain(expected)})`,
  );
  return [
    finding('note', isDamped ? 'forecast.outliers-damped' : 'forecast.outliers', {
      count: found.length,
      outliers: someNames(texts),
    }),
  ];
}

function shifts(history: MonthlyHistory, prepared: readonly PreparedUnit[]): Finding[] {
  const texts = outermost(history, prepared).flatMap(({ node, prepared: { shifts } }) =>
    shifts.map(
      ({ position, before, after }) =>
        `${nameOf(history, node)} ${monthAt(history, node, position)}: ${plain(before)} -> ${plain(after)}`,
    ),
  );
  return texts.length === 0 ? [] : [finding('note', 'forecast.level-shifts', { count: texts.length, shifts: someNames(texts) })];
}

function outermost({ units }: MonthlyHistory, prepared: readonly PreparedUnit[]): PreparedUnit[] {
  return prepared.filter(({ node }) => node === 0 || nodeAt(units, node).children.length === 0);
}

function monthAt({ months, begins }: MonthlyHistory, node: number, position: number): string {
  const month = months[(begins[node] as number) + position];
  return month ? formatDay(month.start).slice(0, 7) : '';
}

function nameOf({ units }: MonthlyHistory, node: number): string {
  return formatPath(nodeAt(units, node).value.path) || WHOLE;
}

/** Whole numbers tell enough of what stands out. */
function plain(value: number): string {
  return String(Math.abs(value) < 100 ? Math.round(value * 100) / 100 : Math.round(value));
}
