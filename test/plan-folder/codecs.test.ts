import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/calendar/day.ts';
import { normalName } from '../../src/core/names.ts';
import { readMilestonesCsv, writeMilestonesCsv } from '../../src/plan-folder/milestones-csv.ts';
import { readOrganisationCsv, writeOrganisationCsv } from '../../src/plan-folder/organisation-csv.ts';
import { type PlanRow, readPlanCsv, writePlanCsv } from '../../src/plan-folder/plan-csv.ts';
import { type PlanMeta, readPlanMeta } from '../../src/plan-folder/plan-meta.ts';
import { readTargetsCsv, writeTargetsCsv } from '../../src/plan-folder/targets-csv.ts';
import { writePlanMeta } from '../../src/plan-folder/write-plan-meta.ts';

const CONTEXT = { decimals: 2, fiscal: { startMonth: 1, name: 'end' } } as const;
const LEVELS = ['区域', '销售员'];
const FORM = { levels: LEVELS, decimals: 2 };
const source = (content: string) => ({ content, file: 'f.csv' });
const lineless = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row, line: 0 }));

const name = fc
  .oneof(
    fc.constantFrom('华东', '李"四"', '王, 芳', '两\n行', '"', "O'Hara", '𠮷野', 'e\u0301'),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  )
  .map((text) => normalName(text.replaceAll('\r\n', '\n')))
  .filter((text) => text !== '');
const text = fc.oneof(fc.constant(''), name);
const path = fc.array(name, { maxLength: 2 });
const period = fc.constantFrom(
  '2026',
  '2026-H1',
  '2026-Q1',
  '2026-03',
  '2026-03-W2',
  '2026-03-15',
  'FY2026-Q1',
  '2026-01..2026-05',
);
const day = fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined });
const decimal = fc.option(
  fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((coefficient) => ({ coefficient, scale: 2 })),
  { nil: undefined },
);
const line = fc.constant(0);
const unique = <T>(row: fc.Arbitrary<T>, key: (row: T) => unknown) =>
  fc.uniqueArray(row, { selector: (r) => JSON.stringify(key(r)) });

/** What is written reads back, and is written the same again whatever the order of the rows. */
function expectRoundTrip<T extends object>(
  rows: readonly T[],
  write: (rows: readonly T[]) => string,
  read: (text: string) => { rows: readonly T[]; findings: readonly unknown[]; levels: readonly string[] },
) {
  const csv = write(rows);
  const back = read(csv);
  expect(back.findings).toEqual([]);
  expect(back.levels).toEqual(LEVELS);
  expect(new Set(lineless(back.rows).map(show))).toEqual(new Set(rows.map(show)));
  expect(write(rows.toReversed())).toBe(csv);
}
const show = (row: object) => JSON.stringify(Object.entries(row).sort(), (_, v) => (typeof v === 'bigint' ? `${v}n` : v));

