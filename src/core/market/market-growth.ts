import { shiftYears } from '../allocation/basis/whole-years.ts';
import { growthText } from '../allocation/methods/growth-text.ts';
import { growthFactor, type Rate } from '../allocation/methods/rate.ts';
import { formatExact, power10 } from '../amount.ts';
import type { FiscalYear, Period } from '../calendar/period.ts';
import { type Finding, finding, type Place, refuseErrors } from '../finding.ts';
import { type Fraction, fraction, minus, ONE, plus, times } from '../fraction.ts';
import { formatPath, isWithin, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { type MarketSize, type UnitMarket, unitMarkets } from './forecast-market.ts';
import type { Market, MarketEntry } from './market.ts';
import { nestedFindings } from './market-checks.ts';

export interface GrowthQuestion {
  readonly market: Market;
  readonly period: Period;
  readonly fiscal: FiscalYear;
  /** Growth that a person says of a unit's market; it goes before that of the table. */
  readonly said: (unit: UnitPath) => Rate | undefined;
  /** A unit of the table as its growth is asked for. */
  readonly pathOf: (unit: UnitPath, place: Place | undefined) => UnitPath;
}

/** By how much markets grow. */
export interface MarketGrowths {
  /** Of a unit: what the markets inside it come to against the year before, else the nearest market above it. */
  readonly of: (unit: UnitPath) => Fraction | undefined;
  /** Every market, by the unit that it was asked for as: a note with what its growth is made of, or with why it cannot be told. */
  readonly told: readonly { readonly unit: UnitPath; readonly finding: Finding }[];
}

/** A market in a period and a year earlier, at one scale; without sizes only its growth is known. */
interface GrowingMarket extends ToldMarket {
  readonly unit: UnitPath;
  readonly growth: Rate;
}

/** Without a growth it cannot be told. */
interface ToldMarket {
  readonly growth?: Rate;
  readonly sizes?: { readonly before: Fraction; readonly now: Fraction } | undefined;
  readonly finding: Finding;
}

/** Digits of sizes beyond those of the table: a growth is not to be rounded twice. */
const DIGITS = 6;

/**
 * The growth of every market of a table: its size in the period (`forecastMarket`) against that of the same days a year earlier; where
 * that is not known, the growth that the row of the period says. A market that cannot be told has no growth, and those around it
 * count without it. Refuses rows of a unit beside rows of units inside it.
 */
export function marketGrowths(question: GrowthQuestion): MarketGrowths {
  const { market, period, fiscal, pathOf } = question;
  refuseErrors(nestedFindings(market));
  const scale = market.scale + DIGITS;
  const lastYear = { ...period, ...shiftYears(period, -1) };
  const [now, before] = [period, lastYear].map((own) => unitMarkets({ market, period: own, fiscal, scale }));
  const earlier = new Map(before?.map((one) => [pathKey(one.unit), one]));
  const told = (now ?? []).map((one) => {
    const market = grown({ now: one, before: earlier.get(pathKey(one.unit)) }, question);
    return { ...market, unit: pathOf(one.unit, market.finding.place) };
  });
  const known = told.flatMap(({ growth, ...one }) => (growth ? [{ ...one, growth }] : []));
  return { of: (unit) => growthAt(unit, known), told };
}

interface TwoYears {
  readonly now: UnitMarket;
  readonly before: UnitMarket | undefined;
}

function grown({ now, before }: TwoYears, { market, period, said }: GrowthQuestion): ToldMarket {
  const { unit, problems } = now;
  const row = rowOf(market.rows, unit, period);
  const stated = said(unit);
  const sizeNow = sumOf(now.sizes);
  const sizeBefore = before && sumOf(before.sizes);
  const name = formatPath(unit) || '-';
  if (stated === undefined && sizeNow && sizeBefore && sizeBefore.numerator > 0n) {
    const growth = minus(times(sizeNow, inverse(sizeBefore)), ONE);
    const [text, last] = [now.sizes, before.sizes].map((sizes) => sizesText(sizes, market));
    const values = { unit: name, growth: growthText(growth), now: text as string, before: last as string };
    const at = finding('note', 'suggest.market-sizes', values, now.sizes[0]?.row.place);
    return { growth, sizes: { before: sizeBefore, now: sizeNow }, finding: at };
  }
  const growth = stated ?? row?.growth;
  if (growth === undefined) return { finding: notTold(name, problems) };
  const factor = growthFactor(growth);
  const base = sizeBefore ?? (sizeNow && factor.numerator > 0n ? times(sizeNow, inverse(factor)) : undefined);
  const code = stated === undefined ? 'suggest.market-growth' : 'suggest.market-said';
  const values = { unit: name, growth: growthText(growth), period: period.label };
  const at = finding('note', code, values, stated ? undefined : row?.place);
  return { growth, sizes: base && { before: base, now: times(base, factor) }, finding: at };
}

function notTold(unit: string, problems: readonly Finding[]): Finding {
  const [first] = problems;
  if (first) return { ...first, severity: 'note' };
  return finding('note', 'suggest.market-without-year', { unit });
}

function growthAt(unit: UnitPath, markets: readonly GrowingMarket[]): Fraction | undefined {
  const inside = markets.filter((one) => isWithin(one.unit, unit));
  const sizes = inside.flatMap((one) => one.sizes ?? []);
  if (inside.length === 1) return inside[0]?.growth;
  if (inside.length > 0 && sizes.length === inside.length) {
    const total = (of: 'before' | 'now') => sizes.map((one) => one[of]).reduce(plus);
    const before = total('before');
    return before.numerator > 0n ? minus(times(total('now'), inverse(before)), ONE) : undefined;
  }
  const above = markets.filter((one) => isWithin(unit, one.unit)).sort((a, b) => b.unit.length - a.unit.length);
  return above[0]?.growth;
}

function rowOf(rows: readonly MarketEntry[], unit: UnitPath, { start, end }: Period): MarketEntry | undefined {
  return rows.find((row) => pathKey(row.unit) === pathKey(unit) && row.period.start === start && row.period.end === end);
}

function sumOf(sizes: readonly MarketSize[]): Fraction | undefined {
  return sizes.length === 0
    ? undefined
    : fraction(
        sizes.reduce((sum, { size }) => sum + size, 0n),
        1n,
      );
}

function inverse({ numerator, denominator }: Fraction): Fraction {
  return { numerator: denominator, denominator: numerator };
}

/** `10,800,000 (2025)`, `11,556,000 (2025 +7%)`: the size, and the rows that it is made of with the growths after them. */
function sizesText(sizes: readonly MarketSize[], { scale }: Market): string {
  const total = sizes.reduce((sum, { size }) => sum + size, 0n);
  const [first, last] = [sizes[0] as MarketSize, sizes.at(-1) as MarketSize];
  const rows = first === last ? first.row.period.label : `${first.row.period.label}..${last.row.period.label}`;
  const steps = [...new Set(sizes.map(({ growths }) => growths.map(growthText).join(' ')))].join(', ');
  const rounded = (total + power10(DIGITS) / 2n) / power10(DIGITS);
  return `${formatExact(rounded, scale, 0)} (${rows}${steps === '' ? '' : ` ${steps}`})`;
}
