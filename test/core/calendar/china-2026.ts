import type { CalendarMarks } from '../../../src/core/calendar/day-count.ts';
import { day, period } from '../make.ts';

const days = (...texts: string[]) =>
  new Set(
    texts.flatMap((text) => {
      const { start, end } = period(text);
      return Array.from({ length: end - start + 1 }, (_, i) => start + i);
    }),
  );

/** Public holidays of 2026 in China and the weekend days that are worked in exchange, by the State Council's notice. */
export const CHINA_2026: CalendarMarks = {
  holidays: days(
    '2026-01-01..2026-01-03',
    '2026-02-15..2026-02-23',
    '2026-04-04..2026-04-06',
    '2026-05-01..2026-05-05',
    '2026-06-19..2026-06-21',
    '2026-09-25..2026-09-27',
    '2026-10-01..2026-10-07',
  ),
  workdays: new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].map(day)),
};
