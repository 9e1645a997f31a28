import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../../src/cli/command.ts';
import type { Context } from '../../src/cli/context.ts';
import { needsHistory, readDecomposeOptions } from '../../src/cli/decompose-options.ts';
import type { Defaults } from '../../src/cli/option-reader.ts';
import { parseAxes } from '../../src/cli/parse-flags.ts';
import { flagsOfRecord } from '../../src/cli/recorded-flags.ts';
import type { PlanFolder } from '../../src/plan-folder/read-plan-folder.ts';
import { defaultSettings } from '../../src/plan-folder/settings.ts';
import { readerOf } from './reader.ts';

const CONTEXT = { look: { json: false }, argv: [] as readonly string[] } as Context;
const GIVEN = { total: '100', period: '2026', by: ['month', '区域'], history: ['a.csv'] };

function read(raw: RawOptions, defaults: Defaults = {}) {
  const reader = readerOf(raw, defaults);
  const options = readDecomposeOptions(reader, { folder: undefined, context: CONTEXT });
  return { options, missing: reader.missing, problems: reader.problems };
}

const codes = (raw: RawOptions, defaults: Defaults = {}) =>
  read(raw, defaults).problems.map(({ code, values }) => [code, values?.value ?? values?.method ?? values?.level]);

describe('axes', () => {
  it('may be several of columns, which are also one list', () => {
    expect(parseAxes(['产品', 'quarter、month', '区域,销售员'])).toEqual({
      axes: {
        grains: ['quarter', 'month'],
        levels: ['产品', '区域', '销售员'],
        unitAxes: [['产品'], ['区域', '销售员']],
      },
      problems: [],
    });
    expect(parseAxes(['month'])).toEqual({ axes: { grains: ['month'], levels: undefined, unitAxes: [] }, problems: [] });
  });

  it('may not name a column twice, nor mix or repeat time', () => {
    expect(codes({ ...GIVEN, by: ['区域', '产品,区域'] })).toEqual([['folder.level-twice', '区域']]);
    expect(parseAxes(['month', 'week', '区域,month', 'a,,b']).problems).toEqual([
      'cli.two-time-axes',
      'cli.mixed-axis',
      'cli.blank-axis',
    ]);
  });
});

describe('bases and methods', () => {
  it('are last-year and proportional when nothing is said', () => {
    const { options, problems } = read(GIVEN);
    expect(problems).toEqual([]);
    expect([options.basis.time.name, options.basis.org.name]).toEqual(['last-year', 'last-year']);
    expect([options.method.time.name, options.method.org.name]).toEqual(['proportional', 'proportional']);
  });

  it('hold for the axis they name, else for every axis they can serve; later ones win', () => {
    const { options, problems } = read({
      ...GIVEN,
      basis: ['2023..2025', 'time=calendar-days', 'org=plan:other.csv'],
      method: ['org=equal', 'org=proportional', 'pattern:4,4,5'],
    });
    expect(problems.map(({ code }) => code)).toEqual(['method.no-room-for-basis']);
    expect(options.basis.time.name).toBe('calendar-days');
    expect(options.basis.org).toEqual({ name: 'plan:other.csv', axes: ['time', 'org'], kind: 'plan', path: 'other.csv' });
    expect([options.method.time.text, options.method.org.text]).toEqual(['pattern:4,4,5', 'proportional']);
    expect(read({ ...GIVEN, basis: ['calendar-days'] }).options.basis.org.name).toBe('last-year');
  });

  it('are refused all at once: unknown, or on an axis that they cannot serve', () => {
    expect(
      codes({
        ...GIVEN,
        basis: ['guess', 'org=calendar-days', 'org=working-days', 'file:'],
        method: ['org=pattern:1,2', 'growth:8', 'time=average'],
      }),
    ).toEqual([
      ['cli.bad-value', 'guess'],
      ['cli.basis-without-axis', 'calendar-days'],
      ['cli.basis-without-axis', 'working-days'],
      ['cli.bad-value', 'file:'],
      ['cli.bad-value', 'growth:8'],
      ['cli.bad-value', 'time=average'],
      ['method.wrong-axis', 'pattern:1,2'],
    ]);
  });

  it('conflict when a person named both, not when the folder has a basis', () => {
    expect(codes({ ...GIVEN, basis: ['last-year'], method: ['equal'] }).map(([code]) => code)).toEqual([
      'method.no-room-for-basis',
      'method.no-room-for-basis',
    ]);
    expect(codes({ ...GIVEN, method: ['equal'] }, { basis: ['last-year'] })).toEqual([]);
    expect(codes(GIVEN, { basis: ['last-year'], method: ['time=equal'] }).map(([code]) => code)).toEqual([
      'method.no-room-for-basis',
    ]);
    expect(codes({ ...GIVEN, basis: ['org=last-year'], method: ['time=equal'] })).toEqual([]);
  });
});

