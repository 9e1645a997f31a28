import { divideRounded, formatAmount, power10 } from '../core/amount.ts';
import type { Trends } from '../core/analysis/trend.ts';
import type { History, HistoryLine } from '../core/history.ts';
import type { Words } from '../locale/index.ts';
import type { Column, LongSheet, SheetRow } from '../render/sheet.ts';
import { amountText } from './analysis/analysis-heading.ts';
import { type MoneyTitle, moneyTitle } from './money-title.ts';

export interface HistoryHeading {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly decimals: number;
  readonly money?: MoneyTitle | undefined;
  /** Whether amounts come from rates and shares: then each is rounded once, to the decimals. */
  readonly isRounded?: boolean;
  /** Courses of years and units, for a terminal. */
  readonly trends?: Trends | undefined;
  /** Years and months as another year's calendar would have them. */
  readonly aligned?: AlignedHistory | undefined;
}

export interface AlignedHistory {
  readonly align: string;
  /** The year whose calendar all years are laid out by. */
  readonly year: number;
  readonly scale: number;
  /** The lines that are laid out, by `alignedKey`. */
  readonly lines: ReadonlyMap<string, HistoryLine>;
}

/** What tells lines of years and months apart. */
export function alignedKey({ section, period }: HistoryLine): string {
  return `${section} ${period}`;
}

/** The description of a history: years, season and units below one another, told apart by `section`. */
export function historySheet(
  { lines }: History,
  { levels, scale, decimals, money = {}, isRounded = false, trends, aligned }: HistoryHeading,
  words: Words,
): LongSheet {
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns: Column[] = [
    labelled('section', 'code'),
    labelled('period', 'text'),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    labelled('rows', 'count'),
    labelled('amount', 'amount'),
    ...['share', 'growth'].map((name) => labelled(name, 'share')),
    labelled('index', 'ratio'),
    labelled('cumulative_share', 'share'),
    ...(trends ? [labelled('trend', 'trend')] : []),
    ...(aligned ? ALIGNED.map(({ name, kind }) => labelled(name, kind)) : []),
  ];
  const amount = amountText({ scale, decimals, isRounded });
  const row = (line: HistoryLine): SheetRow => {
    const cells: string[] = [line.section, line.period];
    for (let depth = 0; depth < levels.length; depth++) cells.push(line.path[depth] ?? '');
    cells.push(String(line.rows), amount(line.amount), line.share, line.growth, line.index, line.cumulative);
    if (trends) cells.push(trendCell(line, trends));
    if (aligned) cells.push(...alignedCells(line, aligned, decimals));
    return { cells };
  };
  const rows = {
    *[Symbol.iterator]() {
      for (const line of lines) yield row(line);
    },
  };
  const laidOut = aligned ? words.phrase(`title.history-${aligned.align}`, { year: aligned.year }) : '';
  const title = words.phrase('title.history') + moneyTitle(money, words) + laidOut;
  return { name: 'history', title, columns, rows, totals: undefined };
}

const ALIGNED = [
  { name: 'aligned_amount', kind: 'amount' },
  { name: 'aligned_growth', kind: 'share' },
  { name: 'aligned_index', kind: 'ratio' },
] as const;

/** Blank for units, which no calendar moves. */
function alignedCells(line: HistoryLine, { lines, scale }: AlignedHistory, decimals: number): string[] {
  const found = line.section === 'unit' ? undefined : lines.get(alignedKey(line));
  if (!found) return ['', '', ''];
  const amount = formatAmount(divideRounded(found.amount, power10(Math.max(0, scale - decimals))), Math.min(decimals, scale));
  return [amount, found.growth, found.index];
}

function trendCell({ section, period, path }: HistoryLine, trends: Trends): string {
  if (section === 'year') return trends.ofYear(Number(period));
  return section === 'unit' ? trends.ofUnit(path) : '';
}
