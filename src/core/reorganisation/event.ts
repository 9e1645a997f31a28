import { formatRatio } from '../amount.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import type { Place } from '../finding.ts';
import type { Fraction } from '../fraction.ts';
import { formatPath, type UnitPath } from '../organisation/unit-tree.ts';

/** What may happen to a unit. */
export const EVENT_KINDS = ['leave', 'join', 'move', 'split', 'merge', 'rename'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What becomes of a lock on a unit that goes: it stops the run, or goes along. */
export const ON_LOCK = ['stop', 'move'] as const;
export type OnLock = (typeof ON_LOCK)[number];

/** Who takes over, and how much of it; shares >= 0. */
export interface Heir {
  readonly path: UnitPath;
  readonly share: Fraction;
}

/** One event with all its heirs. */
export interface OrgEvent {
  /** The last day in the old state for `leave`, the first day in the new one for the others. */
  readonly date: Day;
  readonly kind: EventKind;
  readonly unit: UnitPath;
  /** Shares add up to 1 or less; what is less is nobody's and goes to the vacancy. */
  readonly heirs: readonly Heir[];
  readonly reason: string;
  readonly place: Place | undefined;
}

/** The first day in the new state. */
export function firstDayAfter({ kind, date }: Pick<OrgEvent, 'kind' | 'date'>): Day {
  return kind === 'leave' ? date + 1 : date;
}

/** `leave 华东/上海/王芳 2026-06-15 -> 华东/上海/李强 60%, 华东/上海/赵敏 40%`, for people; a share to two decimals. */
export function eventText({ kind, unit, date, heirs }: OrgEvent): string {
  const to = heirs.map(({ path, share }) => `${formatPath(path)}${percent(share)}`).join(', ');
  return `${kind} ${formatPath(unit)} ${formatDay(date)}${to === '' ? '' : ` -> ${to}`}`;
}

function percent({ numerator, denominator }: Fraction): string {
  if (numerator === denominator) return '';
  const text = formatRatio(100n * numerator, denominator, 2);
  return ` ${text.replace(/\.?0+$/, '')}%`;
}
