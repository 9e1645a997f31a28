import type { Day } from '../../core/calendar/day.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import type { RowTax, TotalsQuery } from '../facts-source.ts';
import { timesFactor, type WholeFactor, wholeFactor } from '../row-factor.ts';
import type { Dialect, Named } from './dialect.ts';

/** Numbers of rates that are no place among those by text: of the day, and one that nobody said anything of. */
const OF_DAY = -1;
const UNKNOWN = -2;
const NOTHING: WholeFactor = { above: 0n, below: 2n, unit: 1n };

interface Taxing {
  readonly query: TotalsQuery;
  /** Whether a row is selected, and the text of its rate; undefined where no column has it. */
  readonly selected: string;
  readonly rateText: string | undefined;
  readonly dialect: Dialect;
  readonly values: string[];
}

/** What taxing row by row adds to a statement. */
interface RowTaxSql {
  /** The number of a row's rate, `r`. */
  readonly cells: Named;
  /** The same where the row is odd or the rate is unknown, else null: `rk`. */
  readonly rate: Named;
  /** The taxed amount in the base unit, `t`. */
  readonly amount: Named;
}

export function rowTaxSql({ query, selected, rateText, dialect, values }: Taxing): RowTaxSql | undefined {
  const { tax } = query;
  if (tax === undefined) return undefined;
  const factors = factorsOf(tax, query.amount.power);
  const dated = factors.byDay.flatMap(({ from, factor }) => (from === undefined ? [] : [{ from, factor }]));
  const always = factors.byDay.find(({ from }) => from === undefined);
  const whens = [
    ...factors.distinct.map((factor, place) => `WHEN r = ${place} THEN ${dialect.taxed('a', factor)}`),
    ...dated.map(({ from, factor }) => `WHEN d >= ${dialect.dayLiteral(from)} THEN ${dialect.taxed('a', factor)}`),
  ];
  // Rows without any rate are asked for below, and refused where they count.
  const rest = dialect.taxed('a', always?.factor ?? NOTHING);
  const first = dated.at(-1);
  const before = first ? ` AND d < ${dialect.dayLiteral(first.from)}` : '';
  const early = always ? [] : [`r = ${OF_DAY}${before}`];
  const isAsked = [`r = ${UNKNOWN}`, 'd IS NULL', 'a IS NULL', ...early].map((one) => `(${one})`).join(' OR ');
  return {
    cells: {
      r: rateText === undefined ? `${OF_DAY}` : rateSql(dialect.normal(rateText), factors, (text) => dialect.bound(text, values)),
    },
    rate: { rk: `CASE WHEN ${selected} AND (${isAsked}) THEN r END` },
    amount: { t: whens.length === 0 ? rest : `CASE ${whens.join(' ')} ELSE ${rest} END` },
  };
}

function rateSql(normal: string, { byText }: Factors, bound: (text: string) => string): string {
  const whens = [
    ...byText.map(({ text, place }) => `WHEN ${bound(text)} THEN ${place}`),
    ...['', UNASSIGNED].map((text) => `WHEN ${bound(text)} THEN ${OF_DAY}`),
  ];
  return `CASE ${normal} ${whens.join(' ')} ELSE ${UNKNOWN} END`;
}

interface Factors {
  readonly distinct: readonly WholeFactor[];
  readonly byText: readonly { readonly text: string; readonly place: number }[];
  /** The latest first. */
  readonly byDay: readonly { readonly from: Day | undefined; readonly factor: WholeFactor }[];
}

function factorsOf({ byText, byDay, decimals }: RowTax, power: number): Factors {
  const distinct = new Map<string, { readonly place: number; readonly factor: WholeFactor }>();
  const texts = byText.map(({ text, factor }) => {
    const key = `${factor.numerator}/${factor.denominator}`;
    const known = distinct.get(key) ?? { place: distinct.size, factor: wholeFactor(factor, decimals, power) };
    distinct.set(key, known);
    return { text, place: known.place };
  });
  return {
    distinct: [...distinct.values()].map(({ factor }) => factor),
    byText: texts,
    byDay: byDay
      .map(({ from, factor }) => ({ from, factor: wholeFactor(factor, decimals, power) }))
      .sort((a, b) => (b.from ?? Number.NEGATIVE_INFINITY) - (a.from ?? Number.NEGATIVE_INFINITY)),
  };
}

/** One row's amount, at `AMOUNT_SCALE` in the unit of its column, with its tax; undefined where no rate is known for it. */
export type TaxOne = (amount: bigint, rate: number, day: Day) => bigint | undefined;

export function taxOne({ tax, amount: { power } }: TotalsQuery): TaxOne | undefined {
  if (tax === undefined) return undefined;
  const { distinct, byDay } = factorsOf(tax, power);
  return (amount, rate, day) => {
    const ofDay = () => byDay.find(({ from }) => from === undefined || from <= day)?.factor;
    const factor = rate === OF_DAY ? ofDay() : distinct[rate];
    return factor && timesFactor(amount, factor);
  };
}
