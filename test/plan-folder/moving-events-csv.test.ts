import { expect, test } from 'vitest';
import { formatDay } from '../../src/core/calendar/day.ts';
import { readMovingEventsCsv, writeMovingEventsCsv } from '../../src/plan-folder/moving-events-csv.ts';

const read = (content: string) =>
  readMovingEventsCsv({ content, file: 'moving-events.csv' }, { decimals: 2, fiscal: { startMonth: 1, name: 'end' } });

const FILE = `event,start,end,before,after
双11,2025-10-20,2025-11-11,7,10
spring-festival,2026-02-15,2026-02-23,21,14
双11,2026-10-20,2026-11-11,0,7
`;

test('moving-events.csv is written as it was read, in any order of its lines', () => {
  const { rows, findings } = read(FILE);
  expect(findings).toEqual([]);
  expect(writeMovingEventsCsv([...rows].reverse())).toBe(FILE);
});

test('a blank end is one day, blank influence the usual days, and 春节 is the festival that is built in', () => {
  const { rows } = read('event,start,end,before,after\n春节,2026-02-17,,,\nfair,2026/4/15,2026-04-19,3,\n');
  expect(rows.map(({ name, start, end, before, after }) => [name, formatDay(start), formatDay(end), before, after])).toEqual([
    ['spring-festival', '2026-02-17', '2026-02-17', 21, 14],
    ['fair', '2026-04-15', '2026-04-19', 3, 7],
  ]);
});

test('everything that is wrong with it is said at once', () => {
  const bad = [
    'event,start,end,before,after',
    ',2026-01-01,,,',
    'a,,,,',
    'b,2026-02-30,,x,61',
    'c,2026-03-02,2026-03-01,,-1',
    'd,2026-05-01,2026-08-01,,',
    'e,2026-06-01,,,',
    'e,2026-06-09,,,',
  ].join('\n');
  expect(read(bad).findings.map(({ code, place }) => `${code}:${place?.line}`)).toEqual([
    'folder.blank-cell:2',
    'folder.blank-cell:3',
    'folder.bad-day:4',
    'holidays.bad-days:4',
    'holidays.bad-days:4',
    'holidays.ends-before-start:5',
    'holidays.bad-days:5',
    'holidays.too-long:6',
    'folder.row-twice:8',
  ]);
});
