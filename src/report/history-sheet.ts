import { formatExact } from '../core/amount.ts';
import type { History } from '../core/history.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

export interface HistoryHeading {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly decimals: number;
}

/** The description of a history: years, season and units below one another, told apart by `section`. */
export function historySheet({ lines }: History, { levels, scale, decimals }: HistoryHeading, words: Words): Sheet {
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
  ];
  const rows = lines.map((line) => ({
    cells: [
      ...[line.section, line.period],
      ...levels.map((_, depth) => line.path[depth] ?? ''),
      ...[String(line.rows), formatExact(line.amount, scale, decimals), line.share, line.growth, line.index, line.cumulative],
    ],
  }));
  return { name: 'history', title: words.phrase('title.history'), columns, rows, totals: undefined };
}
