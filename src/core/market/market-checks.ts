import { shiftYears } from '../allocation/basis/whole-years.ts';
import { growthText } from '../allocation/methods/growth-text.ts';
import type { Rate } from '../allocation/methods/rate.ts';
import { addMonths, type Day, formatDay } from '../calendar/day.ts';
import { type Finding, finding } from '../finding.ts';
import { groupBy } from '../group-by.ts';
import { formatPath, isWithin, pathKey } from '../organisation/unit-tree.ts';
import type { CompetitorEntry, Competitors, Evidence, Market, MarketEntry } from './market.ts';
import { percent, sumOf } from './share-sums.ts';

/** A source that is older than this says little of today's market. */
export const STALE_MONTHS = 12;

export interface MarketFacts {
  readonly market: Market | undefined;
  readonly competitors: Competitors | undefined;
  readonly today: Day;
}

/**
 * What is doubtful about a market and its competitors. Errors: a market beside those of units inside it, shares of a unit and period
 * above 100 %. Warnings: growths that contradict the sizes of two years, expectations that no size leads to, and for the last period
 * of each unit sources older than `STALE_MONTHS` before today, without a date, or not named.
 */
export function marketFindings({ market, competitors, today }: MarketFacts): Finding[] {
  return [
    ...(market ? [...nestedFindings(market), ...growthFindings(market)] : []),
    ...(competitors ? shareFindings(competitors) : []),
    ...evidenceFindings(lastRows(market?.rows ?? []), today),
    ...evidenceFindings(lastRows(competitors?.rows ?? []), today),
  ];
}

/** An error for each row of a unit beside rows of units inside it for the same days: their sum would count the market twice. */
export function nestedFindings({ rows }: Market): Finding[] {
  const spans = groupBy(rows, ({ period }) => `${period.start} ${period.end}`);
  return [...spans.values()].flatMap((own) =>
    own.flatMap((row) => {
      const inside = own.find((other) => other.unit.length > row.unit.length && isWithin(other.unit, row.unit));
      if (!inside) return [];
      const values = { unit: formatPath(row.unit) || '-', inside: formatPath(inside.unit), period: row.period.label };
      return [finding('error', 'market.nested', values, row.place)];
    }),
  );
}

function growthFindings({ rows }: Market): Finding[] {
  return [...groupBy(rows, ({ unit }) => pathKey(unit)).values()].flatMap((own) => own.flatMap((row) => growthFinding(row, own)));
}

/** A row's growth against the size of the same days a year before. */
function growthFinding(row: MarketEntry, own: readonly MarketEntry[]): Finding[] {
  const { growth, size, period, unit, place } = row;
  if (!growth) return [];
  const values = { unit: formatPath(unit) || '-', period: period.label, growth: growthText(growth) };
  if (size === undefined) {
    const isLed = own.some((other) => other.size !== undefined && other.period.end < period.start);
    return isLed ? [] : [finding('warning', 'market.growth-of-nothing', values, place)];
  }
  const before = shiftYears(period, -1);
  const last = own.find((other) => other.period.start === before.start && other.period.end === before.end)?.size;
  if (last === undefined || last === 0n || agrees({ size, last, growth })) return [];
  const grown = growthText({ numerator: size - last, denominator: last });
  return [finding('warning', 'market.growth-differs', { ...values, sizes: grown }, place)];
}

/** Whether size / last - 1 is the growth to the digits that it is written with. */
function agrees({ size, last, growth }: { size: bigint; last: bigint; growth: Rate }): boolean {
  const off = size * growth.denominator - last * (growth.denominator + growth.numerator);
  return 2n * (off < 0n ? -off : off) <= last;
}

function shareFindings({ rows }: Competitors): Finding[] {
  const nodes = groupBy(rows, ({ unit, period }) => `${period.start} ${period.end} ${pathKey(unit)}`);
  return [...nodes.values()].flatMap((own) => {
    const sum = sumOf(own);
    const [{ unit, period }] = own;
    if (sum.numerator <= sum.denominator) return [];
    const values = { unit: formatPath(unit) || '-', period: period.label, sum: percent(sum) };
    return [finding('error', 'market.shares-above-whole', values, own.at(-1)?.place)];
  });
}

/** The rows of the latest period of each unit: those of earlier years may be as old as they are. */
function lastRows<T extends MarketEntry | CompetitorEntry>(rows: readonly T[]): T[] {
  return [...groupBy(rows, ({ unit }) => pathKey(unit)).values()].flatMap((own) => {
    const last = Math.max(...own.map(({ period }) => period.end));
    return own.filter(({ period }) => period.end === last);
  });
}

/** One finding for each source and day, at the first of its rows. */
function evidenceFindings(rows: readonly Evidence[], today: Day): Finding[] {
  const limit = addMonths(today, -STALE_MONTHS);
  return [...groupBy(rows, ({ source, date }) => `${date} ${source}`).values()].flatMap((own) => {
    const [{ source, date, place }] = own;
    const values = { source: source || '-', rows: own.length, months: STALE_MONTHS };
    const found: Finding[] = [];
    if (source === '') found.push(finding('warning', 'market.no-source', values, place));
    if (date === undefined) found.push(finding('warning', 'market.no-date', values, place));
    else if (date < limit) found.push(finding('warning', 'market.stale', { ...values, date: formatDay(date) }, place));
    return found;
  });
}
