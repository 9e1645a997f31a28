import { type Finding, finding } from '../../../core/finding.ts';
import type { SourceRow } from '../source-row.ts';
import { amountOf, isEmptyCell, plainAmount } from './cell-values.ts';
import type { PeriodColumn, WideLayout } from './wide.ts';

/** How many cells that do not add up are named one by one; the rest are counted. */
const SHOWN = 20;

interface TotalColumn extends PeriodColumn {
  /** The months that it adds up; empty when the table does not have them all. */
  readonly parts: readonly PeriodColumn[];
}

/** Holds the columns of a wide table that add up its months (Q1, 合计, 全年) against them, row by row. */
export class TotalColumns {
  private readonly totals: readonly TotalColumn[];
  private readonly differing: Finding[] = [];
  private more = 0;
  private agreed = 0;

  constructor(
    private readonly file: string,
    layout: WideLayout,
  ) {
    this.totals = layout.totals.map((total) => ({ ...total, parts: partsOf(total, layout.months) }));
  }

  see({ cells, problem, line, raw }: SourceRow): void {
    if (!cells || problem) return;
    for (const { column, name, parts } of this.totals) {
      const stated = amountOf(cells[column]!);
      const filled = parts.map((part) => cells[part.column]!).filter((cell) => !isEmptyCell(cell));
      const amounts = filled.map((cell) => amountOf(cell));
      if (stated === undefined || parts.length === 0 || amounts.includes(undefined)) continue;
      const sum = amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);
      if (sum === stated) this.agreed++;
      else if (this.differing.length >= SHOWN) this.more++;
      else {
        const values = { column, stated: plainAmount(stated), sum: plainAmount(sum) };
        this.differing.push(
          finding(
            'warning',
            'layouts.total-column-differs',
            { ...values, column: name },
            { file: this.file, line, column: name, row: raw },
          ),
        );
      }
    }
  }

  findings(): Finding[] {
    if (this.totals.length === 0) return [];
    const columns = this.totals.map(({ name }) => name).join(', ');
    const differing = this.differing.length + this.more;
    const note = finding('note', 'layouts.total-columns', { columns, agreed: this.agreed, differing }, { file: this.file });
    return [note, ...this.differing];
  }
}

/** 合计 without a year adds up every month; a quarter only months of its year. */
function partsOf(total: PeriodColumn, months: readonly PeriodColumn[]): PeriodColumn[] {
  const parts = months.filter(
    ({ measure, year, months: [month] }) =>
      measure === total.measure && (total.year === 0 || year === total.year) && total.months.includes(month!),
  );
  return total.months.length < 12 && parts.length < total.months.length ? [] : parts;
}
