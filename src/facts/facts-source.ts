import type { Day } from '../core/calendar/day.ts';
import type { Span } from '../core/calendar/period.ts';
import type { Finding } from '../core/finding.ts';
import type { CustomerProfiles } from '../core/metrics/customer-profiles.ts';
import type { CustomerCount, CustomerQuestion } from '../core/metrics/customers.ts';
import type { Totals } from '../core/totals.ts';
import type { CellForm } from './cells/cell-form.ts';
import type { FileSketch } from './files/repeated-rows.ts';

/** Where history or actuals come from. One contract for every engine; `test/contract` holds one suite for all of them. */
export interface FactsSource {
  /** The table's columns and how it was read; opens the files, reads their heads and checks their bytes. */
  describe(): Promise<TableDescription>;
  /** Exact sums by unit and day or month. Throws a `Refusal` when the source cannot be read at all. */
  totals(query: TotalsQuery): Promise<FactsResult>;
  /** Customers of every unit node in every period, each counted from the rows: what `countCustomers` defines. */
  customers(query: CustomersQuery): Promise<CustomersResult>;
  /** What each customer has bought: what `customerProfiles` defines. Refused by servers. */
  profiles(query: ProfilesQuery): Promise<ProfilesResult>;
  close(): Promise<void>;
}

export interface TableDescription {
  /** Column names in the order of the first file, NFC, without outer white space. */
  readonly columns: readonly string[];
  readonly files: readonly FileDescription[];
  /** Notices, such as an encoding that was assumed. */
  readonly findings: readonly Finding[];
  /** By which files can be compared with others. */
  readonly sketches?: readonly FileSketch[];
}

export interface FileDescription {
  /** As the user named it (or as the glob found it). */
  readonly name: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly bytes: number;
  /** Its columns, where they are not those of the first file. */
  readonly columns?: readonly string[];
  /** An address of a server, no file: it has no bytes to hash, and nothing is written over it. */
  readonly remote?: boolean;
}

/** What a row adds: the amount in a column. */
export interface Measure {
  /** Blank where rows are counted: no cell is read for the amount, and each row adds nothing (`NO_AMOUNT`). */
  readonly column: string;
  /** Scales amounts to the base unit: 4 for a column in 万元. Other files may have the column in another unit, see `fileAmount`. */
  readonly power: number;
  /** The unit, where the header or a person says one. */
  readonly unit?: string | undefined;
}

/** For counting rows of tables that may have no amounts. */
export const NO_AMOUNT = { column: '', power: 0 } as const satisfies Measure;

/** An exact factor, its whole numbers as texts. */
export interface RowFactor {
  readonly numerator: string;
  readonly denominator: string;
}

/** A tax taken off or put on row by row, where `fitsEngines`: each amount in the base unit times a factor, rounded to `decimals`, halves away from zero. */
export interface RowTax {
  /** Cells, as normal names, that have a factor of their own; rows with any other have that of their day. */
  readonly column?: string | undefined;
  readonly byText: readonly { readonly text: string; readonly factor: RowFactor }[];
  /** From a day on, until the next; without a day from the beginning. Every used row has one. */
  readonly byDay: readonly { readonly from: Day | undefined; readonly factor: RowFactor }[];
  readonly decimals: number;
}

/** Columns by name. */
export interface TotalsQuery {
  readonly date: string;
  readonly amount: Measure;
  readonly tax?: RowTax | undefined;
  readonly levels: readonly { readonly name: string; readonly column: string }[];
  readonly where: readonly Condition[];
  /** How cells are read where that is not the usual way; units are those of the amounts. */
  readonly cells?: Partial<Omit<CellForm, 'power'>>;
  readonly grain: 'day' | 'month';
  /** Rows outside these days (both ends included) are counted as out of range, after they were checked. */
  readonly range: Span | undefined;
  /** How many groups (`groupsOf`) may be held, `MOST_GROUPS` by default; more are refused before they are in memory. */
  readonly mostGroups?: number | undefined;
  /** How many bad rows to describe; all of them are counted. */
  readonly describeRejects: number;
  /** Takes every bad row, whole. */
  readonly sink?: RejectSink | undefined;
  /** Called when the engine has begun to work: this process has time for something else. */
  readonly running?: (() => void) | undefined;
  /** Told now and then how much of its work the engine has done, in percent; 0 where it does not know. */
  readonly working?: (percent: number) => void;
}

/** Customers and orders are told apart by their names, NFC and trimmed; an order belongs to one customer. */
export interface PartsQuery
  extends Pick<TotalsQuery, 'date' | 'amount' | 'levels' | 'where' | 'cells' | 'mostGroups' | 'working'> {
  readonly customer: string;
  readonly order: string;
  /** How many rows `totals` used: the same must be counted here. */
  readonly used: number;
}

export interface CustomersQuery extends CustomerQuestion, PartsQuery {}

/** Levels are not asked: a customer is one, whatever units sell to it. */
export type ProfilesQuery = PartsQuery;

export interface ProfilesResult {
  readonly profiles: CustomerProfiles;
  /** Names that a spreadsheet damaged. */
  readonly findings: readonly Finding[];
}

export interface CustomersResult {
  /** Nodes with customers, in no promised order. */
  readonly counts: readonly CustomerCount[];
  /** Rows whose customer or order is blank: they are left out. */
  readonly nameless: number;
  /** Orders without any amount above zero: returns under numbers of their own, which no order is matched with. */
  readonly returnsApart: number;
  /** Names that a spreadsheet damaged: `1.23E+15` stands for many. */
  readonly findings?: readonly Finding[];
}

/** A row counts when every condition holds. Text compares as NFC text without outer white space; `<` and `>` compare numbers. */
export interface Condition {
  readonly column: string;
  readonly operator: '=' | '!=' | '<' | '>' | 'in';
  readonly values: readonly string[];
}

export interface FactsResult {
  readonly totals: Totals;
  /** The first bad rows in order of file and line, at most `describeRejects`. */
  readonly rejects: readonly Reject[];
  /** What the rows showed: subtotals that do not add up; notices about cells that were read, with their number and an example: amounts with units of their own, months for days. */
  readonly findings: readonly Finding[];
}

/** Where bad rows go one by one, in order of file and line, however many there are. */
export interface RejectSink {
  add(reject: Finding, row: string): void;
  /** A place that `backTo` can go back to, when a file is read once more. */
  mark(): number;
  backTo(mark: number): void;
}

/** A row that cannot be used: why, as a finding with file, line, column, row and cell. */
export interface Reject {
  readonly finding: Finding;
}
