import { formatRatio } from '../../core/amount.ts';
import type { LifetimeAssumptions, LifetimeLine } from '../../core/analysis/lifetime.ts';
import type { Words } from '../../locale/index.ts';
import type { Sheet } from '../../render/sheet.ts';
import {
  type AnalysisHeading,
  amountText,
  labelled,
  levelColumns,
  meanText,
  titled,
  unitCells,
  unitRow,
} from './analysis-heading.ts';

/** Every number that a value rests on beside it; without a margin the column and the title say that it is revenue. */
export function lifetimeSheet(
  lines: readonly LifetimeLine[],
  { margin, discount }: LifetimeAssumptions,
  { heading, words }: { readonly heading: AnalysisHeading; readonly words: Words },
): Sheet {
  const [amount, mean] = [amountText(heading), meanText(heading)];
  const rate = (value: typeof margin) => (value ? formatRatio(value.numerator, value.denominator, 4) : '');
  return {
    name: 'history-lifetime',
    title: titled(margin ? 'title.history-lifetime' : 'title.history-lifetime-revenue', heading, words),
    columns: [
      ...levelColumns(heading.levels),
      ...labelled(
        [
          ['customers', 'count'],
          ['amount', 'amount'],
          ['per_customer', 'amount'],
          ['previous', 'count'],
          ['retained', 'count'],
          ['retention_rate', 'share'],
          ['lifetime_years', 'ratio'],
          ['margin', 'share'],
          ['discount', 'share'],
          ['lifetime_value', 'amount'],
        ],
        words,
      ),
    ],
    rows: lines.map((line) =>
      unitRow(
        line.path,
        [
          ...[...unitCells(line.path, heading, words), String(line.customers), amount(line.amount), mean(line.perCustomer)],
          ...[String(line.before), String(line.kept), line.retention, line.years],
          ...[rate(margin), rate(discount), mean(line.value)],
        ],
        heading,
      ),
    ),
    totals: undefined,
  };
}
