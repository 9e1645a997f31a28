import { formatAmount, formatRatio } from '../core/amount.ts';
import { type Day, formatDay } from '../core/calendar/day.ts';
import { formatPath, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

/** What a unit has said for a period; blank texts where it has said nothing. */
export interface Said {
  readonly status: string;
  readonly by: string;
  readonly date: Day | undefined;
}

/** A commitment beside the plan's proposal; amounts at the plan's scale. */
export interface CommitmentLine extends Said {
  readonly path: UnitPath;
  readonly period: string;
  /** Undefined for days outside the plan. */
  readonly proposal: bigint | undefined;
  readonly amount: bigint | undefined;
  readonly note: string;
}

/** A node of the plan, from above and from below. */
export interface ReconciledLine extends Said {
  readonly path: UnitPath;
  readonly period: string;
  readonly topDown: bigint;
  readonly bottomUp: bigint;
  /** Undefined where nothing was settled. */
  readonly settled: bigint | undefined;
  /** How many of its parts, the next units or else periods, have a number; both blank for a cell. */
  readonly covered: number | undefined;
  readonly parts: number | undefined;
}

export interface NegotiationHeading {
  readonly target: string;
  readonly metric: string;
  readonly scale: number;
}

/** Commitments with the plan's proposal beside them. */
export function commitmentsSheet(lines: readonly CommitmentLine[], heading: NegotiationHeading, words: Words): Sheet {
  const { target, metric, scale } = heading;
  const amount = (value: bigint | undefined) => (value === undefined ? '' : formatAmount(value, scale));
  return {
    name: 'commitments',
    title: words.phrase('title.commitments', { target, metric }),
    columns: columnsOf(words, { ...AT, proposal: 'amount', amount: 'amount', ...SAID, note: 'text' }),
    rows: lines.map((line) => ({
      cells: [unitText(line.path), line.period, amount(line.proposal), amount(line.amount), ...saidCells(line), line.note],
    })),
    totals: undefined,
  };
}

/** The plan from above and from below, node by node; what was settled where something was. */
export function reconciledSheet(lines: readonly ReconciledLine[], heading: NegotiationHeading, words: Words): Sheet {
  const { target, metric, scale } = heading;
  const isSettled = lines.some(({ settled }) => settled !== undefined);
  const settled = isSettled ? ({ settled: 'amount' } as const) : {};
  const columns = { ...AT, top_down: 'amount', bottom_up: 'amount', gap: 'amount', gap_rate: 'share', ...settled } as const;
  return {
    name: 'reconcile',
    title: words.phrase('title.reconcile', { target, metric }),
    columns: columnsOf(words, { ...columns, covered: 'count', parts: 'count', ...SAID }),
    rows: lines.map((line) => ({
      depth: line.path.length,
      cells: [
        ...[unitText(line.path), line.period, formatAmount(line.topDown, scale), formatAmount(line.bottomUp, scale)],
        ...[formatAmount(line.topDown - line.bottomUp, scale), formatRatio(line.topDown - line.bottomUp, line.topDown, 4)],
        ...(isSettled ? [formatAmount(line.settled as bigint, scale)] : []),
        ...[line.covered, line.parts].map((count) => (count === undefined ? '' : String(count))),
        ...saidCells(line),
      ],
    })),
    totals: undefined,
  };
}

const AT = { unit: 'text', period: 'text' } as const;
const SAID = { status: 'code', by: 'text', date: 'date' } as const;

function columnsOf(words: Words, kinds: Readonly<Record<string, Column['kind']>>): Column[] {
  return Object.entries(kinds).map(([name, kind]) => ({ name, label: words.phrase(`column.${name}`), kind }));
}

function saidCells({ status, by, date }: Said): string[] {
  return [status, by, date === undefined ? '' : formatDay(date)];
}

function unitText(path: UnitPath): string {
  return formatPath(path) || '-';
}