describe('plan.csv', () => {
  const write = (rows: Iterable<PlanRow>, scale = 2) => [...writePlanCsv(rows, { ...FORM, scale })].join('');
  const read = (csv: string) => readPlanCsv(source(csv), CONTEXT);
  const row = fc.record({
    target: name,
    metric: name,
    period,
    path,
    amount: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    denominator: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    line,
  });
  const HEADER = 'target,metric,period,区域,销售员,amount,denominator\n';

  it('round-trips', () => {
    fc.assert(
      fc.property(
        unique(row, (r) => [r.target, r.metric, r.period, r.path]),
        (rows) => expectRoundTrip(rows, write, read),
      ),
    );
  });

  it('has rows by target, metric, period and unit, amounts with the decimals of the currency and more only where needed', () => {
    const rows = [
      { target: 'rev', metric: 'revenue', period: '2026-02', path: ['华东'], amount: 5_000_000_000n, line: 0 },
      { target: 'rev', metric: 'revenue', period: '2026-01', path: ['𠮷', 'A'], amount: 1n, line: 0 },
      { target: 'rev', metric: 'revenue', period: '2026-01', path: ['\uFF21'], amount: 0n, line: 0 },
      { target: 'rev', metric: 'revenue', period: '2026-01', path: [], amount: undefined, line: 0 },
    ];
    expect(write(rows, 3)).toBe(
      `${HEADER}rev,revenue,2026-01,,,,\nrev,revenue,2026-01,\uFF21,,0.00,\nrev,revenue,2026-01,𠮷,A,0.001,\nrev,revenue,2026-02,华东,,5000000.00,\n`,
    );
  });

  it("takes its scale from the finest amount, at least the currency's", () => {
    const table = read(`${HEADER}r,m,2026-01,a,,5,\nr,m,2026-02,a,,0.1250,\nr,m,2026-03,a,,"1,000.5",\n`);
    expect(table.scale).toBe(3);
    expect(table.rows.map((r) => r.amount)).toEqual([5000n, 125n, 1_000_500n]);
    const ratio = read(`${HEADER}r,m,2026-01,a,,5,7.125\nr,m,2026-02,a,,0.5,\n`);
    expect(ratio.scale).toBe(3);
    expect(ratio.rows.map((r) => [r.amount, r.denominator])).toEqual([
      [5000n, 7125n],
      [500n, undefined],
    ]);
    expect(read(`${HEADER}r,m,2026-01,a,,5.000000000,\n`)).toMatchObject({ scale: 2, findings: [] });
  });

  it('tells a blank amount from zero, and names all bad cells at once', () => {
    const table = read(`${HEADER}r,m,2026-01,a,,,\nr,m,2026-02,a,,0,\nr,,Mar-26,,b,1.5E+07,-7\nr,m,2026-04,a,,0.1234567,\n`);
    expect(table.rows.map((r) => r.amount)).toEqual([undefined, 0n, undefined, undefined]);
    expect(table.findings.map((f) => [f.place?.line, f.place?.column, f.code, f.place?.cell])).toEqual([
      [2, 'amount', 'folder.blank-amount', ''],
      [4, 'amount', 'folder.bad-number', '1.5E+07'],
      [4, 'metric', 'folder.blank-cell', ''],
      [4, 'period', 'folder.bad-period', 'Mar-26'],
      [4, '区域', 'folder.gap-in-unit', ''],
      [4, 'denominator', 'folder.negative-denominator', '-7'],
      [5, 'amount', 'folder.too-fine', '0.1234567'],
    ]);
  });

  it('names both lines of a repeated row, also when its cells are written otherwise', () => {
    const { findings } = read(`${HEADER}r,m,2026-03,a,,1,\nr,m,2026-01,a,,1,\nr,m,2026年3月, a ,,2,\nr,m,2026-03,a,,3,\n`);
    expect(findings.map((f) => [f.code, f.place?.line, f.values?.first])).toEqual([
      ['folder.row-twice', 4, 2],
      ['folder.row-twice', 5, 2],
    ]);
  });

  it('does not write a unit that its levels cannot hold', () => {
    const row = { target: 'r', metric: 'm', period: '2026', path: ['a', 'b', 'c'], amount: 1n, line: 0 };
    expect(() => write([row])).toThrow(RangeError);
  });

  it('handles many rows', { timeout: 60_000 }, () => {
    const rows: PlanRow[] = [];
    for (let m = 1; m <= 12; m++) {
      const label = `2026-${String(m).padStart(2, '0')}`;
      for (let u = 0; u < 20_000; u++)
        rows.push({
          target: 'rev',
          metric: 'revenue',
          period: label,
          path: ['华东', `单位, ${100_000 + u}`],
          amount: BigInt(u),
          line: 0,
        });
    }
    const csv = write(rows);
    const table = read(csv);
    expect(table.findings).toEqual([]);
    expect(table.rows.length).toBe(240_000);
    expect(table.rows.at(-1)).toMatchObject({ period: '2026-12', amount: 19_999n, line: 240_001 });
  });
});

