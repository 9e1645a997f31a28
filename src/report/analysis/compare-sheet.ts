import type { ComparedLine } from '../../core/analysis/compare.ts';
import type { Words } from '../../locale/index.ts';
import type { Column, Sheet } from '../../render/sheet.ts';
import { type AnalysisHeading, amountText, labelled, levelColumns, titled, unitCells, unitRow } from './analysis-heading.ts';

export interface ComparedHeading extends AnalysisHeading {
  /** What is compared: a period's name, or its days where it is cut. */
  readonly now: string;
  readonly past: string;
}

/** Two periods side by side; for people the columns of amounts are called by their periods. */
export function compareSheet(lines: readonly ComparedLine[], heading: ComparedHeading, words: Words): Sheet {
  const amount = amountText(heading);
  const { now, past, forPeople } = heading;
  const columns = labelled(COLUMNS, words).map((column): Column => {
    const label = { amount: now, previous_amount: past }[column.name];
    return label === undefined ? column : { ...column, label };
  });
  return {
    name: 'history-compare',
    title: titled('title.history-compare', heading, words, { now, past }),
    columns: [
      ...(forPeople
        ? []
        : labelled(
            [
              ['period', 'text'],
              ['compared', 'text'],
            ],
            words,
          )),
      ...levelColumns(heading.levels),
      ...columns,
    ],
    rows: lines.map((line) =>
      unitRow(
        line.path,
        [
          ...(forPeople ? [] : [now, past]),
          ...[...unitCells(line.path, heading, words), amount(line.amount), amount(line.before), amount(line.difference)],
          ...[line.growth, line.share, line.shareBefore, line.shareChange, line.contribution],
        ],
        heading,
      ),
    ),
    totals: undefined,
  };
}

const COLUMNS = [
  ['amount', 'amount'],
  ['previous_amount', 'amount'],
  ['difference', 'amount'],
  ['growth', 'share'],
  ['share', 'share'],
  ['previous_share', 'share'],
  ['share_change', 'points'],
  ['contribution', 'points'],
] as const;
