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
}

/** The description of a history: years, season and units below one another, told apart by `section`. */
export function historySheet(
  { lines }: History,
  { levels, scale, decimals, money = {}, isRounded = false, trends }: HistoryHeading,
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
  ];
  const amount = amountText({ scale, decimals, isRounded });
  const row = (line: HistoryLine): SheetRow => {
    const cells: string[] = [line.section, line.period];
    for (let depth = 0; depth < levels.length; depth++) cells.push(line.path[depth] ?? '');
    cells.push(String(line.rows), amount(line.amount), line.share, line.growth, line.index, line.cumulative);
    if (trends) cells.push(trendCell(line, trends));
    return { cells };
  };
  const rows = {
    *[Symbol.iterator]() {
      for (const line of lines) yield row(line);
    },
  };
  return { name: 'history', title: words.phrase('title.history') + moneyTitle(money, words), columns, rows, totals: undefined };
}

function trendCell({ section, period, path }: HistoryLine, trends: Trends): string {
  if (section === 'year') return trends.ofYear(Number(period));
  return section === 'unit' ? trends.ofUnit(path) : '';
}
