import type { LevelConcentration } from '../../core/analysis/level-concentration.ts';
import type { Words } from '../../locale/index.ts';
import type { Sheet } from '../../render/sheet.ts';
import { type AnalysisHeading, amountText, labelled, titled } from './analysis-heading.ts';

/** One row a level, or for customers. */
export function concentrationSheet(lines: readonly LevelConcentration[], heading: AnalysisHeading, words: Words): Sheet {
  const amount = amountText(heading);
  return {
    name: 'history-concentration',
    title: titled('title.history-concentration', heading, words),
    columns: labelled(
      [
        ['level', 'text'],
        ['units', 'count'],
        ['amount', 'amount'],
        ['below_zero', 'count'],
        ['to_50', 'count'],
        ['to_80', 'count'],
        ['to_95', 'count'],
        ['gini', 'ratio'],
        ['top_1', 'share'],
        ['top_5', 'share'],
        ['top_10', 'share'],
      ],
      words,
    ),
    rows: lines.map((line) => ({
      cells: [
        ...[line.level, String(line.units), amount(line.amount), String(line.belowZero)],
        ...[line.to50, line.to80, line.to95].map(String),
        ...[line.gini, line.top1, line.top5, line.top10],
      ],
    })),
    totals: undefined,
  };
}
