import { describe, expect, it } from 'vitest';
import { normalName } from '../../src/core/names.ts';
import { detectColumns } from '../../src/facts/detect-columns.ts';
import { likelyPreset } from '../../src/facts/likely-preset.ts';
import { PRESETS } from '../../src/facts/presets.ts';

describe.each(Object.entries(PRESETS))('preset %s', (_, { columns }) => {
  it('says where the date and the amount are, and names no column twice', () => {
    expect(columns).toMatchObject({ date: expect.anything(), amount: expect.anything() });
    const all = Object.values(columns).flat().map(normalName);
    expect(all.length).toBe(new Set(all).size);
  });

  it('makes an export of its first names readable without a question', () => {
    const first = Object.fromEntries(Object.entries(columns).map(([key, names]) => [key, names[0] ?? '']));
    expect(detectColumns(Object.values(first), first).findings).toEqual([]);
  });
});

describe('an export is known by most of its columns', () => {
  it.each(Object.entries(PRESETS))('%s', (name, { columns }) => {
    const header = Object.values(columns).map(([first]) => first as string);
    expect(likelyPreset(['ID', ...header, 'Modified'])).toBe(name);
  });

  it('and not by a few', () => {
    expect(likelyPreset(['Close Date', 'Amount', 'Region', 'Rep'])).toBeUndefined();
    expect(likelyPreset(['下单日期', '金额', '区域', '销售员', '客户名称', '订单编号', '产品名称', '数量'])).toBeUndefined();
  });
});
