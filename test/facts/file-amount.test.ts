import { describe, expect, it } from 'vitest';
import { detectColumns } from '../../src/facts/detect-columns.ts';
import { fileAmount } from '../../src/facts/file-amount.ts';

const file = (columns: string, line?: { power: number; text: string }) => ({
  name: 'sales.csv',
  columns: columns.split(','),
  statedUnit: line && { ...line, line: 2 },
});
const WAN = { power: 4, text: '单位：万元' };
const PLAIN = { column: '金额', power: 0 };

describe('the unit of a file', () => {
  it.each([
    ['日期,金额', undefined, PLAIN, { column: '金额', power: 0, stated: false }],
    ['日期,金额', WAN, PLAIN, { column: '金额', power: 4, stated: true }],
    ['日期,金额', WAN, { column: '金额', power: 4, unit: '万元' }, { column: '金额', power: 4, stated: true }],
    ['日期,金额', undefined, { column: '金额', power: 0, unit: '元' }, { column: '金额', power: 0, stated: true }],
    ['日期,金额（万元）', undefined, PLAIN, { column: '金额（万元）', power: 4, stated: true }],
    ['日期,金额（万元）', WAN, PLAIN, { column: '金额（万元）', power: 4, stated: true }],
    ['日期,金额', undefined, { column: '金额（万元）', power: 4, unit: '万元' }, { column: '金额', power: 0, stated: false }],
    ['日期,拜访次数', WAN, { column: '拜访次数', power: 0 }, { column: '拜访次数', power: 0, stated: false }],
    ['日期,收入', undefined, PLAIN, { column: '', power: 0, stated: false }],
    ['金额(元),金额(万元)', undefined, PLAIN, { column: '', power: 0, stated: false }],
  ])('%s under %j, asked for %j', (columns, line, measure, expected) => {
    expect(fileAmount(file(columns, line), measure)).toEqual({ ...expected, findings: [] });
  });

  it.each([
    ['日期,金额（元）', WAN, { column: '金额（元）', power: 0, unit: '元' }, ['facts.unit-header-line']],
    ['日期,金额', WAN, { column: '金额', power: 0, unit: '元' }, ['facts.unit-given-line']],
    ['日期,金额（万元）', undefined, { column: '金额', power: 0, unit: '元' }, ['facts.unit-given-header']],
    [
      '日期,金额（元）',
      WAN,
      { column: '金额', power: 8, unit: '亿' },
      ['facts.unit-given-header', 'facts.unit-given-line', 'facts.unit-header-line'],
    ],
  ])('%s under %j, asked for %j, is contradicted', (columns, line, measure, codes) => {
    expect(fileAmount(file(columns, line), measure).findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a unit in --map', () => {
  const amountOf = (columns: string, amount: string) => {
    const { amount: found, findings } = detectColumns(['日期', ...columns.split(',')], { amount });
    return findings.length > 0 ? findings.map(({ code }) => code) : found;
  };

  it.each([
    ['金额', '金额[万元]', { column: '金额', power: 4, unit: '万元' }],
    ['金额', '金额［万元］', { column: '金额', power: 4, unit: '万元' }],
    ['金额[万元]', '金额[万元]', { column: '金额[万元]', power: 4, unit: '万元' }],
    ['金额[万元],金额', '金额[万元]', { column: '金额[万元]', power: 4, unit: '万元' }],
    ['金额（万元）', '金额（万元）[万元]', { column: '金额（万元）', power: 4, unit: '万元' }],
    ['金额（万元）', '金额（万元）[元]', ['facts.unit-given-header']],
    ['金额', '金额[个]', ['facts.unknown-column-near']],
  ])('%s by %s', (columns, given, expected) => {
    expect(amountOf(columns, given)).toEqual(expected);
  });
});
