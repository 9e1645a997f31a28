import type { GrowthLine } from '../../core/analysis/growth.ts';
import type { Words } from '../../locale/index.ts';
import type { LongSheet } from '../../render/sheet.ts';
import { type AnalysisHeading, amountText, labelled, levelColumns, titled, unitCells, unitRow } from './analysis-heading.ts';

/** Growth by unit node and period; files also say the grain. */
export function growthSheet(lines: Iterable<GrowthLine>, heading: AnalysisHeading, words: Words): LongSheet {
  const { forPeople } = heading;
  const amount = amountText(heading);
  const rowOf = (line: GrowthLine) =>
    unitRow(
      line.path,
      [
        ...(forPeople ? [] : [line.grain]),
        ...[...unitCells(line.path, heading, words), line.period],
        ...[amount(line.amount), line.growth, line.yoy, amount(line.ytd), line.ytdGrowth],
        ...[amount(line.trailing), line.trailingGrowth],
      ],
      heading,
    );
  return {
    name: 'history-growth',
    title: titled('title.history-growth', heading, words),
    columns: [
      ...(forPeople ? [] : labelled([['grain', 'code']], words)),
      ...levelColumns(heading.levels),
      ...labelled(COLUMNS, words),
    ],
    rows: {
      *[Symbol.iterator]() {
        for (const line of lines) yield rowOf(line);
      },
    },
    totals: undefined,
  };
}

const COLUMNS = [
  ['period', 'text'],
  ['amount', 'amount'],
  ['pop', 'share'],
  ['yoy', 'share'],
  ['ytd', 'amount'],
  ['ytd_growth', 'share'],
  ['trailing_12', 'amount'],
  ['trailing_12_growth', 'share'],
] as const;
