import { TotalBytes } from './layout/total-bytes.ts';
import { CR, FIELD_START, LF, QUOTE, QUOTE_SEEN, QUOTED, quoteStates } from './quote-states.ts';
import type { RepeatFinder, RowRepeats } from './repeated-rows.ts';

/** What a scan of a CSV's bytes found. */
export interface RecordScan {
  /** Records with the header; blank lines are none, a last line without its end is one. */
  readonly records: number;
  /** Records that are nothing but delimiters. */
  readonly blank: number;
  /** Records of delimiters, spaces and quotes. */
  readonly bare: number;
  /** Whether some row may only add up others; false is sure. */
  readonly totalWords: boolean;
  /** The records that may; undefined when there are too many to tell them one by one. */
  readonly totalRecords: readonly RecordPlace[] | undefined;
  /** Line ends outside quotes, by kind. */
  readonly lineEnds: { readonly lf: number; readonly crlf: number; readonly cr: number };
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Physical line on which a quote opens that nothing closes. */
  readonly unclosedLine: number | undefined;
  /** Rows that stand twice, where they were looked for. */
  readonly repeats: RowRepeats | undefined;
}

/** Where a record is: its bytes in the text without its mark, and the physical line on which it begins. */
export interface RecordPlace {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Quotes, and bytes of which blanks are made. */
const BARE: readonly number[] = [QUOTE, 0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0xa0, 0xc2, 0xe3, 0x80];

/** A longer record is not compared with others: a quote that nothing closes would make the rest of a file one record. */
const LONGEST_COMPARED = 1 << 20;

/** Counts records and line ends over chunks of UTF-8 bytes (without BOM), in constant memory. */
export class RecordScanner {
  private readonly next: Uint8Array;
  private state = FIELD_START;
  private afterCr = false;
  private offset = 0;
  private recordStart = 0;
  private records = 0;
  private blank = 0;
  private bare = 0;
  /** Whether what the last chunk left of a record is delimiters alone, or with spaces and quotes. */
  private restBlank = true;
  private restBare = true;
  /** By byte: whether a record that ends with it may be nothing but delimiters, blanks and quotes. */
  private readonly mayBeBare = new Uint8Array(256);
  private readonly totals = new TotalBytes();
  private readonly totalRecords: RecordPlace[] = [];
  private longest = 0;
  private lf = 0;
  private crlf = 0;
  private cr = 0;
  private quotedLines = 0;
  private openLine = 1;
  private recordLine = 1;
  private view: DataView = new DataView(new ArrayBuffer(0));
  /** The beginning of a record that the last chunk cut; undefined when it is too long. */
  private begun: Buffer | undefined = Buffer.alloc(0);

  constructor(
    private readonly delimiter: number,
    private readonly finder?: RepeatFinder,
  ) {
    this.next = quoteStates(delimiter);
    for (const byte of [...BARE, delimiter]) this.mayBeBare[byte] = 1;
  }

  push(chunk: Buffer): void {
    this.totals.push(chunk);
    if (this.finder) this.view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    if (!this.pushPlain(chunk)) this.pushBytes(chunk);
    if (this.finder) this.keepBeginning(chunk);
    const [isBlank, isBare] = [this.isBlank(chunk, chunk.length), this.isBare(chunk, chunk.length)];
    this.restBlank = isBlank;
    this.restBare = isBare || isBlank;
    this.offset += chunk.length;
  }

  end(): RecordScan {
    const { lf, crlf, cr, longest } = this;
    const rest = this.offset - this.recordStart;
    if (rest > 0) {
      this.compare(this.offset, this.offset);
      this.keepTotal(this.offset);
      this.countBlank(new Uint8Array(0), 0);
    }
    return {
      records: this.records + (rest > 0 ? 1 : 0),
      blank: this.blank,
      bare: this.bare,
      totalWords: this.totals.found,
      totalRecords: this.totals.tooMany ? undefined : this.totalRecords,
      lineEnds: { lf, crlf, cr },
      longest: Math.max(longest, rest),
      unclosedLine: this.state === QUOTED ? this.openLine : undefined,
      repeats: this.finder?.end(),
    };
  }

  /** Counts a chunk without quotes and stray CRs by native searches; false when it must be read byte by byte. */
  private pushPlain(chunk: Buffer): boolean {
    if (this.state === QUOTED || this.afterCr || chunk.length === 0 || chunk.indexOf(QUOTE) >= 0) return false;
    const crs = countByte(chunk, CR);
    if (crs > 0 && crs !== countCrLf(chunk)) return false;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) {
      const end = crs > 0 && chunk[at - 1] === CR ? at - 1 : at;
      if (end < 1 || this.mayBeBare[chunk[end - 1]!] === 1) this.countBlank(chunk, end);
      if (end === at) this.lf++;
      else this.crlf++;
      this.endRecord(this.offset + end, at - end);
    }
    this.stateAfter(chunk);
    return true;
  }

