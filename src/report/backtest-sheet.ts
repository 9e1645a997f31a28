import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

/** How a method did on a history; shares from 0 to 1, NaN where nothing was tested. */
export interface BacktestRow {
  readonly method: string;
  readonly trials: number;
  readonly smape: number;
  readonly mase: number;
  readonly bias: number;
  readonly months80: number;
  readonly months95: number;
  readonly year80: number;
  readonly year95: number;
  readonly isSupported: boolean;
}

const DECIMALS = 4;

/** One row a method, in the order of the program's own preference; `chosen` marks what `--model auto` takes. */
export function backtestSheet(rows: readonly BacktestRow[], metric: string, words: Words): Sheet {
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns = [
    labelled('method', 'code'),
    labelled('trials', 'count'),
    labelled('smape', 'share'),
    labelled('mase', 'ratio'),
    labelled('bias', 'share'),
    ...['months_80', 'months_95', 'year_80', 'year_95'].map((name) => labelled(name, 'share')),
    labelled('chosen', 'code'),
  ];
  const cells = (row: BacktestRow) => [
    row.method,
    String(row.trials),
    ...[row.smape, row.mase, row.bias, row.months80, row.months95, row.year80, row.year95].map((value) =>
      text(value, row.trials),
    ),
    row.isSupported ? 'yes' : '',
  ];
  const title = words.phrase('title.backtest', { metric });
  return { name: 'backtest', title, columns, rows: rows.map((row) => ({ cells: cells(row) })), totals: undefined };
}

/** Blank where nothing was tested. */
function text(value: number, trials: number): string {
  if (trials === 0 || !Number.isFinite(value)) return '';
  const rounded = value.toFixed(DECIMALS);
  return Number(rounded) === 0 ? (0).toFixed(DECIMALS) : rounded;
}
