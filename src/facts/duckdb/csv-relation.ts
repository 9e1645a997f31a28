/** What DuckDB must know of a CSV to read it. */
export interface CsvText {
  /** UTF-8 with one kind of line end. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Lines before the header. */
  readonly skip: number;
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Whether rows of nothing but delimiters are left out. */
  readonly dropBlank?: boolean;
}

/** DuckDB's own limit; a larger one makes its buffers larger and the reading slower. */
const USUAL_LINE = 2_000_000;

/** A CSV as a relation with the text columns `c0`, `c1`, ... Never `ignore_errors`, `new_line` or `auto_detect`: each loses rows without a word. */
export function csvRelation({ path, columns, delimiter, skip, longest, dropBlank = false }: CsvText, parallel: boolean): string {
  const types = columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const options = [
    `auto_detect=false, header=true, compression='none', quote='"', escape='"'`,
    `delim=${literal(delimiter)}, columns={${types}}, skip=${skip}`,
    `store_rejects=true, rejects_limit=1, parallel=${parallel}`,
    // Then a cell of two quotes is no NULL.
    ...(dropBlank ? ['allow_quoted_nulls=false'] : []),
    ...(longest < USUAL_LINE ? [] : [`max_line_size=${longest + 16}`]),
  ];
  const rows = `read_csv(${literal(literalPath(path))}, ${options.join(', ')})`;
  if (!dropBlank) return rows;
  return `(SELECT * FROM ${rows} WHERE coalesce(${columns.map((_, index) => `c${index}`).join(', ')}) IS NOT NULL)`;
}

/** DuckDB takes `[1]` in a name for a pattern even when a file of that name exists, and would read another file. */
export function literalPath(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
