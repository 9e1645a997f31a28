import { type Finding, type FindingValues, finding } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { csvCells } from './csv-text.ts';
import { decodeText } from './decode-text.ts';
import { readHeader, type TableFormat, type TableHeader } from './table-header.ts';

export { headerLine, type TableFormat } from './table-header.ts';

/** One data row: its physical line and its cells as written. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file of the plan folder, opened: its rows come when they are asked for, and their findings with them. */
export interface CsvTable {
  readonly file: string;
  readonly levels: readonly string[];
  /** Cell index of a column; -1 for one that is not there. */
  readonly indexOf: (column: string) => number;
  /** Rows with the right number of cells; none when the header is wrong. Can be walked once. */
  readonly rows: Iterable<CsvRow>;
  /** Grows while `rows` is walked. */
  readonly findings: Finding[];
  /** Adds an error about a row's cell. */
  readonly report: (row: CsvRow, column: string, code: string, values?: FindingValues) => void;
}

/** Where a table's text comes from, and how a finding names it. */
export interface TableSource {
  readonly content: string | Uint8Array;
  readonly file: string;
}

/** Opens our own CSV: UTF-8 or GB18030, with or without byte order mark, LF or CRLF; nothing inside a cell is changed. */
export function openTable({ content, file }: TableSource, format: TableFormat): CsvTable {
  const decoded = decodeText(content, file);
  const records = csvRecords(decoded.text);
  const header = headerOf(records, format, { file, decoded: isClean(decoded.findings) });
  const findings = [...decoded.findings, ...header.findings];
  const indexOf = (column: string) => header.indexes.get(column) ?? -1;
  const rows = isClean(findings) ? wholeRows(records, header, { file, findings }) : [];
  const report: CsvTable['report'] = (row, column, code, values) => {
    const cell = row.cells[indexOf(column)] ?? '';
    findings.push(finding('error', code, values, { file, line: row.line, column, row: csvCells(row.cells), cell }));
  };
  return { file, levels: header.levels, indexOf, rows, findings, report };
}

/** The names in the first line of a table; none where it has no readable one. */
export function firstNames({ content, file }: TableSource): readonly string[] {
  const [first] = csvRecords(decodeText(content, file).text);
  return first?.cells.map(normalName) ?? [];
}

function isClean(findings: readonly Finding[]): boolean {
  return findings.every((f) => f.severity !== 'error');
}

function headerOf(records: Iterator<CsvRecord>, format: TableFormat, from: { file: string; decoded: boolean }): TableHeader {
  const first = records.next();
  if (!first.done) return readHeader(first.value, format, from.file);
  const findings = from.decoded ? [finding('error', 'folder.no-header', {}, { file: from.file, line: 1 })] : [];
  return { levels: [], indexes: new Map(), width: 0, findings };
}

function* wholeRows(
  records: Iterable<CsvRecord>,
  { width }: TableHeader,
  { file, findings }: { file: string; findings: Finding[] },
): Generator<CsvRow> {
  for (const record of records) {
    const { line, cells, broken } = record;
    if (!broken && cells.length === width) {
      yield record;
      continue;
    }
    const place = { file, line, row: broken ? (cells[0] ?? '') : csvCells(cells) };
    if (broken) findings.push(finding('error', 'folder.csv-quotes', {}, place));
    else findings.push(finding('error', 'folder.cell-count', { cells: cells.length, expected: width }, place));
  }
}
