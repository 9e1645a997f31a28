import type { DateFormat } from '../files/reading-options.ts';

/** What must be known of a column before a cell of it can be read. */
export interface CellForm {
  /** The order of day, month and year in dates that do not tell it themselves; they are refused without it. */
  readonly dateFormat?: DateFormat;
  /** The year of cells that name a month or a day alone: `1月`. */
  readonly year?: number;
  /** Whether plain numbers are Excel's day numbers (45660): a person named this column as dates. */
  readonly serials: boolean;
  /** Whether the column holds periods (`2026-Q1`, `FY2026`), which are read elsewhere: what is no day or month counts on the first day of its year. */
  readonly periods?: boolean;
  /** Whether `12.5%` is read, as 0.125: the column holds rates. */
  readonly percent: boolean;
  /** The power of ten of the column's unit, 4 for 万元; then no cell may have a unit of its own. */
  readonly power: number;
}

export const PLAIN_FORM: CellForm = { serials: false, percent: false, power: 0 };
