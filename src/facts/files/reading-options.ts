/** In which order day, month and year stand in dates that do not tell it themselves: `01/03/2025`. */
export const DATE_FORMATS = ['ymd', 'dmy', 'mdy'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A row a fact, or a column a period. */
export const TABLE_FORMS = ['long', 'wide'] as const;
export type TableForm = (typeof TABLE_FORMS)[number];

/** How many rows are looked at for repeats: every row, a sample of large files, none. */
export const REPEAT_CHECKS = ['all', 'sample', 'off'] as const;
export type RepeatCheck = (typeof REPEAT_CHECKS)[number];

/** How files are read, as far as a person said it; what is undefined is found out from the file. */
export interface ReadingOptions {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  /** The line (1-based) on which the header begins. */
  readonly headerRow?: number | undefined;
  /** How many rows the header has: 1 or 2. */
  readonly headerRows?: number | undefined;
  /** Columns whose blank cells mean what stands above them. */
  readonly fillDown?: readonly string[] | undefined;
  readonly table?: TableForm | undefined;
  /** Of a workbook: a sheet by its name, or by its number from 1. */
  readonly sheet?: string | undefined;
  /** Of a sheet: the cells that are the table, `A3:F200`. */
  readonly range?: string | undefined;
  readonly dateFormat?: DateFormat | undefined;
  /** `sample` by default. */
  readonly repeats?: RepeatCheck | undefined;
  /** The column of the orders' numbers, where its name does not tell it. */
  readonly orderColumn?: string | undefined;
  /** Whether the file will be compared with others, though it may be the only one that is read now. */
  readonly isCompared?: boolean | undefined;
  /** Of a server: the file that has user and password. */
  readonly credentials?: string | undefined;
  /** Rows of 合计 or Total are facts like others. */
  readonly keepTotals?: boolean | undefined;
  /** Names that a header should have: mapped columns, levels, columns of conditions. */
  readonly expect?: readonly string[] | undefined;
  /** The column of dates, where a person named it: a table that has it is no wide one. */
  readonly dateColumn?: string | undefined;
  /** The year of months that name none (1月). */
  readonly year?: number | undefined;
}
