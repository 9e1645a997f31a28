import { formatAmount, formatExact } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { Metric } from '../core/metrics/metric.ts';
import { peopleForm, ratioText } from '../core/metrics/ratio-text.ts';
import type { Milestone, Reached } from '../core/milestones/milestones.ts';
import { formatPath, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';
import { moneyTitle } from './money-title.ts';

/** A milestone with what the plan and the roster say about it. */
export interface NamedMilestone extends Milestone {
  readonly id: string;
  readonly owner: string;
  /** The money of its amounts, where units have money of their own. */
  readonly currency?: string | undefined;
}

export interface MilestonesHeading {
  readonly target: string;
  readonly metric: string;
  readonly levels: readonly string[];
  readonly scale: number;
  readonly unit: string | undefined;
  readonly definition: Metric;
  /** Where units have money of their own: that of the whole, and the decimals that each has. */
  readonly money?: { readonly home: string; readonly decimalsOf: (currency: string) => number } | undefined;
  /** People do not read what the title says, nor columns without any value. */
  readonly forPeople: boolean;
}

/** `T1/2026-Q1/华东`: the same for the same checkpoint, whatever else the plan holds. */
export function milestoneId(target: string, { period, path }: Pick<Milestone, 'period'> & { readonly path: UnitPath }): string {
  return [target, period.label, ...(path.length > 0 ? [formatPath(path)] : [])].join('/');
}

/** The milestones with the columns of milestones.csv. */
export function milestonesSheet(milestones: readonly NamedMilestone[], heading: MilestonesHeading, words: Words): Sheet {
  const { forPeople, target, metric, levels, unit, money } = heading;
  const text = (name: string): Column => ({ name, label: words.phrase(`column.${name}`), kind: 'text' });
  const texts = reachedTexts(milestones, heading);
  const value = (name: string): Column => ({ name, label: words.phrase(`column.${name}`), kind: texts.kind });
  const columns: Column[] = [
    ...['milestone', 'target', 'metric'].map(text),
    { name: 'due', label: words.phrase('column.due'), kind: 'date' },
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    text('period'),
    ...['amount', 'cumulative'].map(value),
    text('owner'),
    { name: 'status', label: words.phrase('column.status'), kind: 'code' },
    ...(money ? [text('currency')] : []),
  ];
  const rows = milestones.map((milestone) => {
    const { id, due, period, path, owner, currency = '' } = milestone;
    const cells = [
      ...[id, target, metric, formatDay(due)],
      ...levels.map((_, depth) => path[depth] ?? ''),
      ...[period.label, texts.amount(milestone), texts.cumulative(milestone), owner, 'open'],
      ...(money ? [currency] : []),
    ];
    return { cells };
  });
  const isUseful = (name: string, index: number) =>
    !['target', 'metric'].includes(name) && rows.some(({ cells }) => cells[index] !== '');
  const kept = columns.flatMap(({ name }, index) => (forPeople && !isUseful(name, index) ? [] : [index]));
  const shown = unit === undefined ? '' : words.phrase('title.unit', { unit });
  return {
    name: 'milestones',
    title:
      words.phrase('title.milestones', { target, metric }) + shown + (money ? moneyTitle({ currency: money.home }, words) : ''),
    columns: kept.map((index) => columns[index] as Column),
    rows: rows.map(({ cells }) => ({ cells: kept.map((index) => cells[index] as string) })),
    totals: undefined,
  };
}

/** Both amounts of a milestone as text: ratios where there are denominators. */
interface ReachedTexts {
  readonly kind: Column['kind'];
  readonly amount: (milestone: NamedMilestone) => string;
  readonly cumulative: (milestone: NamedMilestone) => string;
}

function reachedTexts(milestones: readonly NamedMilestone[], heading: MilestonesHeading): ReachedTexts {
  const { scale, forPeople, definition, money } = heading;
  if (definition.kind !== 'ratio') {
    const text =
      (name: keyof Reached) =>
      ({ [name]: value, currency }: NamedMilestone) =>
        money && currency ? formatExact(value, scale, money.decimalsOf(currency)) : formatAmount(value, scale);
    return { kind: 'amount', amount: text('amount'), cumulative: text('cumulative') };
  }
  const ratio = (milestone: Milestone, name: keyof Reached) => ({
    numerator: milestone[name],
    denominator: milestone.denominator?.[name] ?? 0n,
  });
  const last = milestones.findLast(({ path }) => path.length === 0) ?? milestones.at(-1);
  const form = forPeople && last ? peopleForm(ratio(last, 'cumulative'), definition) : 'data';
  const text = (name: keyof Reached) => (milestone: Milestone) => ratioText(ratio(milestone, name), form);
  return { kind: RATIO_COLUMN[form], amount: text('amount'), cumulative: text('cumulative') };
}

const RATIO_COLUMN = { data: 'ratio', share: 'share', value: 'amount' } as const;
