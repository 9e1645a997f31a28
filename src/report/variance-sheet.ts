import { type Day, formatDay } from '../core/calendar/day.ts';
import { statusOf, type Thresholds } from '../core/variance/measures.ts';
import type { RowMeasure } from '../core/variance/row-measures.ts';
import type { PrintedRow } from '../core/variance/shared-unplanned.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';
import { type MoneyTitle, moneyTitle } from './money-title.ts';

export interface VarianceHeading {
  readonly target: string;
  readonly metric: string;
  /** Which of several readings of the metric this is. */
  readonly reading?: string | undefined;
  readonly asOf: Day;
  /** Last day with data that counts. */
  readonly dataThrough: Day | undefined;
  readonly prorate: string;
  readonly layer: string;
  readonly revision: number;
  /** Decimals that amounts have at least: the currency's. */
  readonly decimals: number;
  readonly unit: string | undefined;
  /** Whether amounts are rounded to these decimals. */
  readonly isRounded?: boolean;
  readonly money?: MoneyTitle;
  /** Whether less is better. */
  readonly isLower?: boolean;
  readonly thresholds: Thresholds;
  readonly levels: readonly string[];
  readonly measures: readonly RowMeasure[];
}

/** In place of a rule, for metrics of which no part of a period has a part of the plan. */
export const NOT_PRORATED = 'none';

/** A column that came later: in files behind all others, since scripts may count them; people read it where it belongs. */
const ADDED = 'time_gap';

const AFTER = ['prorate', 'data_through', 'layer', 'revision'] as const;

/** Columns that a table for people leaves out: they say the same in every row, and stand in the title. */
const IN_TITLE = new Set(['as_of', 'target', 'metric', 'prorate', 'data_through', 'layer', 'revision']);

/** The rows with every column; `forPeople` leaves out what the title says, and columns without any value. */
export function varianceSheet(
  rows: readonly PrintedRow[],
  { heading, words, forPeople }: { heading: VarianceHeading; words: Words; forPeople: boolean },
): Sheet {
  const placed = forPeople ? asPeopleRead(heading.measures) : asFilesHave(heading.measures);
  const all = columnsOf(heading, placed, words);
  const cells = rows.map((row) => cellsOf(row, { ...heading, placed }, forPeople ? words.phrase('label.total') : ''));
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
  return { name: 'variance', title: title(heading, words), columns: pick(all), rows: sheetRows, totals: undefined };
}

interface Placed {
  readonly measures: readonly RowMeasure[];
  /** Behind the columns that say what a row is of. */
  readonly behind: readonly RowMeasure[];
}

const asPeopleRead = (measures: readonly RowMeasure[]): Placed => ({ measures, behind: [] });

const asFilesHave = (measures: readonly RowMeasure[]): Placed => ({
  measures: measures.filter(({ name }) => name !== ADDED),
  behind: measures.filter(({ name }) => name === ADDED),
});

function columnsOf({ levels }: VarianceHeading, { measures, behind }: Placed, words: Words): Column[] {
  const labelled = (name: string, kind: Column['kind'], label = name): Column => ({
    name,
    label: words.phrase(`column.${label}`),
    kind,
  });
  return [
    labelled('as_of', 'date'),
    ...['target', 'metric', 'period'].map((name) => labelled(name, 'text')),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    ...measures.map(({ name, kind, label }) => labelled(name, kind, label)),
    labelled('status', 'code'),
    ...AFTER.map((name) => labelled(name, 'text')),
    ...behind.map(({ name, kind, label }) => labelled(name, kind, label)),
  ];
}

/** A row's cell in each column; `total` names the whole. */
function cellsOf(row: PrintedRow, heading: VarianceHeading & { readonly placed: Placed }, total: string): string[] {
  const { period, unit, path, figures, layer: own } = row;
  const { asOf, target, metric, prorate, layer, revision, levels, placed, thresholds } = heading;
  return [
    ...[formatDay(asOf), target, metric, period.label],
    ...levels.map((_, depth) => path[depth] ?? (unit === 0 && depth === 0 ? total : '')),
    ...placed.measures.map((measure) => measure.of(row, heading)),
    statusOf(figures, thresholds),
    ...[prorate, throughText(heading), own ?? layer, String(revision)],
    ...placed.behind.map((measure) => measure.of(row, heading)),
  ];
}

function throughText({ dataThrough }: VarianceHeading): string {
  return dataThrough === undefined ? '' : formatDay(dataThrough);
}

function title(heading: VarianceHeading, words: Words): string {
  const { target, metric: name, reading, asOf, prorate, layer, revision, unit, money = {}, isLower } = heading;
  const rule = prorate === NOT_PRORATED ? '' : words.phrase(`prorate.${prorate}`);
  const metric = reading === undefined ? name : `${name} (${reading})`;
  const values = { target, metric, as_of: formatDay(asOf), through: throughText(heading) || '-', rule, layer, revision };
  const phrase = prorate === NOT_PRORATED ? 'title.variance-whole' : 'title.variance';
  const lower = isLower ? words.phrase('title.lower') : '';
  return (
    words.phrase(phrase, values) +
    (unit === undefined ? '' : words.phrase('title.unit', { unit })) +
    moneyTitle(money, words) +
    lower
  );
}
