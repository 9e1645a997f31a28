import { type Decimal, formatExact } from '../core/amount.ts';
import { type Day, formatDay } from '../core/calendar/day.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

/** A target as targets.csv has it. */
export interface TargetLine {
  readonly target: string;
  readonly title: string;
  readonly metric: string;
  readonly period: string;
  readonly path: UnitPath;
  readonly value: Decimal | undefined;
  readonly floor: Decimal | undefined;
  readonly stretch: Decimal | undefined;
  readonly baseline: Decimal | undefined;
  readonly owner: string;
  readonly supports: string;
  readonly reason: string;
  readonly effective_from: Day | undefined;
  readonly approved_by: string;
  readonly status: string;
}

/** Targets with the columns of targets.csv. */
export function targetsSheet(
  targets: readonly TargetLine[],
  { levels, decimals }: { levels: readonly string[]; decimals: number },
  words: Words,
): Sheet {
  const labelled =
    (kind: Column['kind']) =>
    (name: string): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns: Column[] = [
    ...['target', 'title', 'metric', 'period'].map(labelled('text')),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    ...['value', 'floor', 'stretch', 'baseline'].map(labelled('amount')),
    ...['owner', 'supports', 'reason'].map(labelled('text')),
    labelled('date')('effective_from'),
    labelled('text')('approved_by'),
    labelled('code')('status'),
  ];
  const amount = (value: Decimal | undefined) =>
    value ? formatExact(value.coefficient, value.scale, Math.min(decimals, value.scale)) : '';
  const rows = targets.map((target) => ({
    cells: [
      ...[target.target, target.title, target.metric, target.period],
      ...levels.map((_, depth) => target.path[depth] ?? ''),
      ...[target.value, target.floor, target.stretch, target.baseline].map(amount),
      ...[target.owner, target.supports, target.reason],
      target.effective_from === undefined ? '' : formatDay(target.effective_from),
      ...[target.approved_by, target.status],
    ],
  }));
  return { name: 'targets', title: words.phrase('title.targets'), columns, rows, totals: undefined };
}
