import { describe, expect, it } from 'vitest';
import { readCalendarCsv } from '../../src/plan-folder/calendar-csv.ts';
import { readCustomersCsv } from '../../src/plan-folder/customers-csv.ts';
import { parseShare, readEventsCsv, writeEventsCsv } from '../../src/plan-folder/events-csv.ts';

const CONTEXT = { decimals: 2, fiscal: { startMonth: 1, name: 'end' } } as const;

const read = (content: string) => readEventsCsv({ content, file: 'events.csv' }, CONTEXT);

const FILE = `date,kind,unit,to,share,customers,reason
2026-06-15,leave,华东/上海/王芳,华东/上海/李强,0.6,,交接
2026-06-15,leave,华东/上海/王芳,华东/上海/赵敏,,,
2026-07-01,split,A\\/B/东,,,east.csv,
`;

describe('events.csv', () => {
  it('is written as it was read, in any order of its lines', () => {
    const { rows, findings } = read(FILE);
    expect(findings).toEqual([]);
    expect(rows[2]?.unit).toEqual(['A/B', '东']);
    expect(writeEventsCsv([...rows].reverse())).toBe(FILE);
    expect(
      read(`\ufeff${FILE.replaceAll('\n', '\r\n').replace('0.6', '60%').replaceAll('2026-06-15', '2026/6/15')}`).rows,
    ).toEqual(rows);
  });

  it('says everything that is wrong with it', () => {
    const bad =
      'date,kind,unit,to,share,customers,reason\n,fire,,x,1.2,,\n2026-02-30,leave,a,b,-1,,\n2026-01-01,leave,a,b,,,\n2026-01-01,leave,a,b,,,\n';
    expect(read(bad).findings.map(({ code, place }) => `${code}:${place?.line}`)).toEqual([
      'folder.blank-cell:2',
      'folder.want-one-of:2',
      'folder.blank-cell:2',
      'event.bad-share:2',
      'folder.bad-day:3',
      'event.bad-share:3',
      'folder.row-twice:5',
    ]);
    expect(read('date,kind,unit,to,share,customers,reason,who\n').findings[0]?.code).toBe('folder.unknown-column');
    expect(read('who,date,kind,unit,to,share,customers,reason\n').findings[0]?.code).toBe('folder.unknown-column');
  });

  it('has shares from 0 to 1', () => {
    const shares = ['60%', '60pct', '0.6', '６０％', '100%', '0'].map((text) => parseShare(text));
    expect(shares.map((share) => share && `${share.coefficient}e-${share.scale}`)).toEqual([
      '6e-1',
      '6e-1',
      '6e-1',
      '6e-1',
      '1e-0',
      '0e-0',
    ]);
    for (const text of ['101%', '1.01', '-1%', 'x', '', '%', '1万%']) expect(parseShare(text)).toBeUndefined();
  });
});

describe('a list of customers', () => {
  it('has a column of heirs or not', () => {
    const list = (content: string) => readCustomersCsv({ content, file: 'east.csv' }, CONTEXT);
    expect(list('customer\n甲\n乙\n').rows.map(({ customer, to }) => [customer, to])).toEqual([
      ['甲', undefined],
      ['乙', undefined],
    ]);
    expect(list('customer,to\n甲,华东/昆山\n').rows[0]?.to).toEqual(['华东', '昆山']);
    expect(list('customer,to\n甲,a\n甲,b\n').findings[0]?.code).toBe('folder.row-twice');
    expect(list('客户\n甲\n').findings.length).toBeGreaterThan(0);
  });
});

describe('calendar.csv', () => {
  it('has holidays and worked weekends', () => {
    const { marks, findings } = readCalendarCsv(
      { content: 'date,kind,name\n2026-06-19,holiday,端午节\n2026-02-14,workday,\n2026-06-20,party,\n', file: 'calendar.csv' },
      CONTEXT,
    );
    expect([marks.holidays.size, marks.workdays.size]).toEqual([1, 1]);
    expect(findings.map(({ code }) => code)).toEqual(['folder.want-one-of']);
  });
});
