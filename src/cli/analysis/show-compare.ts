import { formatExact } from '../../core/amount.ts';
import {
  areAlike,
  type ComparedLine,
  comparePeriods,
  type LikeForLike,
  likeForLike,
  mostChanged,
} from '../../core/analysis/compare.ts';
import { PAUSE } from '../../core/analysis/month-table.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { monthNumber, numberedMonth } from '../../core/calendar/month.ts';
import { isFiscalLabel } from '../../core/calendar/parse-period.ts';
import { isMonthAligned, type Period, periodAt, type Span } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { pathFindings } from '../../core/organisation/name-findings.ts';
import { formatPath } from '../../core/organisation/unit-tree.ts';
import type { Totals } from '../../core/totals.ts';
import { compareSheet } from '../../report/analysis/compare-sheet.ts';
import { type Context, report } from '../context.ts';
import { emit } from '../output.ts';
import { sayRows } from '../read-facts.ts';
import { attributedFacts } from '../structure.ts';
import { type Analysis, analysisHeading } from './analysis.ts';
import type { AnalysisOptions } from './analysis-options.ts';

/** How many units are named that changed most. */
const NAMED = 3;

/** A period beside an earlier one of the same kind, unit by unit. */
export async function showCompare(asked: Analysis, context: Context): Promise<void> {
  const { files, reading, levels, all, metric, events, output, decimals } = asked;
  const request = { files, reading, levels, all, grain: 'day', metric } as const;
  const { totals, settled: isRounded = false } = await attributedFacts(request, events, context);
  sayRows(totals.account, context);
  const { now, past } = periodsOf(asked.options, totals);
  const days = likeForLike(now, past, totals);
  const lines = comparePeriods(totals, days);
  const heading = analysisHeading(asked, totals.scale, isRounded);
  const findings = [
    ...cutFinding(now, past, days),
    ...gapFindings([now, past], totals, days),
    ...changes(lines, { scale: totals.scale, decimals }),
    ...pathFindings(levels, totals.units),
  ];
  await report(context, findings);
  const label = (period: Period, span: Span) => (days.isCut ? spanText(span) : period.label);
  const names = { now: label(now, days.now), past: label(past, days.past) };
  await emit(compareSheet(lines, { ...heading, ...names }, context.words), output, context, findings);
}

/** The two periods; the later one is that of `-p`, else the one of the same kind that the history ends in. */
function periodsOf(
  { compare, period, fiscal }: AnalysisOptions,
  totals: Totals,
): { readonly now: Period; readonly past: Period } {
  const past = compare as Period;
  const { first, last } = totals;
  if (first === undefined || last === undefined) throw refuse('analysis.no-rows');
  if (period === undefined && past.grain === undefined) throw refuse('analysis.compare-needs-period', { compared: past.label });
  const now = period ?? periodAt(past.grain ?? 'year', last, isFiscalLabel(past.label) ? fiscal : undefined);
  const values = { period: now.label, compared: past.label };
  if (!areAlike(now, past)) throw refuse('analysis.compare-kinds', values);
  if (now.start <= past.start) throw refuse('analysis.compare-later', values);
  for (const { label, start, end } of [now, past]) {
    const hasRows = totals.day.some((day) => start <= day && day <= end);
    if (!hasRows) throw refuse('analysis.compare-no-rows', { period: label, first: formatDay(first), last: formatDay(last) });
  }
  return { now, past };
}

/** Months where the days are whole ones; either way what `-p` takes. */
function spanText(span: Span): string {
  const length = isMonthAligned(span) ? MONTH_LENGTH : DAY_LENGTH;
  return [span.start, span.end].map((day) => formatDay(day).slice(0, length)).join('..');
}

const MONTH_LENGTH = '2026-01'.length;
const DAY_LENGTH = '2026-01-31'.length;

function cutFinding(now: Period, past: Period, days: LikeForLike): Finding[] {
  if (!days.isCut) return [];
  const values = { period: now.label, compared: past.label, now: spanText(days.now), past: spanText(days.past) };
  return [finding('warning', 'analysis.compare-cut', values)];
}

/** A period that the history begins inside of, and months of either without any row. */
function gapFindings(periods: readonly Period[], { day, first }: Totals, days: LikeForLike): Finding[] {
  const months = new Set(Array.from(day, monthNumber));
  return periods.flatMap((period, side) => {
    const { start, end } = side === 0 ? days.now : days.past;
    if (first !== undefined && first > start + PAUSE) {
      return [finding('warning', 'analysis.compare-begins-inside', { period: period.label, first: formatDay(first) })];
    }
    const gaps: string[] = [];
    for (let month = monthNumber(start); month <= monthNumber(end); month++) {
      if (!months.has(month)) gaps.push(numberedMonth(month).label);
    }
    return gaps.length === 0
      ? []
      : [finding('warning', 'analysis.compare-gaps', { period: period.label, months: gaps.join(', ') })];
  });
}

function changes(lines: readonly ComparedLine[], { scale, decimals }: { scale: number; decimals: number }): Finding[] {
  const { up, down } = mostChanged(lines, NAMED);
  const named = (some: readonly ComparedLine[]) =>
    some.map(({ path, difference }) => `${formatPath(path)} ${formatExact(difference, scale, decimals)}`).join(', ');
  return [
    ...(up.length > 0 ? [finding('note', 'analysis.gained-most', { units: named(up) })] : []),
    ...(down.length > 0 ? [finding('note', 'analysis.lost-most', { units: named(down) })] : []),
  ];
}
