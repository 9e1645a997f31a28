import { type Day, formatDay } from '../core/calendar/day.ts';
import { MEASURES, statusOf, type Thresholds } from '../core/variance/measures.ts';
import type { PrintedRow } from '../core/variance/shared-unplanned.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

export interface VarianceHeading {
  readonly target: string;
  readonly metric: string;
  readonly asOf: Day;
  /** Last day with data that counts. */
  readonly dataThrough: Day | undefined;
  readonly prorate: string;
  readonly layer: string;
  readonly revision: number;
  /** Decimals that amounts have at least: the currency's. */
  readonly decimals: number;
  readonly unit: string | undefined;
  readonly thresholds: Thresholds;
  readonly levels: readonly string[];
}

const AFTER = ['prorate', 'data_through', 'layer', 'revision'] as const;

/** Columns that a table for people leaves out: they say the same in every row, and stand in the title. */
const IN_TITLE = new Set(['as_of', 'target', 'metric', 'prorate', 'data_through', 'layer', 'revision']);

/** The rows with every column; `forPeople` leaves out what the title says, and columns without any value. */
export function varianceSheet(
  rows: readonly PrintedRow[],
  { heading, words, forPeople }: { heading: VarianceHeading; words: Words; forPeople: boolean },
): Sheet {
  const { asOf, target, metric, prorate, layer, revision, levels, dataThrough } = heading;
  const through = dataThrough === undefined ? '' : formatDay(dataThrough);
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const all: Column[] = [
    labelled('as_of', 'date'),
    ...['target', 'metric', 'period'].map((name) => labelled(name, 'text')),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    ...MEASURES.map(({ name, kind }) => labelled(name, kind)),
    labelled('status', 'code'),
    ...AFTER.map((name) => labelled(name, 'text')),
  ];
  const cellsOf = ({ period, unit, path, figures, shown = figures, layer: own = layer }: PrintedRow): string[] => {
    return [
      ...[formatDay(asOf), target, metric, period.label],
      ...levels.map((_, depth) => path[depth] ?? (forPeople && unit === 0 && depth === 0 ? words.phrase('label.total') : '')),
      ...MEASURES.map((measure) => measure.of(measure.kind === 'amount' ? shown : figures, heading)),
      statusOf(figures, heading.thresholds),
      ...[prorate, through, own, String(revision)],
    ];
  };
  const cells = rows.map(cellsOf);
  const hasLayers = new Set(rows.map((row) => row.layer)).size > 1;
  const isInTitle = ({ name }: Column) => IN_TITLE.has(name) && !(name === 'layer' && hasLayers);
  const isUseful = (column: Column, index: number) => !isInTitle(column) && cells.some((row) => row[index] !== '');
  const kept = all.flatMap((column, index) => (forPeople && !isUseful(column, index) ? [] : [index]));
  const pick = <T>(values: readonly T[]) => kept.map((index) => values[index] as T);
  const sheetRows = rows.map(
    (row, i): SheetRow => ({
      cells: pick(cells[i] as string[]),
      ...(forPeople && row.unit === 0 && rows.length > 1 && { emphasis: 'total' as const }),
    }),
  );
  return { name: 'variance', title: title(heading, through, words), columns: pick(all), rows: sheetRows, totals: undefined };
}

function title({ target, metric, asOf, prorate, layer, revision, unit }: VarianceHeading, through: string, words: Words): string {
  const values = { target, metric, as_of: formatDay(asOf), through: through || '-', prorate, layer, revision };
  return words.phrase('title.variance', values) + (unit === undefined ? '' : words.phrase('title.unit', { unit }));
}
