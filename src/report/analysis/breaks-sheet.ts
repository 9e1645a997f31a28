import type { BreakLine } from '../../core/analysis/breaks.ts';
import type { Words } from '../../locale/index.ts';
import type { Sheet } from '../../render/sheet.ts';
import { type AnalysisHeading, labelled, levelColumns, titled, unitCells, unitRow } from './analysis-heading.ts';

/** One row a level shift. */
export function breaksSheet(lines: readonly BreakLine[], heading: AnalysisHeading, words: Words): Sheet {
  const level = (value: number) => value.toFixed(heading.decimals);
  return {
    name: 'history-breaks',
    title: titled('title.history-breaks', heading, words),
    columns: [
      ...levelColumns(heading.levels),
      ...labelled(
        [
          ['month', 'text'],
          ['level_before', 'amount'],
          ['level_after', 'amount'],
          ['change_rate', 'share'],
        ],
        words,
      ),
    ],
    rows: lines.map(({ path, month, before, after, change }) =>
      unitRow(path, [...unitCells(path, heading, words), month, level(before), level(after), change], heading),
    ),
    totals: undefined,
  };
}
