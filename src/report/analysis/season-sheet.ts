import type { SeasonLine } from '../../core/analysis/season.ts';
import type { Words } from '../../locale/index.ts';
import type { Sheet } from '../../render/sheet.ts';
import { type AnalysisHeading, amountText, labelled, levelColumns, titled, unitCells, unitRow } from './analysis-heading.ts';

/** The season of each unit node with its spread over the years. */
export function seasonSheet(lines: readonly SeasonLine[], heading: AnalysisHeading, words: Words): Sheet {
  const amount = amountText(heading);
  const rows = lines.map((line) =>
    unitRow(
      line.path,
      [
        ...[...unitCells(line.path, heading, words), line.month, amount(line.amount)],
        ...[line.index, line.lowest, line.highest, line.spread, String(line.years), line.strength],
      ],
      heading,
    ),
  );
  return {
    name: 'history-season',
    title: titled('title.history-season', heading, words),
    columns: [
      ...levelColumns(heading.levels),
      ...labelled(
        [
          ['month', 'text'],
          ['amount', 'amount'],
          ['index', 'ratio'],
          ['lowest', 'ratio'],
          ['highest', 'ratio'],
          ['spread', 'ratio'],
          ['years', 'count'],
          ['season_strength', 'share'],
        ],
        words,
      ),
    ],
    rows,
    totals: undefined,
  };
}