describe('what is needed', () => {
  const bare = { period: '2026', by: ['month', '区域'] };

  it('is a total, unless the method gives it', () => {
    expect(read({ ...bare, history: ['a.csv'] }).missing).toEqual(['total']);
    for (const method of ['growth:+8%', 'straight-line:1..2', 'compound:100,+2%'])
      expect(read({ ...bare, history: ['a.csv'], method: [method] }).missing).toEqual([]);
    for (const method of ['straight-line:1..', 'compound:+2%', 'equal'])
      expect(read({ ...bare, history: ['a.csv'], method: [method] }).missing).toEqual(['total']);
  });

  it.each([
    [{}, true],
    [{ basis: ['equal'] }, true],
    [{ basis: ['equal'], org: 'o.csv' }, false],
    [{ basis: ['equal'], by: ['month'] }, false],
    [{ basis: ['time=calendar-days', 'org=file:w.csv'] }, false],
    [{ basis: ['time=equal', 'org=last-year'], org: 'o.csv' }, true],
    [{ basis: ['plan:p.csv'] }, false],
    [{ method: ['equal'], org: 'o.csv' }, false],
    [{ method: ['equal'], org: 'o.csv', populatedOnly: true }, true],
    [{ method: ['time=pattern:4,4,5'], org: 'o.csv' }, true],
  ])('with %j is history: %s', (raw, isNeeded) => {
    const { options, missing } = read({ ...bare, total: '100', ...raw });
    expect(needsHistory(options)).toBe(isNeeded);
    expect(missing).toEqual(isNeeded ? ['history'] : []);
  });

  it('is a plan and nothing else where a plan is changed', () => {
    expect(read({ change: ['华东@2026-Q1=+10%'] }).missing).toEqual(['plan']);
    const { options, missing, problems } = read({ change: ['华东@2026-Q1=+10%'], plan: 'p.csv', absorb: 'none' });
    expect([missing, problems, options.absorb, needsHistory(options)]).toEqual([[], [], 'none', false]);
    expect(read({ change: ['nonsense'], plan: 'p.csv' })).toMatchObject({ missing: [], problems: [{ code: 'cli.bad-value' }] });
  });
});

