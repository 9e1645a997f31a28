import type { FindingValues } from '../../core/finding.ts';

/** A row as a person finds it again. */
export interface SourceRow {
  /** The physical line (1-based) on which it begins. */
  readonly line: number;
  /** As written. */
  readonly raw: string;
  /** In the order of the columns; undefined when its quotes are broken. */
  readonly cells: readonly string[] | undefined;
  /** Why the row is none of the table, where its layout says so. */
  readonly problem?: { readonly code: string; readonly values?: FindingValues };
  /** The names of cells, by their places, that the file itself calls otherwise than `columns`. */
  readonly names?: Readonly<Record<number, string>>;
}
