import { type DecomposeRequest, type Decomposition, decompose } from '../core/allocation/decompose.ts';
import { type Finding, finding, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { addsUp } from '../core/metrics/roll-up.ts';
import type { CurrencyRule } from '../core/money/currency.ts';
import { fixedRates } from '../core/money/fixed-rates.ts';
import { type LocalPlan, localPlan } from '../core/money/local-plan.ts';
import type { PlanMoney } from '../core/money/plan-money.ts';
import { knownBefore, type LeafCurrency, leafCurrencies, type UnitCurrency } from '../core/money/unit-currencies.ts';
import type { Roster } from '../core/organisation/roster.ts';
import { formatPath, leafPaths, type UnitPath } from '../core/organisation/unit-tree.ts';
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

/** A decomposition with what its leaves are in local money. */
export interface LocalRun {
  readonly result: Decomposition;
  readonly local?: LocalPlan;
}

/** Decomposes in home money, then takes leaves of foreign money to their own; these are rounded there and not before. */
export function decomposeLocally(request: DecomposeRequest, money: LeafMoney | undefined, buffers: number): LocalRun {
  if (money === undefined) return { result: decompose(request) };
  const fine = decompose({ ...request, roundTo: 1n });
  const paths = leafPaths(fine.plan.units);
  const foreign = foreignOf(paths, money);
  if (foreign.length === 0 || !addsUp(fine.rollUp)) return { result: decompose(request) };
  refuseTogether(request, buffers);
  const local = localPlan({
    plan: fine.plan,
    currencyOf: (path) => money.currencyOf(path).currency,
    money: money.moneyOf(fine.plan, foreign),
    roundTo: request.roundTo,
  });
  return {
    local,
    result: {
      ...fine,
      findings: [...fine.findings.filter(isOfLeaves), ...money.findings, ...assumedFinding(paths, money), ...local.findings],
    },
  };
}

/** How far home money was rounded says nothing of amounts that were rounded again in their own. */
function isOfLeaves({ code }: Finding): boolean {
  return !code.startsWith('allocation.');
}

/** The currencies of leaves that are not in home money. */
function foreignOf(paths: readonly UnitPath[], { home, currencyOf }: LeafMoney): string[] {
  return [...new Set(paths.map((path) => currencyOf(path).currency))].filter((currency) => currency !== home).sort();
}

/** Bounds are in home money, which local amounts cannot always come to. */
function refuseTogether({ locks, growths, levels }: DecomposeRequest, buffers: number): void {
  const asked = [
    ...(locks.length > 0 ? [`${locks.length} locks`] : []),
    ...(growths.length > 0 ? ['--growth'] : []),
    ...(buffers > 0 ? ['--buffer'] : []),
  ];
  if (asked.length > 0) throw refuse('money.not-with-local', { what: asked.join(', ') });
  if (levels.includes('currency')) throw refuse('folder.level-is-column', { level: 'currency', suggestion: 'unit_currency' });
}

const NAMED = 5;

/** Leaves of which neither the roster nor a row of their own says the currency. */
function assumedFinding(paths: readonly UnitPath[], { currencyOf }: LeafMoney): Finding[] {
  const assumed = paths.flatMap((path) => {
    const leaf = currencyOf(path);
    return leaf.assumed ? [`${formatPath(path) || '-'} ${leaf.currency}`] : [];
  });
  if (assumed.length === 0) return [];
  const units = assumed.slice(0, NAMED).join(', ') + (assumed.length > NAMED ? ', ...' : '');
  return [finding('note', 'money.assumed-currency', { count: assumed.length, units })];
}
