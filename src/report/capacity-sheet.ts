import { formatExact } from '../core/amount.ts';
import { type Band, capacityRate } from '../core/capacity/band.ts';
import type { CapacityRow } from '../core/capacity/quota-capacity.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';
import { type MoneyTitle, moneyTitle } from './money-title.ts';

export interface CapacityHeading {
  readonly target: string;
  readonly metric: string;
  /** The whole planned period. */
  readonly period: string;
  readonly band: Band;
  readonly levels: readonly string[];
  readonly scale: number;
  /** Decimals that amounts have at least: the currency's. */
  readonly decimals: number;
  /** What the quota is in, where units of the plan have money of their own. */
  readonly money?: MoneyTitle | undefined;
}

const IN_TITLE = new Set(['target', 'metric']);

/** Blank where some capacity is not known. */
function rateOf({ quota, capacity, status }: CapacityRow, band: Band): string {
  return capacity === undefined || status === 'none' ? '' : capacityRate({ quota, capacity }, band);
}

/** One row a unit and period; `forPeople` leaves out what the title says. */
export function capacitySheet(
  rows: readonly CapacityRow[],
  { heading, words, forPeople }: { heading: CapacityHeading; words: Words; forPeople: boolean },
): Sheet {
  const { target, metric, period: span, band, levels, scale, decimals } = heading;
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns: Column[] = [
    ...['target', 'metric', 'period'].map((name) => labelled(name, 'text')),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    labelled('quota', 'amount'),
    labelled('capacity', 'amount'),
    labelled('capacity_rate', 'share'),
    labelled('status', 'code'),
  ];
  const amount = (value: bigint) => formatExact(value, scale, decimals);
  const total = (depth: number, path: readonly string[]) =>
    forPeople && path.length === 0 && depth === 0 ? words.phrase('label.total') : '';
  const cells = rows.map((row) => [
    ...[target, metric, row.period.label],
    ...levels.map((_, depth) => row.path[depth] ?? total(depth, row.path)),
    ...[amount(row.quota), row.capacity === undefined ? '' : amount(row.capacity), rateOf(row, band), row.status],
  ]);
  const kept = columns.flatMap(({ name }, index) => (forPeople && IN_TITLE.has(name) ? [] : [index]));
  const pick = <T>(values: readonly T[]) => kept.map((index) => values[index] as T);
  return {
    name: 'capacity',
    title:
      words.phrase('title.capacity', { target, metric, period: span, band: band.text }) + moneyTitle(heading.money ?? {}, words),
    columns: pick(columns),
    rows: rows.map((row, i) => ({
      cells: pick(cells[i] as string[]),
      ...(forPeople && row.path.length === 0 && rows.length > 1 && { emphasis: 'total' as const }),
    })),
    totals: undefined,
  };
}
