import { formatExact } from '../core/amount.ts';
import { type Finding, finding } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { AMOUNT_SCALE } from './cells/cell-rules.ts';
import { cellForm } from './cells/query-form.ts';
import { readAmount, readDate } from './cells/read-cell.ts';
import { meets } from './conditions.ts';
import { orderPlace } from './detect-columns.ts';
import type { TotalsQuery } from './facts-source.ts';
import { type AmountFile, fileAmount } from './file-amount.ts';
import { splitCells } from './files/read-records.ts';
import type { FileSketch, RowRepeats } from './files/repeated-rows.ts';

/** A file whose rows were looked at while it was scanned. */
export interface LookedAt extends AmountFile {
  readonly delimiter: string;
  readonly repeats?: RowRepeats | undefined;
}

const SHOWN = 3;

/**
 * A warning, or a note where there is no column of orders, when used rows stand more than once in a file, byte for byte: how many too
 * many, their amounts, and the lines of the first. Of a sample, both numbers are estimates, and the finding says so.
 */
export function repeatFindings(file: LookedAt, query: TotalsQuery): Finding[] {
  const { repeats } = file;
  if (!repeats || repeats.rows.length === 0) return [];
  const amountOf = usedAmount(file, query);
  const used = repeats.rows.flatMap((row) => {
    const amount = amountOf(row.raw);
    return amount === undefined ? [] : [{ ...row, more: row.times - 1, amount: amount * BigInt(row.times - 1) }];
  });
  const [first] = used;
  if (!first) return [];
  const isSample = repeats.rate > 1;
  const rate = Math.round(repeats.rate * 1000);
  const count = used.reduce((sum, { more }) => sum + more, 0);
  const amount = used.reduce((sum, row) => sum + row.amount, 0n);
  const values = {
    count: Math.round((count * rate) / 1000),
    amount: formatExact(isSample ? (amount * BigInt(rate)) / 1000n : amount, AMOUNT_SCALE, 2),
    lines: used
      .slice(0, SHOWN)
      .map(({ line, again }) => `${line} = ${again}`)
      .join(', '),
    rate: Math.round(repeats.rate),
  };
  const code = isSample ? 'facts.repeated-rows-sample' : 'facts.repeated-rows';
  // Without numbers of orders, such as in answers of a survey, rows may well be alike.
  const severity = orderPlace(file.columns) < 0 ? 'note' : 'warning';
  return [finding(severity, code, values, { file: file.name, line: first.again, row: first.raw.slice(0, 500) })];
}

/** What a row adds, in the base unit; undefined for one that is not selected or cannot be read. */
function usedAmount(file: LookedAt, query: TotalsQuery): (raw: string) => bigint | undefined {
  const at = (column: string) => file.columns.indexOf(normalName(column));
  const conditions = query.where.map((condition) => ({ condition, index: at(condition.column) }));
  const { column, power } = fileAmount(file, query.amount);
  const [date, amount] = [at(query.date), at(column)];
  const form = { ...cellForm(query.cells), power };
  return (raw) => {
    const cells = splitCells(raw, file.delimiter);
    if (!cells || !conditions.every(({ condition, index }) => meets(cells[index] ?? '', condition))) return undefined;
    if ('problem' in readDate(cells[date] ?? '', form)) return undefined;
    if (column === '') return 0n;
    const read = readAmount(cells[amount] ?? '', form);
    if ('problem' in read) return undefined;
    return read.amount * 10n ** BigInt(power);
  };
}

/** A warning for each two files that have orders in common, or whole rows where neither has a column of orders. */
export function sharedFindings(files: readonly FileSketch[]): Finding[] {
  return [true, false].flatMap((ofOrders) => shared(files.filter((file) => file.ofOrders === ofOrders)));
}

interface Meeting {
  readonly first: number;
  readonly second: number;
  readonly line: number;
  readonly again: number;
  count: number;
}

function shared(files: readonly FileSketch[]): Finding[] {
  const rate = files.reduce((most, { sketch }) => Math.max(most, sketch.rate), 1);
  const seen = new Map<string, { file: number; line: number }>();
  const meetings = new Map<string, Meeting>();
  files.forEach(({ sketch: { a, b, line } }, second) => {
    for (let at = 0; at < a.length; at++) {
      if ((a[at]! & (rate - 1)) !== 0) continue;
      const key = `${a[at]} ${b[at]}`;
      const before = seen.get(key);
      if (!before) seen.set(key, { file: second, line: line[at]! });
      else note(meetings, { first: before.file, second, line: before.line, again: line[at]!, count: 1 });
    }
  });
  return [...meetings.values()].map((meeting) => meetingFinding(meeting, files, rate));
}

/** Keeps the example with the earliest line of the second file, so that it does not depend on the order of hashes. */
function note(meetings: Map<string, Meeting>, meeting: Meeting): void {
  const key = `${meeting.first} ${meeting.second}`;
  const known = meetings.get(key);
  if (!known) meetings.set(key, meeting);
  else meetings.set(key, { ...(meeting.again < known.again ? meeting : known), count: known.count + 1 });
}

/** Of every row, and of a sample. */
const SHARED_ORDERS = ['facts.orders-in-two-files', 'facts.orders-in-two-files-sample'] as const;
const SHARED_ROWS = ['facts.rows-in-two-files', 'facts.rows-in-two-files-sample'] as const;

function meetingFinding({ first, second, line, again, count }: Meeting, files: readonly FileSketch[], rate: number): Finding {
  const { name, ofOrders } = files[second]!;
  const other = files[first]!;
  // What both looked at is what the one looked at that chose fewer.
  const each = rate * Math.max(files[second]!.chosen, other.chosen);
  const values = { count: count * each, other: other.name, otherLine: line, rate: each };
  const [exact, sampled] = ofOrders ? SHARED_ORDERS : SHARED_ROWS;
  return finding('warning', each > 1 ? sampled : exact, values, { file: name, line: again });
}
