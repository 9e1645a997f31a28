import { describe, expect, it } from 'vitest';
import { defaultSettings, fiscalYear, readSettings, settingsJsonSchema, writeSettings } from '../../src/plan-folder/settings.ts';

const FILE = 'salesplan.yaml';
const read = (text: string) => readSettings(text, FILE);
const problems = (text: string) => read(text).findings.map((f) => [f.place?.line, f.place?.column, f.code]);

const FULL = `version: 1
currency: {code: CNY, decimals: 2}
lang: zh-CN
history: [orders.csv, '2025-*.csv']
actual: [2026.csv]
org: 组织.csv
locks: 锁定.csv
columns: {date: 日期, amount: 金额, 大区: 区域}
levels: [大区, 销售员]
where: [状态=已完成]
metric: revenue
grains: [季度, month]
basis: [last-year, time=working-days]
method: ['growth:+8%', 'time=pattern:4,4,5']
shape: shrunk
round_to: 0.01
fiscal: {start: 4, name: start}
prorate: working
status: {green: 1, amber: 0.85}
on_negative: zero
on_zero_basis: parent
show_in: 万元
`;

describe('reading', () => {
  it('knows every key', () => {
    const { settings, findings } = read(FULL);
    expect(findings).toEqual([]);
    expect(settings).toMatchObject({
      currency: { code: 'CNY', decimals: 2 },
      history: ['orders.csv', '2025-*.csv'],
      columns: { date: '日期', amount: '金额', 大区: '区域' },
      grains: ['quarter', 'month'],
      round_to: '0.01',
      status: { green: '1', amber: '0.85', early: '0.2' },
      method: ['growth:+8%', 'time=pattern:4,4,5'],
      shape: 'shrunk',
      locks: '锁定.csv',
      show_in: '万元',
    });
    expect(fiscalYear(settings)).toEqual({ startMonth: 4, name: 'start' });
  });

  it('needs nothing but a version', () => {
    expect(read('version: 1\n')).toMatchObject({ settings: defaultSettings(), findings: [] });
    expect(defaultSettings()).toMatchObject({
      metric: 'revenue',
      grains: ['quarter', 'month'],
      currency: { decimals: 2 },
      history: [],
    });
    expect(defaultSettings().shape).toBeUndefined();
  });

  it('takes a key with nothing behind it as not given', () => {
    expect(read('version: 1\nlang:\nhistory:\n').findings).toEqual([]);
  });
});

describe('findings', () => {
  it('names all problems at once, each with its line and key', () => {
    const text = [
      'version: 2',
      'curency: {code: CNY}',
      'currency:',
      '  code: yuan',
      '  decimals: 9',
      'history: orders.csv',
      'lang: fr',
      'round_to: often',
      'levels: [区域, 月, owner]',
    ].join('\n');
    expect(problems(text)).toEqual([
      [1, 'version', 'folder.want-one-of'],
      [2, 'curency', 'folder.unknown-key'],
      [4, 'currency.code', 'folder.want-currency'],
      [5, 'currency.decimals', 'folder.want-decimals'],
      [6, 'history', 'folder.want-list'],
      [7, 'lang', 'folder.want-one-of'],
      [8, 'round_to', 'folder.want-amount'],
      [9, 'levels.1', 'folder.level-is-grain'],
      [9, 'levels.2', 'folder.level-is-column'],
    ]);
  });

  it('suggests the near key, and lists the keys where none is near', () => {
    const { findings } = read('version: 1\nhistroy: [a.csv]\nzebra: 1\nfiscal: {strat: 4}\n');
    expect(findings.map((f) => [f.code, f.values?.near])).toEqual([
      ['folder.unknown-key', 'history'],
      ['folder.unknown-key-alone', undefined],
      ['folder.unknown-key', 'start'],
    ]);
    expect(findings[1]?.values?.known).toContain('version, currency');
  });

  it('shows the line of an item in a list, and what was written', () => {
    const { findings } = read('version: 1\nlevels:\n  - 区域\n  - 月\ngrains: [month]\n');
    expect(findings).toMatchObject([
      { code: 'folder.level-is-grain', place: { line: 4, column: 'levels.1' }, values: { level: '月' } },
    ]);
    expect(read('version: 1\nmetric: 12\n').findings[0]).toMatchObject({
      values: { key: 'metric', value: '12' },
      place: { cell: '12' },
    });
  });

  it('has a line for duplicate keys, syntax errors and tabs', () => {
    expect(problems('version: 1\nlang: en\nlang: en\n')).toEqual([[3, 'lang', 'folder.duplicate-key']]);
    expect(problems('version: 1\nlang: "en\n')[0]?.[2]).toBe('folder.yaml-syntax');
    expect(problems('version: 1\ncurrency:\n\tcode: CNY\n')).toContainEqual([3, undefined, 'folder.yaml-tab']);
  });

  it('does not stumble over texts that are no settings at all', () => {
    expect(problems('')).toEqual([[1, 'version', 'folder.missing-key']]);
    expect(problems('- a\n- b\n')).toEqual([[1, undefined, 'folder.want-map']]);
    expect(problems('a: *gone\n')[0]?.[2]).toBe('folder.yaml-syntax');
  });
});

describe('writing', () => {
  it('reads back what it writes, twice the same', () => {
    const { settings } = read(FULL);
    const text = writeSettings(settings);
    expect(read(text)).toMatchObject({ settings, findings: [] });
    expect(writeSettings(read(text).settings)).toBe(text);
  });

  it('keeps texts that look like numbers', () => {
    const settings = { ...defaultSettings(), metric: '2024', history: ['2024'], round_to: '1万' };
    expect(read(writeSettings(settings)).settings).toEqual(settings);
  });

  it('has the schema line first and a comment above every key', () => {
    const lines = writeSettings(read(FULL).settings, { metric: '计划的指标' }).split('\n');
    expect(lines[0]).toBe('# yaml-language-server: $schema=./salesplan.schema.json');
    expect(lines.slice(1, 5)).toEqual([
      '# of this file format',
      'version: 1',
      '# amounts in CSV files have its decimals',
      'currency: { code: CNY, decimals: 2 }',
    ]);
    expect(lines).toContain('# 计划的指标');
    expect(lines).toContain('round_to: 0.01');
  });
});

it('has a JSON Schema with descriptions for editors', () => {
  const schema = settingsJsonSchema() as { required: string[]; properties: Record<string, Record<string, unknown>> };
  expect(schema.required).toEqual(['version']);
  expect(schema.properties.shape).toMatchObject({ enum: ['own', 'parent', 'company', 'shrunk'] });
  expect(schema.properties.method).toMatchObject({ type: 'array', items: { type: 'string' } });
  expect(schema.properties.locks).toMatchObject({ type: 'string' });
  expect(Object.values(schema.properties).every((property) => typeof property.description === 'string')).toBe(true);
});
