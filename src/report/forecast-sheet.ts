import { formatAmount, formatExact } from '../core/amount.ts';
import type { UnitForecasts } from '../core/forecasting/unit-forecasts.ts';
import { type Grid, rollUp } from '../core/grid.ts';
import { nodeAt } from '../core/tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';
import { type MoneyTitle, moneyTitle } from './money-title.ts';

export interface ForecastHeading {
  readonly metric: string;
  readonly levels: readonly string[];
  readonly depths: readonly number[];
  readonly money: MoneyTitle;
  /** The unit that amounts are shown in, and its power of ten. */
  readonly unit: string | undefined;
  readonly power: number;
  /** Whether counts print without decimals where they are whole. */
  readonly isCounted: boolean;
  readonly forPeople: boolean;
  /** Whether units do not add up, so that each node is rounded by itself. */
  readonly isUnreconciled: boolean;
}

/** Percent of a range, with the probabilities of its two ends. */
const RANGES = [
  [50, 0.25, 0.75],
  [80, 0.1, 0.9],
  [95, 0.025, 0.975],
] as const;
/** The range that a table for people has. */
const PEOPLE_RANGE = 80;

/** One row a period and unit node: what is known of it or expected, and the ranges of what may become of it. */
export function forecastSheet(
  grid: Grid,
  forecasts: UnitForecasts,
  { heading, words }: { heading: ForecastHeading; words: Words },
): Sheet {
  const { levels, depths, forPeople } = heading;
  const ranges = RANGES.filter(([percent]) => !forPeople || percent === PEOPLE_RANGE);
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns: Column[] = [
    labelled('period', 'text'),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    labelled('kind', 'code'),
    labelled('amount', 'amount'),
    ...ranges.flatMap(([percent]) => [labelled(`low_${percent}`, 'amount'), labelled(`high_${percent}`, 'amount')]),
    labelled('confidence', 'code'),
  ];
  const values = valuesOf(grid, forecasts, heading);
  const shown = grid.units.nodes.flatMap(({ depth }, unit) => (depths.includes(depth) ? [unit] : []));
  const rows = grid.periods.nodes.flatMap(({ value: period }, p) =>
    shown.map((unit): SheetRow => {
      const { path } = nodeAt(grid.units, unit).value;
      const total = forPeople && unit === 0 ? words.phrase('label.total') : '';
      const names = levels.map((_, depth) => path[depth] ?? (depth === 0 ? total : ''));
      const kind = kindOf(forecasts, period);
      const cells = [period.label, ...names, kind, values(unit, p)];
      const isTotal = forPeople && unit === 0 && shown.length > 1;
      if (kind === 'actual') return { cells: [...cells, ...ranges.flatMap(() => ['', '']), ''], ...(isTotal && TOTAL) };
      const { quantile, confidence } = forecasts.distribution(unit, period);
      const ends = ranges.flatMap(([, low, high]) => [low, high].map((p) => rounded(quantile(p), heading, grid.scale)));
      return { cells: [...cells, ...ends, confidence], ...(isTotal && TOTAL) };
    }),
  );
  return { name: 'forecast', title: titleOf(forecasts, heading, words), columns, rows, totals: undefined };
}

const TOTAL = { emphasis: 'total' } as const;

/** Amounts by node: sums of the rounded cells, or each baseline by itself where units do not add up. */
function valuesOf(grid: Grid, forecasts: UnitForecasts, heading: ForecastHeading): (unit: number, period: number) => string {
  const sums = rollUp(grid);
  const width = grid.periods.nodes.length;
  return (unit, period) =>
    heading.isUnreconciled
      ? rounded(forecasts.baseline(unit, nodeAt(grid.periods, period).value), heading, grid.scale)
      : text(sums[unit * width + period] as bigint, heading, grid.scale);
}

function rounded(value: number, heading: ForecastHeading, decimals: number): string {
  return text(BigInt(Math.round(value * 10 ** (decimals - heading.power))), heading, decimals);
}

function text(amount: bigint, { isCounted }: ForecastHeading, decimals: number): string {
  return isCounted ? formatExact(amount, decimals, 0) : formatAmount(amount, decimals);
}

/** `actual` up to the last complete month, `forecast` after it, `mixed` for what has both. */
function kindOf({ months }: UnitForecasts, { start, end }: { start: number; end: number }): string {
  const first = months[0]?.start ?? Number.POSITIVE_INFINITY;
  if (end < first) return 'actual';
  return start < first ? 'mixed' : 'forecast';
}

function titleOf({ method }: UnitForecasts, { metric, unit, money }: ForecastHeading, words: Words): string {
  const shown = unit === undefined ? '' : words.phrase('title.unit', { unit });
  return words.phrase('title.forecast', { metric, method }) + shown + moneyTitle(money, words);
}
