import { formatExact } from '../amount.ts';
import { parsePeriod } from '../calendar/parse-period.ts';
import { dayCount, type FiscalYear, overlap, type Period, type Span } from '../calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import { groupBy } from '../group-by.ts';
import { formatPath, isWithin, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import type { Measured } from './measured.ts';
import { distinctPaths, type NodeNumbers } from './node-numbers.ts';

/** A row of a market table: the size of a unit's market in a period. */
export interface MarketRow {
  readonly unit: UnitPath;
  readonly period: Period;
  readonly size: bigint;
}

/** The rows of totals whose innermost level names the period. Refuses labels that are no periods, and two rows of one unit and period. */
export function marketRows(totals: Totals, fiscal: FiscalYear): MarketRow[] {
  const depth = totals.levels.length - 1;
  const rows = Array.from(totals.unit, (unit, i) => {
    const path = totals.units[unit] as UnitPath;
    return {
      unit: path.slice(0, depth),
      label: path[depth] ?? '',
      size: totals.amount[i] as bigint,
      rows: totals.rows[i] as number,
    };
  });
  const named = [...groupBy(rows, ({ unit, label }) => `${pathKey(unit)}\u0001${label}`).values()].map((own) => {
    const [{ unit, label }] = own;
    const count = own.reduce((sum, row) => sum + row.rows, 0);
    return { unit, label, count, size: own.reduce((sum, row) => sum + row.size, 0n), period: parsePeriod(label, fiscal) };
  });
  refuseErrors(
    named.flatMap(({ unit, label, count, period }): Finding[] => {
      const values = { unit: formatPath(unit) || '-', period: label, rows: count };
      if (period === undefined) return [finding('error', 'measures.market-period', values)];
      return count > 1 ? [finding('error', 'measures.market-twice', values)] : [];
    }),
  );
  return named.map(({ unit, period, size }) => ({ unit, period: period as Period, size }));
}

export interface ShareQuestion {
  readonly own: NodeNumbers;
  readonly market: readonly MarketRow[];
  /** How many levels the market table has. */
  readonly depth: number;
  readonly spans: readonly (Span & { readonly label?: string })[];
  readonly scale: number;
}

/**
 * Own sales over the size of the market, at the nodes that the market table knows: a node's share is the sum of its units' sales
 * over the sum of their markets, of those units whose market is known for the whole span. Sales of other units are left out
 * and named; nodes below the market's units have no value. A span has the row of exactly its days, else the rows that fill it;
 * a span inside a row's period is refused: a market is not split over time.
 */
export function marketShare(question: ShareQuestion): Measured {
  const { own, market, depth, spans, scale } = question;
  const tables = [...groupBy(market, ({ unit }) => pathKey(unit)).values()];
  const sizes = spans.map((span) => sizesIn(tables, span));
  refuseErrors(sizes.flatMap(({ problems }) => problems));
  const knownIn = (span: number): Known => sizes[span]?.known ?? new Map();
  const sellers = distinctPaths(own.units.map((path) => path.slice(0, depth)));
  const findings = spans.flatMap((span, at) => missing({ question, span, at, known: knownIn(at), sellers }));
  return {
    ...{ units: leafUnits(own.units, market), scale, isRatio: true, findings },
    at: (path, span) => {
      if (path.length > depth) return undefined;
      const inside = [...knownIn(span).values()].filter(({ unit }) => isWithin(unit, path));
      return {
        numerator: inside.reduce((sum, { unit }) => sum + own.at(unit, span), 0n),
        denominator: inside.reduce((sum, { size }) => sum + size, 0n),
      };
    },
  };
}

/** The units that sell, and those that have a market only. */
function leafUnits(sellers: readonly UnitPath[], market: readonly MarketRow[]): UnitPath[] {
  const alone = market.map(({ unit }) => unit).filter((unit) => !sellers.some((path) => isWithin(path, unit)));
  return distinctPaths([...sellers, ...alone]);
}

type Known = ReadonlyMap<string, { readonly unit: UnitPath; readonly size: bigint }>;

function sizesIn(
  tables: readonly (readonly MarketRow[])[],
  span: ShareQuestion['spans'][number],
): { known: Known; problems: Finding[] } {
  const known = new Map<string, { unit: UnitPath; size: bigint }>();
  const problems: Finding[] = [];
  for (const rows of tables) {
    const { unit } = rows[0] as MarketRow;
    const size = sizeOf(rows, span);
    if (typeof size === 'bigint') known.set(pathKey(unit), { unit, size });
    else if (size !== undefined) {
      const values = { unit: formatPath(unit) || '-', period: span.label ?? '', row: size.period.label };
      problems.push(finding('error', 'measures.finer-than-market', values));
    }
  }
  return { known, problems: problems.slice(0, 1) };
}

/** The market in a span; a row that the span cuts where nothing finer fills it; undefined without rows for all of its days. */
function sizeOf(rows: readonly MarketRow[], span: Span): bigint | MarketRow | undefined {
  const exact = rows.find(({ period }) => period.start === span.start && period.end === span.end);
  if (exact) return exact.size;
  const filling = outermost(rows.filter(({ period }) => period.start >= span.start && period.end <= span.end));
  const days = filling.reduce((sum, { period }) => sum + dayCount(period), 0);
  if (days === dayCount(span)) return filling.reduce((sum, { size }) => sum + size, 0n);
  return rows.find(({ period }) => period.start <= span.start && span.end <= period.end);
}

/** The rows that lie in no other one of them. */
function outermost(rows: readonly MarketRow[]): MarketRow[] {
  return rows.filter(
    (row) =>
      !rows.some((other) => other !== row && overlap(other.period, row.period) && dayCount(other.period) > dayCount(row.period)),
  );
}

interface Missing {
  readonly question: ShareQuestion;
  readonly span: ShareQuestion['spans'][number];
  readonly at: number;
  readonly known: Known;
  readonly sellers: readonly UnitPath[];
}

function missing({ question: { own, scale }, span, at, known, sellers }: Missing): Finding[] {
  return sellers
    .filter((unit) => !known.has(pathKey(unit)) && own.at(unit, at) !== 0n)
    .map((unit) => {
      const amount = formatExact(own.at(unit, at), scale, 2);
      return finding('warning', 'measures.no-market', { unit: formatPath(unit) || '-', period: span.label ?? '', amount });
    });
}
