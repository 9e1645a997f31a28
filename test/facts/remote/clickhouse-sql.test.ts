import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import { SETTLED } from '../../../src/facts/remote/clickhouse-dialect.ts';
import { clickHouseFrom, clickHouseName, clickHouseText } from '../../../src/facts/remote/clickhouse-literals.ts';
import { flatStatement } from '../../../src/facts/remote/clickhouse-statement.ts';

describe('SQL for ClickHouse', () => {
  it('escapes what would end a text or a name, and refuses NUL', () => {
    expect(clickHouseText("it's \\' `x`")).toBe("'it\\'s \\\\\\' `x`'");
    expect(clickHouseName("a`b\\'c")).toBe("`a\\`b\\\\'c`");
    expect(() => clickHouseText('a\0b')).toThrow(Refusal);
    expect(() => clickHouseName('\0')).toThrow(Refusal);
  });

  it('names a table, or a query on lines of its own', () => {
    expect(clickHouseFrom({ database: 'd', facts: { table: ['t`'] } })).toBe('`d`.`t\\``');
    expect(clickHouseFrom({ database: 'd', facts: { query: 'SELECT 1 -- all' } })).toBe('(\nSELECT 1 -- all\n)');
  });

  it('is one layer, and its names hide no column and no text', () => {
    const sql = flatStatement({
      from: '`own_sales`',
      cells: { d: 'toDate(`d`)', l0: "if(`l0` = 'd', 'l0', `d`)" },
      keys: { k: 'toInt32(d)' },
      where: 'd IS NOT NULL',
      groupBy: ['l0', 'k'],
      select: ['l0', 'k', 'count(*)'],
      totalRow: true,
    });
    expect(sql).toBe(
      "WITH toDate(`d`) AS `own__d`, if(`l0` = 'd', 'l0', `d`) AS `own__l0`, toInt32(`own__d`) AS `own__k` " +
        'SELECT `own__l0`, `own__k`, count(*) FROM `own_sales` WHERE `own__d` IS NOT NULL GROUP BY `own__l0`, `own__k` WITH TOTALS',
    );
  });

  it('knows texts that NFC leaves alone, whatever stands beside them', () => {
    const settled = new RegExp(
      SETTLED.replace(/\\x\{([0-9a-f]+)\}/g, (_, code: string) => `\\u{${code}}`),
      'u',
    );
    const composing = new Set<string>();
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const sign = String.fromCodePoint(code);
      if (settled.test(sign)) expect(sign.normalize('NFC'), code.toString(16)).toBe(sign);
      for (const later of [...sign.normalize('NFD')].slice(1)) composing.add(later);
    }
    expect([...composing].filter((sign) => settled.test(sign))).toEqual([]);
    expect(settled.test('华东 Café 서울 カタ（1）')).toBe(true);
    expect(settled.test('Cafe\u0301')).toBe(false);
  });
});
