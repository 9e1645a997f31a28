import { formatDay, parseDay } from '../../core/calendar/day.ts';
import type { Totals } from '../../core/totals.ts';
import { DATE_PART_PATTERN, dateProblem } from '../../facts/cells/cell-rules.ts';

const DATE_PART = new RegExp(DATE_PART_PATTERN);

/** A cell with a date as `2026-03-31`; any other cell as it is. */
export function dayText(cell: string): string {
  const text = cell.trim();
  const day = dateProblem(text) === undefined ? parseDay(DATE_PART.exec(text)?.[0] ?? '') : undefined;
  return day === undefined ? cell : formatDay(day);
}

/** Totals whose innermost level holds days, each written in one way. */
export function withDays(totals: Totals): Totals {
  return { ...totals, units: totals.units.map((path) => [...path.slice(0, -1), dayText(path.at(-1) ?? '')]) };
}
