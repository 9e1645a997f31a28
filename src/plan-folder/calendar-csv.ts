import { type Day, formatDay } from '../core/calendar/day.ts';
import type { CalendarMarks } from '../core/calendar/day-count.ts';
import type { Finding } from '../core/finding.ts';
import type { TableSource } from './csv-table.ts';
import { readPlainRows } from './plain-rows.ts';
import { byKey } from './row-order.ts';
import type { TableContext } from './row-reader.ts';

const KINDS = ['holiday', 'workday'] as const;

interface MarkedDay {
  readonly date: Day | undefined;
  readonly kind: (typeof KINDS)[number] | undefined;
  readonly line: number;
}

/**
 * Reads `calendar.csv`, columns `date,kind,name`: a `holiday` is a weekday that is not worked, a `workday` a weekend day that is. A
 * day that stands twice is an error.
 */
export function readCalendarCsv(
  source: TableSource,
  context: TableContext,
): { readonly marks: CalendarMarks; readonly findings: readonly Finding[] } {
  const { rows, findings } = readPlainRows<MarkedDay>(
    {
      columns: ['date', 'kind', 'name'],
      read: (row, cells, table) => {
        const written = cells.name(row, 'kind');
        const kind = KINDS.find((known) => known === written);
        if (written !== '' && !kind)
          table.report(row, 'kind', 'folder.want-one-of', { key: 'kind', value: written, allowed: KINDS.join(', ') });
        cells.name(row, 'date');
        return { date: cells.day(row, 'date'), kind, line: row.line };
      },
      order: byKey((row) => (row.date === undefined ? `?${row.line}` : formatDay(row.date))),
    },
    source,
    context,
  );
  const daysOf = (kind: MarkedDay['kind']) => new Set(rows.flatMap((row) => (row.kind === kind ? (row.date ?? []) : [])));
  return { marks: { holidays: daysOf('holiday'), workdays: daysOf('workday') }, findings };
}
