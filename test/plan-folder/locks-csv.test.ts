import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCK_KINDS } from '../../src/core/allocation/locks/lock.ts';
import { LARGEST_AMOUNT } from '../../src/core/amount.ts';
import { dayOf } from '../../src/core/calendar/day.ts';
import { parsePeriod } from '../../src/core/calendar/parse-period.ts';
import type { Period } from '../../src/core/calendar/period.ts';
import { lockOfRecord, lockRecord } from '../../src/plan-folder/lock-records.ts';
import { type LockRow, readLocksCsv, writeLocksCsv } from '../../src/plan-folder/locks-csv.ts';

const CONTEXT = { decimals: 2, fiscal: { startMonth: 4, name: 'end' } } as const;
const LEVELS = ['区域', '团队', '销售员'];
const FORM = { levels: LEVELS, decimals: 2 };
const FILE = 'locks.csv';
const HEADER = 'target,period,区域,团队,销售员,kind,amount,reason,by,until\n';

const read = (csv: string | Uint8Array, decimals = 2) => readLocksCsv({ content: csv, file: FILE }, { ...CONTEXT, decimals });
const period = (label: string) => parsePeriod(label, CONTEXT.fiscal) as Period;

const name = fc.constantFrom('华东', '一队', '王芳', '李"四"', '王, 芳', '𠮷野', "O'Hara");
const text = fc.oneof(fc.constant(''), name);
/** Blank names inside, never at the end. */
const path = fc.array(text, { maxLength: 3 }).map((names) => names.slice(0, names.findLastIndex((part) => part !== '') + 1));
const lock = fc.record({
  period: fc.constantFrom('2026', '2026-Q1', '2026-03', '2026-03-15', 'FY2026-Q1', '2026-04..2026-12').map(period),
  path,
  kind: fc.constantFrom(...LOCK_KINDS),
  amount: fc.bigInt({ min: 0n, max: LARGEST_AMOUNT }),
  reason: text,
  by: text,
  until: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
});
const row = fc.record({ target: text, lock }).map(({ target, lock }) => ({ target, ...lock, place: undefined, line: 0 }));
const rows = fc.uniqueArray(row, {
  selector: ({ target, period, path, kind }) => JSON.stringify([target, period.label, path, kind]),
});

