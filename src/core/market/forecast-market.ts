import { shiftYears } from '../allocation/basis/whole-years.ts';
import { growthText } from '../allocation/methods/growth-text.ts';
import { growthFactor, type Rate } from '../allocation/methods/rate.ts';
import { divideRounded, formatExact, power10 } from '../amount.ts';
import { isFiscalLabel } from '../calendar/parse-period.ts';
import { dayCount, type FiscalYear, type Grain, type Period, type Span } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import { ONE, times } from '../fraction.ts';
import { groupBy } from '../group-by.ts';
import { formatPath, isWithin, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { Market, MarketEntry } from './market.ts';
import { nestedFindings } from './market-checks.ts';

/** By how much a person says that the market of a unit and of those below it grows each year; no unit is everywhere. */
export interface MarketGrowth {
  readonly unit: UnitPath;
  readonly rate: Rate;
}

export interface MarketQuestion {
  readonly market: Market;
  readonly period: Period;
  readonly fiscal: FiscalYear;
  /** They go before the growths of the file; the deepest one counts, of equal ones the last. */
  readonly growths?: readonly MarketGrowth[];
  /** Decimals of the sizes that come out. */
  readonly scale: number;
}

/** How large a unit's market will be in a period, and by what. */
export interface MarketSize {
  readonly unit: UnitPath;
  readonly period: Period;
  /** At the scale that was asked for. */
  readonly size: bigint;
  /** The row that gives it, or the last row that gives a size before it. */
  readonly row: MarketEntry;
  /** The growth of each year after that row; none where the row is of the period itself. */
  readonly growths: readonly Rate[];
}

/**
 * The market of every unit of the table in a period, as the table has it: a row of the period itself, else the last size of the same
 * days of an earlier year, times 1 + growth for each year after it. A year's growth is what a person says, else that of its own
 * row, else that of the last row before it, of the same days where one has any. Parts of the period (years, halves, quarters or months) stand for it where rows are by these; a
 * market is not split over time. A note for each size that rests on a growth; errors for markets that cannot be told.
 */
export function forecastMarket(question: MarketQuestion): { sizes: readonly MarketSize[]; findings: readonly Finding[] } {
  const { market, scale } = question;
  refuseErrors(nestedFindings(market));
  const found = unitMarkets(question);
  refuseErrors(found.flatMap(({ problems }) => problems));
  const sizes = found.flatMap((unit) => unit.sizes);
  const notes = sizes.filter(({ growths }) => growths.length > 0).map((size) => grownNote(size, { market, scale }));
  return { sizes, findings: notes };
}

/** The parts of a unit's market that make the period; none where it cannot be told, and why not. */
export interface UnitMarket {
  readonly unit: UnitPath;
  readonly sizes: readonly MarketSize[];
  readonly problems: readonly Finding[];
}

/** The market of each unit by itself, as `forecastMarket` tells it. */
export function unitMarkets(question: MarketQuestion): UnitMarket[] {
  const units = [...groupBy(question.market.rows, ({ unit }) => pathKey(unit)).values()];
  return units.map((rows) => unitMarket(rows, question));
}

const GRAINS: readonly Grain[] = ['month', 'quarter', 'half', 'year'];

/** The parts of the period that all have a size: given ones before those that rest on a growth, then finer ones first. */
function unitMarket(rows: readonly MarketEntry[], { period, fiscal, growths = [], market, scale }: MarketQuestion): UnitMarket {
  const { unit } = rows[0] as MarketEntry;
  const own = isFiscalLabel(period.label) ? fiscal : undefined;
  const said = growths.filter((growth) => isWithin(unit, growth.unit)).sort((a, b) => a.unit.length - b.unit.length);
  const sizeOf = (part: Period) => partSize(part, { rows, rate: said.at(-1)?.rate, digits: scale - market.scale });
  const cuts = [...GRAINS.map((grain) => partition(period, grain, own)), [period]];
  const whole = cuts.filter((parts) => parts.every(({ wholeDays }) => wholeDays === undefined));
  const tried = whole.map((parts) => parts.map(sizeOf)).filter((sizes) => sizes.every((size) => size !== undefined));
  const isGiven = (sizes: readonly MarketSize[]) => sizes.every((size) => size.growths.length === 0);
  const best = (tried as MarketSize[][]).sort((a, b) => Number(isGiven(b)) - Number(isGiven(a)))[0];
  return best ? { unit, sizes: best, problems: [] } : { unit, sizes: [], problems: [problemOf(rows, period)] };
}

interface PartForm {
  readonly rows: readonly MarketEntry[];
  /** The growth that a person says. */
  readonly rate: Rate | undefined;
  /** Decimals of the result beyond those of the table. */
  readonly digits: number;
}

/** How far back a last size is looked for. */
const MOST_YEARS = 10;

function partSize(period: Period, { rows, rate, digits }: PartForm): MarketSize | undefined {
  const rowOf = (years: number) => rowAt(rows, shiftYears(period, -years));
  const ages = Array.from({ length: MOST_YEARS + 1 }, (_, years) => years);
  const last = ages.find((years) => rowOf(years)?.size !== undefined);
  if (last === undefined) return undefined;
  const row = rowOf(last) as MarketEntry;
  const steps = ages.slice(0, last).map((years) => rate ?? growthAt(rows, period, years));
  if (steps.includes(undefined)) return undefined;
  const growths = (steps as Rate[]).reverse();
  const { numerator, denominator } = growths.map(growthFactor).reduce(times, ONE);
  const exact = (row.size as bigint) * numerator * power10(Math.max(0, digits));
  const size = divideRounded(exact, denominator * power10(Math.max(0, -digits)));
  return { unit: row.unit, period, size, row, growths };
}

/**
 * The growth of the year that lies so many years before a period: by its own row, else by the last row of the same days before it that
 * has one, else by the unit's last row that has one.
 */
function growthAt(rows: readonly MarketEntry[], period: Period, years: number): Rate | undefined {
  for (let age = years; age <= MOST_YEARS; age++) {
    const growth = rowAt(rows, shiftYears(period, -age))?.growth;
    if (growth) return growth;
  }
  const earlier = rows.filter((row) => row.growth && row.period.end < period.start);
  return earlier.sort((a, b) => b.period.end - a.period.end || b.period.start - a.period.start)[0]?.growth;
}

function rowAt(rows: readonly MarketEntry[], { start, end }: Span): MarketEntry | undefined {
  return rows.find(({ period }) => period.start === start && period.end === end);
}

/** Why there is no size: rows that would have to be split, or no growth that leads on from the last size. */
function problemOf(rows: readonly MarketEntry[], period: Period): Finding {
  const unit = formatPath((rows[0] as MarketEntry).unit) || '-';
  const sized = rows.filter(({ size }) => size !== undefined);
  const last = sized.reduce<MarketEntry | undefined>((a, b) => (a && a.period.end >= b.period.end ? a : b), undefined);
  if (!last) return finding('error', 'market.no-size', { unit }, rows[0]?.place);
  const values = { unit, period: period.label, row: last.period.label };
  const isLarger = sized.every((row) => dayCount(row.period) > dayCount(period));
  return finding('error', isLarger ? 'market.not-split' : 'market.no-way-on', values, last.place);
}

function grownNote(
  { unit, period, size, row, growths }: MarketSize,
  { market, scale }: { market: Market; scale: number },
): Finding {
  const values = {
    unit: formatPath(unit) || '-',
    period: period.label,
    size: formatExact(size, scale, 0),
    last: formatExact(row.size as bigint, market.scale, 0),
    row: row.period.label,
    growth: growths.map(growthText).join(', '),
  };
  return finding('note', 'market.grown', values, row.place);
}
