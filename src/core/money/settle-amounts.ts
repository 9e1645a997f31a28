import { atScale, divideRounded, parseDecimal } from '../amount.ts';
import { civil, type Day, formatDay } from '../calendar/day.ts';
import { type Finding, finding, refuse, refuseErrors } from '../finding.ts';
import { pathKey, UNASSIGNED, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { type CurrencyRule, currencyRate } from './currency.ts';
import { parseShare, parseTaxRate, type Share, WHOLE } from './rate-cell.ts';
import { type TaxRule, taxedRow, taxFactor, taxRateOn } from './tax.ts';
import type { UnitCurrency } from './unit-currencies.ts';
import type { DayRates } from './worth-of-totals.ts';

/** What stands in the innermost names of each unit beside the levels, in this order. */
export const SETTLED_KEYS = ['amount', 'tax_rate', 'share', 'currency'] as const;
export type SettledKey = (typeof SETTLED_KEYS)[number];

/** Where units have money of their own: amounts become that of their unit, those that are in it already without any rate. */
export interface LocalRule {
  readonly currencyOf: (path: UnitPath) => string;
  readonly rateOn: DayRates;
}

/** How sums become the amounts that count: first the tax, then the credit share, then the currency. */
export interface Settling {
  readonly tax?: TaxRule | undefined;
  readonly currency?: (CurrencyRule & { readonly code?: string | undefined; readonly local?: LocalRule | undefined }) | undefined;
  /** The keys whose cells are the innermost names of the units, and the header of each. */
  readonly keys: readonly { readonly key: SettledKey; readonly column: string }[];
  /** The grain that is wanted; the totals are by day where a rate may change within a month. */
  readonly grain: Totals['grain'];
}

export interface SettledAmounts {
  readonly totals: Totals;
  readonly blankShares: number;
  /** The currencies that each unit has rows in, where a currency was asked for. */
  readonly currencies?: readonly UnitCurrency[];
}

/**
 * Sums by unit, day and the cells of `keys` as amounts by unit and day: each times its exact factors, added up exactly and rounded
 * once for a cell of the result, to its last decimal, halves away from zero. By row, rows of equal amounts stand in one sum and each
 * is rounded by itself. A blank share is the whole, a blank tax rate that of the day. Refuses cells that are no share, rate or
 * currency with a rate, all at once.
 */
export function settleAmounts(totals: Totals, settling: Settling): SettledAmounts {
  const { keys, grain } = settling;
  const depth = totals.levels.length - keys.length;
  const problems = new Map<string, Finding>();
  const cells = new SettledCells();
  let blankShares = 0;
  refuseMixedUnits(totals, keys.findIndex(({ key }) => key === 'amount') + depth, depth);
  for (const [at, unit] of totals.unit.entries()) {
    const names = totals.units[unit] as UnitPath;
    const texts = Object.fromEntries(keys.map(({ key }, i) => [key, names[depth + i] as string]));
    const path = names.slice(0, depth);
    const sum = { amount: totals.amount[at] as bigint, rows: totals.rows[at] as number, day: totals.day[at] as Day, path };
    if (texts['share'] === UNASSIGNED) blankShares += sum.rows;
    const part = settledSum(sum, texts, { ...settling, scale: totals.scale, problem });
    const day = grain === 'month' ? firstOfMonth(sum.day) : sum.day;
    cells.add({ path, day, rows: sum.rows, part });
  }
  refuseErrors([...problems.values()]);
  const settled = { ...totals, levels: totals.levels.slice(0, depth), grain, ...cells.added() };
  const currencies = settling.currency && currenciesOf(totals, { ...settling, depth });
  return { blankShares, totals: settled, ...(currencies && { currencies }) };

  function problem({ code, key, cell, values }: Problem): Share {
    const column = keys.find((one) => one.key === key)?.column ?? key;
    problems.set(`${code} ${cell}`, finding('error', code, { column, cell, ...values }, { column, cell }));
    return WHOLE;
  }
}

/** Each unit with each currency of its rows. */
function currenciesOf(
  { units, unit, day }: Totals,
  { currency, keys, depth }: Settling & { readonly depth: number },
): UnitCurrency[] {
  const place = keys.findIndex(({ key }) => key === 'currency') + depth;
  const first = new Map<number, Day>();
  for (const [at, own] of unit.entries()) first.set(own, Math.min(first.get(own) ?? Number.POSITIVE_INFINITY, day[at] as Day));
  const known = new Map<string, UnitCurrency>();
  for (const [own, since] of first) {
    const names = units[own] as UnitPath;
    const one = { path: names.slice(0, depth), currency: currency?.code ?? (names[place] as string), since };
    const key = pathKey([one.currency, ...one.path]);
    const earlier = known.get(key);
    if (earlier?.since === undefined || since < earlier.since) known.set(key, one);
  }
  return [...known.values()];
}

/** What a cell of the totals has that cannot be used. */
interface Problem {
  readonly code: string;
  readonly key: SettledKey;
  readonly cell: string;
  readonly values?: Finding['values'];
}

interface SettledPart {
  readonly path: UnitPath;
  readonly day: Day;
  readonly rows: number;
  readonly part: Share;
}

/** Exact parts of amounts, by unit and day. */
class SettledCells {
  private readonly units = new Map<string, { readonly path: UnitPath; readonly place: number }>();
  private readonly cells = new Map<string, SettledCell>();

  add({ path, day, rows, part }: SettledPart): void {
    const own = this.units.get(pathKey(path)) ?? { path, place: this.units.size };
    this.units.set(pathKey(path), own);
    const key = `${own.place} ${day}`;
    const cell = this.cells.get(key) ?? { unit: own.place, day, parts: new Map(), rows: 0 };
    cell.rows += rows;
    cell.parts.set(part.denominator, (cell.parts.get(part.denominator) ?? 0n) + part.numerator);
    this.cells.set(key, cell);
  }

  /** Each cell rounded once. */
  added(): Pick<Totals, 'units' | 'unit' | 'day' | 'amount' | 'rows'> {
    const all = [...this.cells.values()];
    return {
      units: [...this.units.values()].map(({ path }) => path),
      unit: Int32Array.from(all, ({ unit }) => unit),
      day: Int32Array.from(all, ({ day }) => day),
      amount: BigInt64Array.from(all, ({ parts }) => roundedSum(parts)),
      rows: Float64Array.from(all, ({ rows }) => rows),
    };
  }
}

/** Rows of equal texts are rounded one by one: they must be equal amounts, so one unit holds for all files. */
function refuseMixedUnits(totals: Totals, place: number, depth: number): void {
  if (place < depth) return;
  const powers = new Set<number>();
  for (const [at, unit] of totals.unit.entries()) {
    const text = parseDecimal(totals.units[unit]?.[place] ?? '');
    const amount = totals.amount[at] as bigint;
    if (text === undefined || text.coefficient === 0n) continue;
    const once = amount / BigInt(totals.rows[at] as number);
    const written = atScale(text, Math.max(totals.scale, text.scale));
    powers.add(Math.round(Math.log10(Math.abs(Number(once) / Number(written)))));
  }
  if (powers.size > 1)
    throw refuse('money.mixed-units', {
      units: [...powers]
        .sort((a, b) => a - b)
        .map((power) => `10^${power}`)
        .join(', '),
    });
}

interface SettledCell {
  readonly unit: number;
  readonly day: Day;
  /** Sums by their denominator. */
  readonly parts: Map<bigint, bigint>;
  rows: number;
}

interface Sum {
  readonly amount: bigint;
  readonly rows: number;
  readonly day: Day;
  readonly path: UnitPath;
}

interface SumForm extends Settling {
  readonly scale: number;
  readonly problem: (problem: Problem) => Share;
}

type Texts = Readonly<Partial<Record<SettledKey, string>>>;

function settledSum(sum: Sum, texts: Texts, form: SumForm): Share {
  const taxed = taxedSum(sum, texts, form);
  return times(times(taxed, shareOf(texts, form)), worthOf(sum, texts, form));
}

function taxedSum({ amount, rows, day }: Sum, texts: Texts, form: SumForm): Share {
  const { tax, scale } = form;
  if (tax === undefined || tax.from === tax.to) return { numerator: amount, denominator: 1n };
  const factor = taxFactor(rateOf(texts, day, form), tax);
  if (tax.rounding === 'sum') return { numerator: amount * factor.numerator, denominator: factor.denominator };
  const [count, whole] = [BigInt(rows), { scale, decimals: tax.decimals }];
  if (amount % count !== 0n) throw new Error('rows of one amount differ');
  return { numerator: count * taxedRow(amount / count, factor, whole), denominator: 1n };
}

function rateOf({ tax_rate: text }: Texts, day: Day, { tax, keys, problem }: SumForm): Share {
  const column = keys.find(({ key }) => key === 'tax_rate')?.column;
  if (text !== undefined && text !== UNASSIGNED)
    return parseTaxRate(text, column) ?? problem({ code: 'money.bad-tax-rate', key: 'tax_rate', cell: text });
  return (
    taxRateOn(tax?.rates ?? [], day) ?? problem({ code: 'money.no-tax-rate', key: 'tax_rate', cell: formatDay(day).slice(0, 7) })
  );
}

function shareOf({ share: text }: Texts, { keys, problem }: SumForm): Share {
  if (text === undefined || text === UNASSIGNED) return WHOLE;
  return (
    parseShare(text, keys.find(({ key }) => key === 'share')?.column) ??
    problem({ code: 'money.bad-share', key: 'share', cell: text })
  );
}

function worthOf({ day, path }: Sum, texts: Texts, { currency, problem }: SumForm): Share {
  if (currency === undefined) return WHOLE;
  const { local, home, kind } = currency;
  const code = currency.code ?? texts.currency ?? '';
  const own = local?.currencyOf(path) ?? home;
  if (code === own) return WHOLE;
  const values = { which: kind, home, day: formatDay(day) };
  const lacking = (cell: string) =>
    problem({ code: cell === UNASSIGNED ? 'money.blank-currency' : 'money.no-currency-rate', key: 'currency', cell, values });
  const rateOf = (cell: string) => local?.rateOn(cell, day) ?? currencyRate(cell, day, currency) ?? lacking(cell);
  const { numerator, denominator } = rateOf(own);
  return times(rateOf(code), { numerator: denominator, denominator: numerator });
}

function times(a: Share, b: Share): Share {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

function roundedSum(parts: ReadonlyMap<bigint, bigint>): bigint {
  const [first, ...others] = [...parts].map(([denominator, numerator]) => ({ numerator, denominator }));
  const sum = others.reduce(
    (a, b) => ({
      numerator: a.numerator * b.denominator + b.numerator * a.denominator,
      denominator: a.denominator * b.denominator,
    }),
    first as Share,
  );
  return divideRounded(sum.numerator, sum.denominator);
}

function firstOfMonth(day: Day): Day {
  return day - (civil(day).day - 1);
}
