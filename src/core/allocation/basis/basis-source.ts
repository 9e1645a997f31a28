import { parsePeriod } from '../../calendar/parse-period.ts';
import type { FiscalYear } from '../../calendar/period.ts';
import type { Axis, BasisSource } from './basis-window.ts';
import { calendarDays } from './calendar-days.ts';
import { equal } from './equal.ts';
import { estimate } from './estimate.ts';
import { lastYear } from './last-year.ts';
import { rangeBasis } from './range.ts';
import { sharesBasis } from './shares.ts';
import { trailingTwelve } from './trailing-twelve.ts';
import { workingDays } from './working-days.ts';

export type { Axis, BasisSource, BasisWindow, Coverage } from './basis-window.ts';
export { shiftYears } from './whole-years.ts';

/** The bases that need no parameter. */
const NAMED: ReadonlyMap<string, BasisSource> = new Map(
  [lastYear, trailingTwelve, estimate, equal, calendarDays, workingDays].map((source) => [source.name, source]),
);

/** Every basis that `parseBasis` knows, for messages. */
export const BASIS_NAMES = [...NAMED.keys(), '2023..2025', 'shares:2023..2025'];

/** Bases whose content comes from a file: `file:weights.csv` (`tableBasis`) and `plan:other.csv` (`planBasis`). */
export const FILE_BASES = ['file', 'plan'] as const;
export type FileBasis = (typeof FILE_BASES)[number];

/** The basis that is worked out of the history by the forecast, and then read as another plan is (`planBasis`). */
export const FORECAST_BASIS = 'forecast';

/**
 * Reads a basis by its name, a period of history such as `2023..2025`, or `shares:` with such a period; undefined when it
 * is none.
 */
export function parseBasis(text: string, fiscal: FiscalYear): BasisSource | undefined {
  const named = NAMED.get(text);
  if (named) return named;
  const [, shares, range = text] = /^(shares):(.*)$/.exec(text) ?? [];
  const period = parsePeriod(range, fiscal);
  return period && (shares ? sharesBasis(period, text) : rangeBasis(period, text));
}

/** Reads `file:weights.csv` or `plan:other.csv`; undefined when it is neither. */
export function parseFileBasis(text: string): { readonly kind: FileBasis; readonly file: string } | undefined {
  const [, kind, file] = /^(file|plan):(.+)$/s.exec(text) ?? [];
  return kind && file ? { kind: kind as FileBasis, file } : undefined;
}

/** Whether the history must be read for this basis. */
export function readsHistory({ window, totals }: BasisSource): boolean {
  return window !== undefined && totals === undefined;
}

/** Whether a basis can serve an axis: `calendar-days` and `working-days` have no units. */
export function serves({ axes }: BasisSource, axis: Axis): boolean {
  return axes.includes(axis);
}