describe('targets.csv', () => {
  const row = fc.record({
    target: name,
    title: text,
    metric: name,
    period,
    path,
    value: decimal,
    floor: decimal,
    stretch: decimal,
    baseline: decimal,
    owner: text,
    supports: text,
    reason: text,
    effective_from: day,
    approved_by: text,
    status: text,
    line,
  });
  const read = (csv: string) => readTargetsCsv(source(csv), CONTEXT);

  it('round-trips', () => {
    const rows = unique(row, (r) => [r.target, r.metric, r.period, r.path, r.effective_from]);
    fc.assert(fc.property(rows, (list) => expectRoundTrip(list, (r) => writeTargetsCsv(r, FORM), read)));
  });

  it('tells blank from zero', () => {
    const table = read(
      'target,title,metric,period,value,floor,stretch,baseline,owner,supports,reason,effective_from,approved_by,status\nT1,,revenue,2026,500万,0,,,,,,2026/1/5,,\n',
    );
    expect(table.findings).toEqual([]);
    expect(table.rows[0]).toMatchObject({
      value: { coefficient: 5_000_000n, scale: 0 },
      floor: { coefficient: 0n },
      stretch: undefined,
      effective_from: parseDay('2026-01-05'),
    });
    expect(writeTargetsCsv(table.rows, { levels: [], decimals: 2 })).toContain(
      'T1,,revenue,2026,5000000.00,0.00,,,,,,2026-01-05,,',
    );
  });
});

describe('organisation.csv', () => {
  const read = (csv: string) => readOrganisationCsv(source(csv), CONTEXT);
  const weight = fc.option(
    fc.bigInt({ min: 0n, max: 10n ** 9n }).map((n) => ({ coefficient: n * 10n + 1n, scale: 3 })),
    { nil: undefined },
  );
  const named = fc.array(name, { minLength: 1, maxLength: 2 });
  const row = fc.record({
    path: named,
    owner: text,
    role: text,
    start: day,
    end: fc.constant(undefined),
    weight,
    currency: fc.constantFrom(undefined, 'USD', 'JPY'),
    line,
  });
  const ramped = fc
    .tuple(row, fc.constantFrom('', '25,50,75,100', '25%/50%', '０、５０'))
    .map(([unit, ramp]) => ({ ...unit, ramp: unit.start === undefined ? '' : ramp }));

  it('round-trips', () => {
    fc.assert(
      fc.property(
        unique(ramped, (r) => r.path),
        (list) => expectRoundTrip(list, (r) => writeOrganisationCsv(r, FORM), read),
      ),
    );
  });

  it('names ramps that cannot be read, and those without a start', () => {
    const { findings } = read('区域,owner,role,start,end,ramp,weight\n华东,,,2026-02-01,,fast,\n华北,,,,,"25,50",\n');
    expect(findings.map(({ code, place }) => [code, place?.line])).toEqual([
      ['roster.bad-ramp', 2],
      ['roster.ramp-without-start', 3],
    ]);
  });

  it('names units that stand twice, end before they start, or weigh less than nothing', () => {
    const { findings } = read('区域,owner,role,start,end,ramp,weight\n华东,,,2026-02-01,2026-01-31,,-1\n华东,,,2026-02-30,,,x\n');
    expect(findings.map((f) => [f.place?.line, f.code])).toEqual([
      [2, 'folder.ends-before-start'],
      [2, 'folder.negative-weight'],
      [3, 'folder.bad-day'],
      [3, 'folder.bad-number'],
      [3, 'folder.row-twice'],
    ]);
  });
});

describe('milestones.csv', () => {
  const row = fc.record({
    milestone: name,
    target: name,
    metric: name,
    due: fc.integer({ min: 0, max: 40_000 }),
    path,
    period,
    amount: decimal,
    cumulative: decimal,
    owner: text,
    status: text,
    currency: fc.option(fc.constantFrom('USD', 'EUR'), { nil: undefined }),
    line,
  });

  it('round-trips', () => {
    const rows = unique(row, (r) => [r.milestone, r.target, r.metric, r.due, r.path]);
    fc.assert(
      fc.property(rows, (list) =>
        expectRoundTrip<object>(
          list,
          (r) => writeMilestonesCsv(r as never, FORM),
          (csv) => readMilestonesCsv(source(csv), CONTEXT),
        ),
      ),
    );
  });

  it('needs a due day', () => {
    const { findings } = readMilestonesCsv(
      source('milestone,target,metric,due,period,amount,cumulative,owner,status\nM1,rev,revenue,,2026-01,1,1,,\n'),
      CONTEXT,
    );
    expect(findings.map((f) => [f.code, f.place?.column])).toEqual([['folder.blank-cell', 'due']]);
  });
});

