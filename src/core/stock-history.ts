import { formatRatio } from './amount.ts';
import { type Day, lastOfMonth } from './calendar/day.ts';
import { describeHistory, type History, type HistoryLine } from './history.ts';
import { lastRows, levelsOn } from './metrics/stock-levels.ts';
import { pathKey } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/**
 * What the history of a stock holds: rows and gaps as of any history, the level at the end of each year with its growth, and the
 * last level of each unit. Levels are not added over time, so there is no season and no share of a year. `totals` are by day.
 */
export function describeStock(totals: Totals): History {
  const { lines: all, findings } = describeHistory(totals);
  const lines = [...all];
  const levelAt = (year: number) =>
    levelsOn(totals, lastOfMonth(year, 12)).reduce<bigint>((sum, level) => sum + (level ?? 0n), 0n);
  const years = lines.filter(({ section }) => section === 'year');
  const yearLines = years.map((line): HistoryLine => {
    const [amount, before] = [levelAt(Number(line.period)), levelAt(Number(line.period) - 1)];
    const growth = line.growth !== '' && before > 0n ? formatRatio(amount - before, before, 4) : '';
    return { ...line, amount, share: '', growth };
  });
  return { lines: [...yearLines, ...unitLines(totals, lines)], findings };
}

/** The units by the size of their last level, with the rows that they have in all. */
function unitLines(totals: Totals, all: readonly HistoryLine[]): HistoryLine[] {
  const rows = new Map(all.filter(({ section }) => section === 'unit').map((line) => [pathKey(line.path), line.rows]));
  const levels = [...describeHistory(lastLevels(totals)).lines].filter(({ section }) => section === 'unit');
  return levels.map((line) => ({ ...line, rows: rows.get(pathKey(line.path)) ?? line.rows }));
}

/** Only the last row of each unit. */
function lastLevels(totals: Totals): Totals {
  const kept = lastRows(totals, totals.last ?? (0 as Day)).flatMap((row) => row ?? []);
  const pick = (row: number, of: ArrayLike<number>) => of[row] as number;
  return {
    ...totals,
    unit: Int32Array.from(kept, (row) => pick(row, totals.unit)),
    day: Int32Array.from(kept, (row) => pick(row, totals.day)),
    rows: Float64Array.from(kept, (row) => pick(row, totals.rows)),
    amount: BigInt64Array.from(kept, (row) => totals.amount[row] as bigint),
  };
}
