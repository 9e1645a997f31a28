import { formatAmount, formatRatio } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { Fraction } from '../core/fraction.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import type { EventResult } from '../core/reorganisation/apply-events.ts';
import type { EventLock } from '../core/reorganisation/delivery.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

/** Decimals of a share. */
const SHARE_DECIMALS = 6;

/**
 * What events did: one row for each unit and heir. What the unit kept stands in its first row, and so do the locks that went
 * along; kept and moved add up to what it had.
 */
export function eventsSheet(
  results: readonly EventResult[],
  { scale, target }: { scale: number; target: string },
  words: Words,
): Sheet {
  const labelled = labels(words);
  const columns: Column[] = [
    labelled('date', 'date'),
    labelled('event', 'code'),
    labelled('unit', 'text'),
    labelled('to', 'text'),
    labelled('kept', 'amount'),
    labelled('moved', 'amount'),
    labelled('share', 'share'),
    labelled('locks', 'text'),
  ];
  const rows = results.flatMap(({ recorded: { event }, applied }): SheetRow[] => {
    const heirs = applied.handovers.length > 0 ? applied.handovers : [{ path: undefined, share: undefined, moved: 0n }];
    return heirs.map(({ path, share, moved }, i) => ({
      cells: [
        ...[formatDay(event.date), event.kind, formatPath(event.unit), path ? formatPath(path) : ''],
        i === 0 ? formatAmount(applied.kept, scale) : '',
        formatAmount(moved, scale),
        shareCell(share),
        i === 0 ? applied.movedLocks.map(({ from, to }) => lockText(from, to, scale)).join('; ') : '',
      ],
    }));
  });
  return { name: 'event', title: words.phrase('title.event', { target }), columns, rows, totals: undefined };
}

function lockText(from: EventLock, to: readonly EventLock[], scale: number): string {
  const text = ({ kind, path, period, amount }: EventLock) =>
    `${kind} ${formatPath(path.filter((name) => name !== '')) || '-'} ${period.label} ${formatAmount(amount, scale)}`;
  return `${text(from)} -> ${to.map(text).join(', ') || '-'}`;
}

function shareCell(share: Fraction | undefined): string {
  return share ? formatRatio(share.numerator, share.denominator, SHARE_DECIMALS) : '';
}

/** The events of events.csv with the plans that have them; one row for each heir. */
export function eventListSheet(events: readonly (StatedEvent & { readonly state: string })[], words: Words): Sheet {
  const labelled = labels(words);
  const columns: Column[] = [
    labelled('date', 'date'),
    labelled('event', 'code'),
    labelled('unit', 'text'),
    labelled('to', 'text'),
    labelled('share', 'share'),
    labelled('customers', 'count'),
    labelled('state', 'code'),
    labelled('reason', 'text'),
  ];
  const rows = events.flatMap(({ date, kind, unit, heirs, reason, state }) =>
    (heirs.length > 0 ? heirs : [undefined]).map((heir) => ({
      cells: [
        ...[formatDay(date), kind, formatPath(unit), heir ? formatPath(heir.path) : ''],
        ...[shareCell(heir?.share), heir?.customers ? String(heir.customers.size) : '', state, reason],
      ],
    })),
  );
  return { name: 'events', title: words.phrase('title.events'), columns, rows, totals: undefined };
}

function labels({ phrase }: Words) {
  return (name: string, kind: Column['kind']): Column => ({ name, label: phrase(`column.${name}`), kind });
}