describe('growths, weights, changes and locks', () => {
  it('are read with their periods', () => {
    const { options, problems } = read({
      ...GIVEN,
      growth: ['华东/上海@2026-04..2026-12=+10%', '华南=-5%'],
      weight: ['华东@2026-Q1=1.2'],
      locks: ['a.csv', 'b.csv'],
      asOf: 'last-month-end',
    });
    expect(problems).toEqual([]);
    expect(options.growths.map(({ unit, span, numerator, denominator }) => [unit, span?.label, numerator, denominator])).toEqual([
      ['华东/上海', '2026-04..2026-12', 10n, 100n],
      ['华南', undefined, -5n, 100n],
    ]);
    expect(options.weights).toMatchObject([{ unit: '华东', span: { label: '2026-Q1' }, numerator: 12n, denominator: 10n }]);
    expect([options.locks, options.ignoreLocks, options.asOf]).toEqual([['a.csv', 'b.csv'], false, 'last-month-end']);
    expect(read({ ...GIVEN, locks: false }).options).toMatchObject({ locks: [], ignoreLocks: true });
  });

  it('are refused all at once in a wrong form', () => {
    expect(
      codes({
        ...GIVEN,
        growth: ['华东=10', '华东@2026-13=+10%', '=+10%'],
        weight: ['华东=-1', '华东'],
        absorb: 'all',
        asOf: 'soon',
      }),
    ).toEqual([
      ['cli.bad-value', '华东=10'],
      ['cli.bad-value', '华东@2026-13=+10%'],
      ['cli.bad-value', '=+10%'],
      ['cli.bad-value', '华东=-1'],
      ['cli.bad-value', '华东'],
      ['cli.bad-value', 'all'],
      ['cli.bad-value', 'soon'],
      ['cli.without-change', 'all'],
    ]);
    expect(codes({ change: ['华东@2026-13=+10%', '华东=10%'], plan: 'p.csv' })).toEqual([
      ['cli.bad-value', '华东@2026-13=+10%'],
      ['cli.bad-value', '华东=10%'],
    ]);
  });

  it('may not be ignored by a change', () => {
    const change = { change: ['华东@2026-Q1=+10%'], plan: 'p.csv' };
    expect(read({ ...change, locks: false }).problems).toMatchObject([
      { code: 'cli.not-together', values: { flag: '--no-locks', other: '--change' } },
    ]);
    expect(read(change).problems).toEqual([]);
    expect(read({ ...GIVEN, locks: false }).problems).toEqual([]);
  });

  it('of a plan to change are refused where nothing is changed, unless the environment says them', () => {
    expect(codes({ ...GIVEN, plan: 'p.csv' })).toEqual([['cli.without-change', 'p.csv']]);
    const reader = readerOf(GIVEN, {}, { SALESPLAN_PLAN: 'p.csv' });
    readDecomposeOptions(reader, { folder: undefined, context: CONTEXT });
    expect(reader.problems).toEqual([]);
  });
});

describe('the flags for the record', () => {
  const target = { target: 'T1', metric: '收入', period: '2026', path: ['华东', '上/海'], value: { coefficient: 5n, scale: 0 } };
  const folder = {
    settings: defaultSettings(),
    fiscal: { startMonth: 1, name: 'end' },
    targets: { levels: [], rows: [target], findings: [] },
  } as unknown as PlanFolder;
  const flagsOf = (raw: RawOptions) =>
    readDecomposeOptions(readerOf(raw, { metric: 'revenue' }), { folder, context: CONTEXT }).flags;

  it('hold what the target says, and what the person said instead', () => {
    expect(flagsOf({ by: ['month'], history: ['a.csv'], target: 'T1' })).toEqual({
      ...{ total: '5.00', period: '2026', unit: '华东/上\\/海', metric: '收入', by: ['month'], history: ['a.csv'] },
    });
    expect(
      flagsOf({ by: ['month'], history: ['a.csv'], target: 'T1', period: '2026-H1', total: '7', unit: '华南' }),
    ).toMatchObject({
      ...{ total: '7', period: '2026-H1', unit: '华南', metric: '收入' },
    });
  });

  it('hold no target where none is chosen', () => {
    expect(flagsOf({ ...GIVEN, total: '7' })).toEqual({ ...GIVEN, total: '7', metric: 'revenue' });
  });

  it('are enough to make the same options again', () => {
    const raw = { ...GIVEN, method: ['growth:+8%'], growth: ['华东=+10%'], locks: false, populatedOnly: true, roundTo: '1000' };
    const { flags, ...options } = read(raw).options;
    const { flags: same, ...again } = read({}, flagsOfRecord(flags, { dir: '/', cwd: '/' })).options;
    expect(same).toEqual(flags);
    const plain = (value: object) => JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item));
    expect(plain(again)).toBe(plain(options));
  });
});
