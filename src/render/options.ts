import type { Finding } from '../core/finding.ts';
import type { LongSheet } from './sheet.ts';

/** A finding in words: what is wrong, and the remedy where there is one. */
export interface Wording {
  readonly what: string;
  readonly remedy?: string | undefined;
}

/** The words of one language, as far as rendering needs them. */
export interface FindingWords {
  phrase(key: string, values?: Readonly<Record<string, string | number>>): string;
  finding(finding: Finding): Wording;
}

export interface RenderOptions {
  /** Whether the result goes to a terminal: borders, colour and thousands separators are for people only. */
  readonly terminal: boolean;
  /** Columns of the terminal; undefined in a pipe, where nothing limits a line. */
  readonly width: number | undefined;
  readonly colour: boolean;
  /** Borders of `+-|` only. */
  readonly ascii: boolean;
  /** Whether CSV and JSON hold rows of totals among the others. */
  readonly totals: boolean;
  readonly bom: boolean;
  readonly findings: readonly Finding[];
  readonly words: FindingWords;
  /** The columns to show, in this order; all of them when left out. */
  readonly fields?: readonly string[] | undefined;
}

/** Turns a sheet into the text of one format, whole or in chunks. */
export type Renderer = (sheet: LongSheet, options: RenderOptions) => Promise<string | Iterable<string>>;
