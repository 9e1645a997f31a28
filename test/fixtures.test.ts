import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { workingDays } from '../src/core/calendar/day-count.ts';
import { day, period, periods } from './core/make.ts';

const fixtures = join(dirname(dirname(fileURLToPath(import.meta.url))), 'fixtures');
let fresh: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  const generator = (await import(pathToFileURL(join(fixtures, 'generate.mjs')).href)) as { generate(): typeof fresh };
  fresh = generator.generate();
});

describe('the stories', () => {
  it('are what their generator writes, byte for byte', async () => {
    const entries = await readdir(fixtures, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const names = files.map((file) => file.slice(fixtures.length + 1).replaceAll('\\', '/'));
    expect(names.filter((name) => name.includes('/')).sort()).toEqual([...fresh.keys()].sort());
    for (const [name, bytes] of fresh)
      expect((await readFile(join(fixtures, name))).equals(bytes), `${name}: npm run fixtures`).toBe(true);
  });

  it('stay small', () => {
    expect([...fresh.values()].reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThan(400_000);
  });
});

describe('hengce-instruments', () => {
  interface Order {
    readonly date: string;
    readonly region: string;
    readonly team: string;
    readonly customer: string;
    readonly person: string;
    readonly fen: number;
    readonly state: string;
  }
  let history: Order[];
  let quarter: Order[];

  const text = (name: string) => {
    const bytes = fresh.get(`hengce-instruments/${name}`) ?? Buffer.alloc(0);
    return new TextDecoder(name.startsWith('actual') ? 'gb18030' : 'utf-8', { fatal: true }).decode(bytes);
  };
  const orders = (name: string): Order[] =>
    parse<Record<string, string>>(text(name), { columns: true }).map((row) => ({
      date: (row['订单日期'] ?? '')
        .split(/[-/]/)
        .map((part) => part.padStart(2, '0'))
        .join('-'),
      region: row['区域'] ?? '',
      team: row['团队'] ?? '',
      customer: row['客户'] ?? '',
      person: row['销售员'] ?? '',
      fen: Math.round(Number(row['金额（元）']?.replaceAll(',', '')) * 100),
      state: row['状态'] ?? '',
    }));
  const table = (name: string) => parse<Record<string, string>>(text(`${name}.csv`), { columns: true });
  const revenue = (rows: readonly Order[], prefix: string, region?: string) =>
    rows
      .filter((row) => row.date.startsWith(prefix) && (region === undefined || row.region === region))
      .reduce((sum, row) => sum + row.fen, 0) / 100;

  beforeAll(() => {
    history = [2023, 2024, 2025].flatMap((year) => orders(`orders-${year}.csv`));
    quarter = orders('actual-2026-q1.csv');
  });

  it('grows by 8 to 12 % a year in every region', () => {
    for (const region of ['华东', '华南', '华北', '西南']) {
      for (const year of [2024, 2025]) {
        const growth = revenue(history, `${year}`, region) / revenue(history, `${year - 1}`, region) - 1;
        expect(growth, `${region} ${year}`).toBeGreaterThan(0.075);
        expect(growth, `${region} ${year}`).toBeLessThan(0.125);
      }
    }
  });

  it('dips where the Spring Festival lies, and pushes at the end of a quarter', () => {
    const month = (year: number, m: number) => revenue(year === 2026 ? quarter : history, `${year}-0${m}`);
    expect([2023, 2024, 2025, 2026].map((year) => month(year, 1) < month(year, 2))).toEqual([true, false, false, false]);
    expect(month(2024, 1)).toBeGreaterThan(2 * month(2024, 2));
    expect(month(2025, 1)).toBeLessThan(1.2 * month(2025, 2));
    for (const year of [2023, 2024, 2025]) expect(month(year, 3)).toBeGreaterThan(1.2 * Math.max(month(year, 2), month(year, 4)));
  });

  it('has returns as negative rows, and no other negative row', () => {
    for (const rows of [history, quarter]) {
      expect(rows.filter((row) => row.fen < 0).length).toBeGreaterThan(0);
      expect(rows.filter((row) => row.fen < 0 !== (row.state === '已退货'))).toEqual([]);
    }
  });

  it('has one who left, one who came, and one the plan does not know', () => {
    const days = (person: string, rows = history) => rows.filter((row) => row.person === person).map((row) => row.date);
    expect(days('赵明轩').at(-1)?.slice(0, 7)).toBe('2025-06');
    expect(days('赵明轩', quarter)).toEqual([]);
    expect(days('蒋欣悦')[0]?.slice(0, 7)).toBe('2025-09');
    expect(days('高一鸣')).toEqual([]);
    expect(days('高一鸣', quarter).length).toBeGreaterThan(0);
    expect(text('organisation.csv')).not.toContain('高一鸣');
  });

  it('has a leaver with history and two heirs in his team, and a recruit with a ramp who has not sold yet', () => {
    const leave = table('events').filter(({ kind }) => kind === 'leave');
    expect(leave.map(({ date, share }) => [date, share])).toEqual([
      ['2026-06-15', '60%'],
      ['2026-06-15', '40%'],
    ]);
    const roster = table('organisation').filter(({ end }) => end === '');
    const isThere = (unit = '') => roster.some((row) => [row['区域'], row['团队'], row['销售员']].join('/') === unit);
    expect(leave.flatMap(({ unit, to }) => [unit, to]).filter((unit) => !isThere(unit))).toEqual([]);
    expect(quarter.filter(({ person }) => person === '林家豪').length).toBeGreaterThan(5);
    const recruits = roster.filter(({ start, ramp }) => (start ?? '') >= '2026-01-02' && ramp === '25/50/75/100');
    expect(recruits.map((row) => row['销售员'])).toEqual(['田雨欣']);
    expect([...history, ...quarter].filter(({ person }) => person === '田雨欣')).toEqual([]);
  });

  it('splits 苏州 in two by customer: all of them on the list, and each sold to by its new team alone', () => {
    const [split] = table('events').filter(({ kind }) => kind === 'split');
    expect(split).toMatchObject({ date: '2026-01-01', unit: '华东/苏州', customers: 'customers-suzhou.csv' });
    const teamOf = new Map(table('customers-suzhou').map(({ customer, to }) => [customer, to]));
    const before = history.filter(({ team }) => team === '苏州');
    expect(new Set(before.map(({ customer }) => customer))).toEqual(new Set(teamOf.keys()));
    expect(quarter.filter(({ team }) => team === '苏州')).toEqual([]);
    const after = quarter.filter(({ customer }) => teamOf.has(customer));
    expect(after.filter((row) => `${row.region}/${row.team}` !== teamOf.get(row.customer))).toEqual([]);
    expect(new Set(after.map(({ team }) => team))).toEqual(new Set(['苏州市区', '昆山']));
    expect(history.filter(({ team }) => ['苏州市区', '昆山'].includes(team))).toEqual([]);
  });

  it('has the working days of 2026', () => {
    const marks = table('calendar');
    const daysOf = (kind: string) => new Set(marks.filter((row) => row['kind'] === kind).map(({ date = '' }) => day(date)));
    const count = workingDays({ holidays: daysOf('holiday'), workdays: daysOf('workday') });
    const months = periods('2026', 'month').leaves.map((_, index) => count(period(`2026-${String(index + 1).padStart(2, '0')}`)));
    expect(months).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  it('ends its first quarter of 2026 just short of a plan of 5 million, with 华南 clearly behind', () => {
    const pace = (region?: string) => {
      const before = ['2025-01', '2025-02', '2025-03'].reduce((sum, month) => sum + revenue(history, month, region), 0);
      return revenue(quarter, '2026', region) / ((before / revenue(history, '2025')) * 5_000_000);
    };
    expect(pace()).toBeGreaterThan(0.95);
    expect(pace()).toBeLessThan(1.03);
    expect(['华东', '华南', '华北', '西南'].filter((region) => pace(region) < 0.9)).toEqual(['华南']);
    expect(quarter.at(-1)?.date).toBe('2026-03-31');
  });

  it('saves its actuals as Excel does', () => {
    const raw = text('actual-2026-q1.csv');
    expect(raw).toMatch(/,2026\/1\/5,.*,"\d{1,3},\d{3}\.\d\d",已完成\r\n/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(fresh.get('hengce-instruments/actual-2026-q1.csv'))).toThrow();
  });
});
