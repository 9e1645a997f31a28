import { type Day, formatDay } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { type Finding, finding, refuse } from '../finding.ts';
import type { Measured } from '../measures/measured.ts';
import { distinctPaths } from '../measures/node-numbers.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import type { MeasuredSpan } from './basis-columns.ts';
import type { RatioTotals } from './ratio-request.ts';
import { ratioText } from './ratio-target.ts';

/** Both parts of a ratio as they were measured: the spans come first in the question, then the whole of them. */
export interface MeasuredHistory {
  readonly metric: string;
  readonly measured: Measured;
  readonly spans: readonly MeasuredSpan[];
  /** The rows that the values were worked out from, by leaf unit. */
  readonly rows: Totals;
}

/**
 * The parts of a measured ratio as totals, one amount for each leaf unit and span, under the span's day. Refuses parts of units that do
 * not make those of the whole: their plan could not be added up.
 */
export function measuredParts({ metric, measured, spans, rows }: MeasuredHistory): RatioTotals {
  const depth = rows.levels.length;
  const units = distinctPaths(measured.units.map((path) => path.slice(0, depth)).filter(({ length }) => length === depth));
  const totals = (part: 'numerator' | 'denominator') => {
    const at = (path: UnitPath, span: number) => measured.at(path, span)?.[part] ?? 0n;
    refuseUnlessSums(at, { metric, units, spans, levels: rows.levels });
    return columnsOf({ ...rows, units, scale: measured.scale, grain: 'day' }, spans, at);
  };
  return { numerator: totals('numerator'), denominator: totals('denominator'), rows };
}

type At = (path: UnitPath, span: number) => bigint;

interface Checked {
  readonly metric: string;
  readonly units: readonly UnitPath[];
  readonly spans: readonly MeasuredSpan[];
  readonly levels: readonly string[];
}

function refuseUnlessSums(at: At, { metric, units, spans, levels }: Checked): void {
  spans.forEach(({ span }, index) => {
    const parts = units.reduce((sum, path) => sum + at(path, index), 0n);
    if (parts === at([], index)) return;
    throw refuse('measures.units-not-whole', { metric, levels: levels.join(', ') || '-', period: rangeText(span) });
  });
}

function columnsOf(frame: Totals, spans: readonly MeasuredSpan[], at: At): Totals {
  const rows: { unit: number; day: Day; amount: bigint }[] = [];
  frame.units.forEach((path, unit) => {
    spans.forEach(({ day }, index) => {
      const amount = at(path, index);
      if (amount !== 0n) rows.push({ unit, day, amount });
    });
  });
  return {
    ...frame,
    unit: Int32Array.from(rows, ({ unit }) => unit),
    day: Int32Array.from(rows, ({ day }) => day),
    amount: BigInt64Array.from(rows, ({ amount }) => amount),
    rows: Float64Array.from(rows, () => 1),
  };
}

const rangeText = ({ start, end }: Span) => `${formatDay(start)}..${formatDay(end)}`;

/**
 * A note where the periods of the plan do not make what the whole span comes to measured at once: late payments count in a year that do
 * not count in the month in which they fell due. The plan adds up its periods.
 */
export function spanFindings({ metric, measured, spans }: MeasuredHistory, window: Span): Finding[] {
  const whole = measured.at([], spans.length);
  const sum = (part: 'numerator' | 'denominator') =>
    spans.reduce((total, _, index) => total + (measured.at([], index)?.[part] ?? 0n), 0n);
  const parts = { numerator: sum('numerator'), denominator: sum('denominator') };
  if (!whole || whole.denominator <= 0n || parts.denominator <= 0n) return [];
  if (whole.numerator * parts.denominator === parts.numerator * whole.denominator) return [];
  const values = { metric, parts: ratioText(parts), whole: ratioText(whole), window: rangeText(window) };
  return [finding('note', 'measures.periods-add-up', values)];
}