const bare = ({ line: _, place: __, ...lock }: LockRow) =>
  JSON.stringify(Object.entries(lock).sort(), (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

describe('locks.csv', () => {
  it('reads what it writes, and is written the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const csv = writeLocksCsv(list, FORM);
        const back = read(csv);
        expect(back.findings).toEqual([]);
        expect(back.levels).toEqual(LEVELS);
        expect(new Set(back.rows.map(bare))).toEqual(new Set(list.map(bare)));
        expect(writeLocksCsv(list.toReversed(), FORM)).toBe(csv);
        expect(writeLocksCsv(back.rows, FORM)).toBe(csv);
      }),
    );
  });

  it('is sorted by target, period, unit and kind, with the decimals of the currency', () => {
    const make = (target: string, label: string, path: string[], kind: LockRow['kind'], amount: bigint): LockRow => ({
      ...{ target, period: period(label), path, kind, amount, reason: '', by: '', until: undefined, place: undefined, line: 0 },
    });
    const list = [
      make('T1', '2026-Q1', ['华东'], 'floor', 100n),
      make('T1', '2026-Q1', ['华东'], 'cap', 200n),
      make('T1', '2026-Q1', [], 'fix', 123_456_789n),
      make('', '2026-03', ['', '', '王芳'], 'fix', 0n),
    ];
    expect(writeLocksCsv(list, FORM)).toBe(
      `${HEADER},2026-03,,,王芳,fix,0.00,,,\nT1,2026-Q1,,,,fix,1234567.89,,,\nT1,2026-Q1,华东,,,cap,2.00,,,\nT1,2026-Q1,华东,,,floor,1.00,,,\n`,
    );
    expect(writeLocksCsv([make('T1', '2026', [], 'fix', 5n)], { levels: [], decimals: 0 })).toBe(
      'target,period,kind,amount,reason,by,until\nT1,2026,fix,5,,,\n',
    );
  });

  it('takes amounts and periods as people write them, and blank names inside a path', () => {
    const { rows, findings } = read(`${HEADER}T1,2026年3月,,, 王芳 ,fix,120万,保底,李总,2026/6/30\n,2026,,,,cap,"1,000.50",,,\n`);
    expect(findings).toEqual([]);
    expect(rows).toEqual([
      {
        ...{ target: 'T1', period: period('2026-03'), path: ['', '', '王芳'], kind: 'fix', amount: 120_000_000n },
        ...{ reason: '保底', by: '李总', until: dayOf(2026, 6, 30), place: { file: FILE, line: 2 }, line: 2 },
      },
      {
        ...{ target: '', period: period('2026'), path: [], kind: 'cap', amount: 100_050n },
        ...{ reason: '', by: '', until: undefined, place: { file: FILE, line: 3 }, line: 3 },
      },
    ]);
  });

  it('names all problems at once, with line, column and cell', () => {
    const { rows, findings } = read(
      [
        `${HEADER}T1,2026-03,华东,,,fix,,,,`,
        'T1,someday,华东,,,pin,0.001,,,soon',
        'T1,,华东,,,,-5,,,',
        `T1,2026-05,华东,,,cap,${LARGEST_AMOUNT},,,`,
        'T1,2026-06,华东,,,fix,1E+06,,,',
        'T1,2026-07,华东,,,fix,0,,,\n',
      ].join('\n'),
    );
    expect(findings.map((f) => [f.place?.line, f.place?.column, f.code, f.place?.cell])).toEqual([
      [2, 'amount', 'folder.blank-amount', ''],
      [3, 'period', 'folder.bad-period', 'someday'],
      [3, 'kind', 'folder.want-one-of', 'pin'],
      [3, 'amount', 'folder.too-fine', '0.001'],
      [3, 'until', 'folder.bad-day', 'soon'],
      [4, 'period', 'folder.blank-cell', ''],
      [4, 'kind', 'folder.blank-cell', ''],
      [4, 'amount', 'folder.negative-amount', '-5'],
      [5, 'amount', 'folder.amount-too-large', String(LARGEST_AMOUNT)],
      [6, 'amount', 'folder.bad-number', '1E+06'],
    ]);
    expect(findings[2]?.values).toEqual({ key: 'kind', value: 'pin', allowed: 'fix, floor, cap' });
    expect(rows.map(({ amount }) => amount)).toEqual([0n]);
  });

  it('keeps to the decimals of the currency', () => {
    const csv = `${HEADER}T1,2026,,,,fix,12.50,,,\n`;
    expect(read(csv, 1)).toMatchObject({ findings: [], rows: [{ amount: 125n }] });
    expect(read(csv, 0).findings).toMatchObject([{ code: 'folder.too-fine', values: { most: 0 } }]);
  });

  it('allows a floor and a cap on a node, but no kind twice', () => {
    const { findings } = read(
      `${HEADER}T1,2026-03,华东,,,floor,1,,,\nT1,2026-03,华东,,,cap,2,,,\nT2,2026-03,华东,,,floor,1,,,\nT1,2026年3月, 华东 ,,,floor,3,other,,\n`,
    );
    expect(findings.map((f) => [f.code, f.place?.line, f.values?.first])).toEqual([['folder.row-twice', 5, 2]]);
  });

  it('reads what a spreadsheet saved as GB18030', () => {
    // 目标 in GBK would be a header of ours no more: only a name is.
    const gbk = Buffer.concat([
      Buffer.from('target,period,region,kind,amount,reason,by,until\r\nT1,2026,'),
      Buffer.from([0xbb, 0xaa, 0xb6, 0xab]),
      Buffer.from(',fix,1,,,\r\n'),
    ]);
    const table = read(gbk);
    expect(table.findings.map(({ code }) => code)).toEqual(['folder.assumed-gb18030']);
    expect(table.rows).toMatchObject([{ path: ['华东'], amount: 100n }]);
  });
});

describe('the record of a lock', () => {
  it('gives the same lock back', () => {
    fc.assert(
      fc.property(lock, fc.boolean(), (made, isPlaced) => {
        const one = { ...made, place: isPlaced ? { file: FILE, line: 7 } : undefined };
        expect(lockOfRecord(lockRecord(one, 2), CONTEXT)).toEqual(one);
      }),
    );
  });

  it('is plain text, without what is blank', () => {
    const one = { period: period('2026-Q1'), path: ['', '', '王/芳'], kind: 'fix', amount: 5n, reason: '', by: '' } as const;
    expect(lockRecord({ ...one, until: undefined, place: undefined }, 2)).toEqual({
      ...{ period: '2026-Q1', unit: '//王\\/芳', kind: 'fix', amount: '0.05' },
    });
  });

  it('is none in a currency that cannot hold its amount', () => {
    const record = { period: '2026', unit: '', kind: 'fix', amount: '0.05' } as const;
    expect(lockOfRecord(record, { ...CONTEXT, decimals: 0 })).toBeUndefined();
    expect(lockOfRecord({ ...record, period: 'someday' }, CONTEXT)).toBeUndefined();
  });
});