describe('plan.meta.json', () => {
  const meta: PlanMeta = {
    schema: 'salesplan/plan-meta@1',
    version: '0.1.0',
    revision: 3,
    layer: 'quota',
    as_of: '2025-12-31',
    inputs: [{ file: 'orders.csv', sha256: 'a'.repeat(64), bytes: 12, rows: 3 }],
    command: ['--total', '500万', '--by', '区域'],
    targets: {
      收入: {
        total: '5000000.00',
        metric: 'revenue',
        period: '2026',
        basis: ['last-year'],
        shape: 'own',
        round_to: '0.01',
        later: true,
      },
    },
  };

  it('round-trips, with what a later version said', () => {
    expect(readPlanMeta(writePlanMeta(meta), 'plan.meta.json')).toEqual({ meta, findings: [] });
  });

  const explained: PlanMeta = {
    ...meta,
    inputs: [...meta.inputs, { file: 'locks.csv', sha256: 'b'.repeat(64), bytes: 9, role: 'locks' }],
    targets: {
      收入: {
        total: '5000000.00',
        metric: 'revenue',
        period: '2026',
        options: { history: ['orders.csv', '../2024.csv'], shape: 'own', 'populated-only': 'yes' },
        locks: [
          { period: '2026-Q1', unit: '华东', kind: 'floor', amount: '100.00', by: '李总', until: '2026-06-30', line: 3 },
          { period: '2026', unit: '', kind: 'fix', amount: '0.00' },
        ],
        changes: ['华东@2026-Q1+=10万'],
      },
    },
  };

  it('round-trips with all that explains a plan', () => {
    const text = writePlanMeta(explained);
    expect(readPlanMeta(text, 'plan.meta.json')).toEqual({ meta: explained, findings: [] });
    expect(writePlanMeta(readPlanMeta(text, 'plan.meta.json').meta as PlanMeta)).toBe(text);
  });

  it('names what is wrong with the locks and options of a plan', () => {
    const broken = writePlanMeta(explained)
      .replace('"kind": "floor"', '"kind": "flor"')
      .replace('"by": "李总"', '"bye": "李总"')
      .replace('"100.00"', '"lots"')
      .replace('"shape": "own"', '"shape": 5')
      .replace('"role": "locks"', '"role": "keys"');
    const { meta: none, findings } = readPlanMeta(broken, 'plan.meta.json');
    expect(none).toBeUndefined();
    expect(findings.map((f) => [f.place?.column, f.code])).toEqual([
      ['inputs.1.role', 'folder.want-one-of'],
      ['targets.收入.options.shape', 'folder.want-text'],
      ['targets.收入.locks.0.kind', 'folder.want-one-of'],
      ['targets.收入.locks.0.amount', 'folder.want-amount'],
      ['targets.收入.locks.0.bye', 'folder.unknown-key'],
    ]);
  });

  it('names all problems with their lines', () => {
    const broken = writePlanMeta(meta)
      .replace('"revision": 3', '"revision": 0')
      .replace('a'.repeat(64), 'abc')
      .replace('"total": "5000000.00"', '"total": 5');
    const { findings } = readPlanMeta(broken, 'plan.meta.json');
    expect(findings.map((f) => [f.place?.line, f.place?.column, f.code])).toEqual([
      [4, 'revision', 'folder.want-whole-number'],
      [10, 'inputs.0.sha256', 'folder.want-sha256'],
      [23, 'targets.收入.total', 'folder.want-text'],
    ]);
    expect(readPlanMeta('{"schema": ', 'plan.meta.json').findings[0]?.code).toBe('folder.yaml-syntax');
  });
});
