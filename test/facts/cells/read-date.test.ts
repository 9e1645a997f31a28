import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../src/core/calendar/day.ts';
import { type CellForm, PLAIN_FORM, readDate } from '../../../src/facts/cells/read-cell.ts';

const SERIALS: CellForm = { ...PLAIN_FORM, serials: true };
const IN_2025: CellForm = { ...PLAIN_FORM, year: 2025 };

/** `2025-01-03`, `2025-01-01..2025-01-31`, or why not. */
function read(cell: string, form: CellForm = PLAIN_FORM): string {
  const found = readDate(cell, form);
  if ('problem' in found) return found.problem.replace('facts.', '');
  const [day, through] = [formatDay(found.day), formatDay(found.through)];
  return day === through ? day : `${day}..${through}`;
}

describe('a date cell', () => {
  it.each([
    '2025-01-03',
    '2025/1/3',
    '2025-1-3',
    '2025.1.3',
    '2025.01.03',
    '2025年1月3日',
    '2025年01月03日',
    '2025年 1月 3日',
    '2025年1月3号',
    '2025年01月03日 10:20',
    '2025年1月3日星期五',
    '2025/1/3 周五',
    '２０２５／１／３',
    '\u30002025年1月3日\u00a0',
    '\u200b2025-01-03\ufeff',
    '20250103',
    '202501031020',
    '20250103102030',
    '2025/1/3 0:00:00',
    '2025/1/3 上午9:30',
    '2025/1/3 9:30:05 PM',
    '2025-01-03T10:11:12Z',
    '2025-01-03T23:11:12.123+08:00',
    '3-Jan-2025',
    '03 January 2025',
    'Jan 3, 2025',
    'JANUARY 3 2025',
    "'2025-01-03",
    '="2025-01-03"',
  ])('names a day: %s', (cell) => {
    expect(read(cell)).toBe('2025-01-03');
  });

  it.each([
    '2025年1月',
    '2025年01月份',
    '2025-01',
    '2025/1',
    '2025/01',
    '202501',
    '2025.01',
    '01/2025',
    'Jan-25',
    'jan 2025',
    '2025 Jan',
    'January 2025',
    "Jan'25",
    '1月-25',
    '2025M01',
  ])('names a month, from its first to its last day: %s', (cell) => {
    expect(read(cell)).toBe('2025-01-01..2025-01-31');
  });

  it('knows the days of February', () => {
    expect([read('2024年2月'), read('2025-02')]).toEqual(['2024-02-01..2024-02-29', '2025-02-01..2025-02-28']);
  });

  it.each([
    '2025Q1',
    '2025-Q1',
    'Q1 2025',
    '2025年第1季度',
    '2025年第一季度',
    '一季度',
    'Q3',
    '上半年',
    '2025年下半年',
    '2025H1',
    '2025年',
    '2025年度',
    '2025',
    '全年',
    '2025年第12周',
    '2025W12',
  ])('is too coarse: %s', (cell) => {
    expect([read(cell), read(cell, SERIALS)]).toEqual(['date-too-coarse', 'date-too-coarse']);
  });

  it('counts a period on the first day of its year, in a column of periods alone', () => {
    const cells = ['2026-Q3', 'FY2026', '2026年下半年', '2026', '2026-03', '2026-02-03', '一季度', ''];
    expect(cells.map((cell) => read(cell, { ...PLAIN_FORM, periods: true }))).toEqual([
      ...['2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01', '2026-03-01..2026-03-31', '2026-02-03'],
      ...['date-too-coarse', 'blank-date'],
    ]);
    expect(read('FY2026')).toBe('bad-date');
  });

  it.each(['', ' ', '-', '—', '/', '无', 'N/A', '#N/A', 'null', '\u200b'])('is blank: %j', (cell) => {
    expect(read(cell)).toBe('blank-date');
  });

  it.each([
    ['2025-02-30', 'bad-date'],
    ['2025年13月1日', 'bad-date'],
    ['2025-13', 'bad-date'],
    ['20250230', 'bad-date'],
    ['2025-01-03 25:00', 'bad-date'],
    ['2025-01/03', 'bad-date'],
    ['2025-01 10:20', 'bad-date'],
    ['明天', 'bad-date'],
    ['0000-01-01', 'bad-date'],
    ['250103', 'bad-date'],
    ['2025.1', 'date-lost-zero'],
    ['25/1/3', 'date-ambiguous'],
    ['01/03/2025', 'date-ambiguous'],
    ['31/12/2025', 'date-ambiguous'],
    ['01/03/2025 10:20', 'date-ambiguous'],
    ['03-Jan-25', 'date-two-digit-year'],
    ['25年1月3日', 'date-two-digit-year'],
    ['1月', 'date-no-year'],
    ['1月3日', 'date-no-year'],
    ['Jan', 'date-no-year'],
    ['45660', 'date-serial'],
    ['#VALUE!', 'excel-error'],
    ['########', 'excel-hashes'],
  ])('is refused: %s as %s', (cell, problem) => {
    expect(read(cell)).toBe(problem);
  });

  it('has the year of its surroundings', () => {
    expect(['3月', '12月份', 'Feb', '3月5日'].map((cell) => read(cell, IN_2025))).toEqual([
      '2025-03-01..2025-03-31',
      '2025-12-01..2025-12-31',
      '2025-02-01..2025-02-28',
      '2025-03-05',
    ]);
  });

  it('is read in the order that a person gives', () => {
    const by = (dateFormat: 'ymd' | 'dmy' | 'mdy') =>
      ['01/03/2025', '25/1/3', '03-Jan-25', '2025/1/3', '25年1月3日'].map((cell) => read(cell, { ...PLAIN_FORM, dateFormat }));
    expect(by('dmy')).toEqual(['2025-03-01', 'date-not-in-order', '2025-01-03', '2025-01-03', '2025-01-03']);
    expect(by('mdy')).toEqual(['2025-01-03', 'date-not-in-order', '2025-01-03', '2025-01-03', '2025-01-03']);
    expect(by('ymd')).toEqual(['date-not-in-order', '2025-01-03', '2025-01-03', '2025-01-03', '2025-01-03']);
  });

  it('has the day number of Excel, with its day too many in 1900', () => {
    expect(['1', '59', '60', '61', '45660', '45660.75', '0', '109574', '109575'].map((cell) => read(cell, SERIALS))).toEqual([
      '1900-01-01',
      '1900-02-28',
      'bad-date',
      '1900-03-01',
      '2025-01-03',
      '2025-01-03',
      'bad-date',
      '2199-12-31',
      'bad-date',
    ]);
  });

  it('comes back from every way of writing a day', () => {
    const ways = [
      (y: string, m: string, d: string) => `${y}-${m}-${d}`,
      (y: string, m: string, d: string) => `${y}/${Number(m)}/${Number(d)}`,
      (y: string, m: string, d: string) => `${y}年${Number(m)}月${Number(d)}日`,
      (y: string, m: string, d: string) => `${y}${m}${d}`,
      (y: string, m: string, d: string) => `${y}.${m}.${d} 0:00:00`,
    ];
    const days = fc.integer({ min: parseDay('1000-01-01')!, max: parseDay('9999-12-31')! });
    fc.assert(
      fc.property(days, fc.constantFrom(...ways), (day, way) => {
        const [y, m, d] = formatDay(day).split('-') as [string, string, string];
        expect(readDate(way(y, m, d), PLAIN_FORM)).toEqual({ day, through: day });
      }),
    );
  });
});