  /** Two bytes decide whether a quote at the start of the next chunk would open a field. */
  private stateAfter(chunk: Uint8Array): void {
    for (const byte of chunk.subarray(-2)) this.state = this.next[(this.state << 8) | byte]!;
  }

  private pushBytes(chunk: Uint8Array): void {
    const { next } = this;
    let state = this.state;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      const before = state;
      state = next[(before << 8) | byte]!;
      if (byte <= CR && (byte === LF || byte === CR)) this.lineEnd(chunk, i, before === QUOTED);
      else this.afterCr = false;
      if (state === QUOTED && before !== QUOTED) this.quoteOpens(before);
    }
    this.state = state;
  }

  private lineEnd(chunk: Uint8Array, index: number, quoted: boolean): void {
    const byte = chunk[index]!;
    const at = this.offset + index;
    if (quoted) {
      if (byte === LF) this.quotedLines++;
    } else if (byte === LF && this.afterCr) {
      this.cr--;
      this.crlf++;
      this.recordStart++;
    } else {
      this.countBlank(chunk, index);
      if (byte === LF) this.lf++;
      else this.cr++;
      this.endRecord(at, 0);
    }
    this.afterCr = !quoted && byte === CR;
  }

  /** After the record's line end was counted, which has `extra` bytes more than one. */
  private endRecord(at: number, extra: number): void {
    const length = at - this.recordStart;
    if (length > 0) {
      if (this.finder) this.compare(at, this.offset);
      if (this.totals.next < at) this.keepTotal(at);
      this.records++;
    }
    if (length > this.longest) this.longest = length;
    this.recordStart = at + extra + 1;
    this.recordLine = 1 + this.lf + this.crlf + this.cr + this.quotedLines;
  }

  /** Gives the record that ends before `at` to the finder; the header is none. `offset` is where the chunk begins. */
  private compare(at: number, offset: number): void {
    if (this.records === 0 || !this.finder) return;
    const from = this.recordStart - offset;
    if (from >= 0) this.finder.push(this.view, from, at - offset, this.recordLine);
    else if (this.begun) this.compareCut(this.begun, at - offset);
  }

  private compareCut(begun: Buffer, length: number): void {
    const rest = length > 0 ? new Uint8Array(this.view.buffer, this.view.byteOffset, length) : new Uint8Array(0);
    const record = Buffer.concat([begun, rest]);
    this.finder?.push(new DataView(record.buffer, record.byteOffset, record.length), 0, record.length, this.recordLine);
  }

  private keepBeginning(chunk: Buffer): void {
    const from = this.recordStart - this.offset;
    if (from >= 0) this.begun = Buffer.from(chunk.subarray(from));
    else if (this.begun) this.begun = this.begun.length > LONGEST_COMPARED ? undefined : Buffer.concat([this.begun, chunk]);
  }

  /** Keeps the record that ends before `at` where a word of totals stands in it. */
  private keepTotal(at: number): void {
    if (this.totals.passed(at)) this.totalRecords.push({ start: this.recordStart, end: at, line: this.recordLine });
  }

  private countBlank(chunk: Uint8Array, end: number): void {
    if (this.isBlank(chunk, end)) this.blank++;
    else if (this.isBare(chunk, end)) this.bare++;
  }

  /** Whether the record that ends at `end` is delimiters, spaces and quotes, and some of these. */
  private isBare(chunk: Uint8Array, end: number): boolean {
    const start = this.recordStart - this.offset;
    let at = end - 1;
    while (at >= start && at >= 0 && this.mayBeBare[chunk[at]!] === 1) at--;
    return at < start ? end > start : at < 0 && this.restBare;
  }

  /** Whether the record that ends at `end` is one or more delimiters and nothing else. */
  private isBlank(chunk: Uint8Array, end: number): boolean {
    const start = this.recordStart - this.offset;
    let at = end - 1;
    while (at >= start && at >= 0 && chunk[at] === this.delimiter) at--;
    return at < start ? end > start : at < 0 && this.restBlank;
  }

  /** An escaped quote comes back from `QUOTE_SEEN` and opens nothing. */
  private quoteOpens(before: number): void {
    if (before !== QUOTE_SEEN) this.openLine = 1 + this.lf + this.crlf + this.cr + this.quotedLines;
  }
}

function countByte(chunk: Pick<Buffer, 'indexOf'>, byte: number): number {
  let count = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) count++;
  return count;
}

function countCrLf(chunk: Uint8Array & Pick<Buffer, 'indexOf'>): number {
  let count = 0;
  for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) if (chunk[at - 1] === CR) count++;
  return count;
}
