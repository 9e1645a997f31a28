import type { Grid } from '../core/grid.ts';
import type { CustomerProfiles } from '../core/metrics/customer-profiles.ts';
import type { CustomerQuestion } from '../core/metrics/customers.ts';
import type { Counted } from '../core/metrics/metric.ts';
import type { RateKind } from '../core/money/currency.ts';
import type { UnitCurrency } from '../core/money/unit-currencies.ts';
import type { Totals } from '../core/totals.ts';
import type { AmountColumn } from '../facts/detect-columns.ts';
import type { CustomersResult } from '../facts/facts-source.ts';
import type { RatioPart } from './choose-columns.ts';
import type { Reading } from './reading-options.ts';
import type { LocalMoney, SettlingRequest } from './sources/settling.ts';

/** What is read from a source of facts. */
export interface FactsRequest {
  readonly files: readonly string[];
  readonly reading: Reading;
  /** The source of the settings that has these files. */
  readonly ofSource?: string;
  /** Level names, outermost first; each is a column, or becomes one by `--map` or by its meaning. */
  readonly levels: readonly string[];
  readonly grain: Totals['grain'];
  /** Whether the files are to be identified by their SHA-256, for the record. */
  readonly identify?: boolean;
  /** A metric that `--map` may name instead of `amount`. */
  readonly metric?: string | undefined;
  /** Which part of a ratio the amounts are; the table has a column for either. */
  readonly part?: RatioPart | undefined;
  /** The plan that the amounts are compared with, to see that both are in one unit. */
  readonly plan?: Grid | undefined;
  /** Leaves a stock that a formula makes as what is added and taken day by day, instead of its levels. */
  readonly flows?: boolean;
  /** Rows as they are, for a metric whose value is worked out from them: no counts in their place, whatever does not add up. */
  readonly isMeasured?: boolean;
  /** What the metric counts instead of adding up amounts, and the look-back of its settings in months. */
  readonly counted?: { readonly count: Counted; readonly lookBack: number | undefined } | undefined;
  /** Asks for the customers of every node as well; what is asked may rest on the totals. */
  readonly customers?: CustomerQuestion | ((totals: Totals) => CustomerQuestion);
  /** Asks for what each customer has bought, as well; with orders, or with amounts alone. */
  readonly profiles?: 'orders' | 'amounts';
  /** At which rates foreign money counts: at plan rates, unless it is to be as booked. */
  readonly rates?: RateKind;
  /** Makes amounts the money of their unit, at plan rates. */
  readonly local?: LocalMoney | undefined;
  /** How sums become the amounts that count. */
  readonly settling?: SettlingRequest;
  /** What to do while the engine works. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** A file that was read; `sha256` when it was asked for and the file can be read again. */
export interface FactsFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string | undefined;
  /** An address of a server. */
  readonly remote: boolean;
}

export interface Facts {
  readonly totals: Totals;
  readonly files: readonly FactsFile[];
  /** When they were asked for. */
  readonly customers?: CustomersResult;
  /** When they were asked for. */
  readonly profiles?: CustomerProfiles;
  /** Whether some amounts come from shares, tax rates or currencies, so that they may have more decimals than money. */
  readonly settled?: boolean;
  /** The currencies that each unit has rows in, where some table has foreign money. */
  readonly currencies?: readonly UnitCurrency[];
  /** Where the amounts of one table are. */
  readonly amount?: AmountColumn;
  /** Which table this is, where it is one alone: two with the same have the same rows. */
  readonly table?: string;
}
