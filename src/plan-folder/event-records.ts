import { formatDay, parseDay } from '../core/calendar/day.ts';
import { refuse } from '../core/finding.ts';
import type { Fraction } from '../core/fraction.ts';
import { compareNames } from '../core/names.ts';
import { formatPath, parsePath } from '../core/organisation/unit-tree.ts';
import type { RecordedEvent } from '../core/reorganisation/event-step.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { EventRecord, StatedRecord } from './plan-meta.ts';

/** An event as `plan.meta.json` keeps it; shares are `3/5`, what is blank is left out. */
export function eventRecord({ event, cut, onLock }: RecordedEvent): EventRecord {
  const { date, kind, unit, heirs, reason } = event;
  return {
    date: formatDay(date),
    kind,
    unit: formatPath(unit),
    to: heirs.map(({ path, share }) => ({ unit: formatPath(path), share: `${share.numerator}/${share.denominator}` })),
    ...(cut && { cut: { ...cut } }),
    ...(onLock === 'move' && { on_lock: onLock }),
    ...(reason !== '' && { reason }),
  };
}

/** The event of a record; refuses one that cannot be read. */
export function eventOfRecord(record: EventRecord): RecordedEvent {
  const { kind, unit, to, cut, on_lock = 'stop', reason = '' } = record;
  const heirs = to.map((heir) => ({ path: parsePath(heir.unit), share: fractionOf(heir.share, record) }));
  const event = { date: parseDay(record.date) as number, kind, unit: parsePath(unit), heirs, reason, place: undefined };
  return { event, cut, onLock: on_lock };
}

/** An event that history was seen under, whole: lists of customers, too. */
export function statedRecord({ date, kind, unit, heirs }: StatedEvent): StatedRecord {
  const to = heirs.map(({ path, share, customers }) => ({
    unit: formatPath(path),
    ...(share && { share: `${share.numerator}/${share.denominator}` }),
    ...(customers && { customers: [...customers].sort(compareNames) }),
  }));
  return { date: formatDay(date), kind, unit: formatPath(unit), to };
}

export function statedOfRecord(record: StatedRecord): StatedEvent {
  const { kind, unit, to } = record;
  const heirs = to.map((heir) => ({
    path: parsePath(heir.unit),
    share: heir.share === undefined ? undefined : fractionOf(heir.share, record),
    customers: heir.customers && new Set(heir.customers),
  }));
  return { date: parseDay(record.date) as number, kind, unit: parsePath(unit), heirs, reason: '', place: undefined };
}

function fractionOf(text: string, { kind, unit, date }: Pick<EventRecord, 'kind' | 'unit' | 'date'>): Fraction {
  const match = /^(\d+)\/([1-9]\d*)$/.exec(text);
  if (!match) throw refuse('explain.unreadable-change', { change: `${kind} ${unit} ${date}: ${text}` });
  return { numerator: BigInt(match[1] as string), denominator: BigInt(match[2] as string) };
}
