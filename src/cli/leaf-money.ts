import { type Finding, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import type { CurrencyRule } from '../core/money/currency.ts';
import { fixedRates } from '../core/money/fixed-rates.ts';
import type { PlanMoney } from '../core/money/plan-money.ts';
import { knownBefore, type LeafCurrency, leafCurrencies, type UnitCurrency } from '../core/money/unit-currencies.ts';
import type { Roster } from '../core/organisation/roster.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import { leafValue } from '../core/tree.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { Context } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import type { Facts } from './facts-request.ts';
import type { Reading } from './reading-options.ts';
import { assumedMoney, isMoneyMetric, ratesOf } from './sources/settling.ts';

/** In which money the leaves of a plan are. */
export interface LeafMoney {
  readonly home: string;
  /** What is worth knowing where some leaves are in foreign money. */
  readonly findings: readonly Finding[];
  readonly currencyOf: (path: UnitPath) => LeafCurrency;
  /** The rates for the leaves that there are: those of the settings, or the ones that a plan was made with. */
  readonly moneyOf: (plan: Grid, currencies: readonly string[]) => PlanMoney;
}

interface MoneySite {
  readonly roster: Roster | undefined;
  readonly facts: Facts | undefined;
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** Undefined where no leaf can be in foreign money: without any, of what is no sum of money, or where the settings say so. */
export async function leafMoney(
  { definition, metric, reading, period }: Pick<DecomposeOptions, 'definition' | 'metric' | 'reading' | 'period'>,
  { roster = [], facts, folder, context }: MoneySite,
): Promise<LeafMoney | undefined> {
  const stated = roster.flatMap(({ path, currency }): UnitCurrency[] => (currency === undefined ? [] : [{ path, currency }]));
  const code = folder?.settings.currency;
  const home = reading.book?.currency ?? code?.code;
  const rows = knownBefore(facts?.currencies ?? [], period?.start ?? Number.POSITIVE_INFINITY);
  if (![...stated, ...rows].some(({ currency }) => currency !== home)) return undefined;
  if (definition.kind !== 'flow' || code?.leaves === 'home' || !isMoneyMetric(metric, reading)) return undefined;
  if (home === undefined) throw refuse('money.roster-without-home', { currency: stated[0]?.currency ?? '' });
  const rule: CurrencyRule = { home, kind: 'plan', rates: await settingsRates(reading, folder, context) };
  return {
    home,
    findings: facts ? assumedMoney(metric, reading, home) : [],
    currencyOf: leafCurrencies({ home, stated, rows: facts && rows.length === 0 ? inMoney(home, facts) : rows }),
    moneyOf: ({ periods }, currencies) =>
      fixedRates(
        rule,
        currencies,
        periods.leaves.map((_, leaf) => leafValue(periods, leaf)),
      ),
  };
}

/** Where no table has foreign money, every row is in that of the plan. */
function inMoney(currency: string, { totals }: Facts): UnitCurrency[] {
  return totals.units.map((path) => ({ path, currency }));
}

async function settingsRates(
  { book }: Reading,
  folder: PlanFolder | undefined,
  context: Context,
): Promise<CurrencyRule['rates']> {
  if (book) return ratesOf(book, context);
  if (!folder) return [];
  const { rates, currency } = folder.settings;
  return ratesOf({ rates, dir: folder.dir, decimals: currency.decimals }, context);
}
