import { describe, expect, it } from 'vitest';
import { openFacts } from '../../../src/facts/open-facts.ts';
import { ask, using } from '../ask.ts';
import { tempFiles } from '../temp-files.ts';

const files = tempFiles();

const HEAD = '区域,日期,金额';
const ROWS = ['华东,2025-01-02,1.5', '华南,2025-01-03,2'];

async function read(lines: readonly string[], name: string) {
  const path = files.write(name, [HEAD, ...lines, ''].join('\n'));
  const { findings } = await using(openFacts([path]), (source) => source.describe());
  const { totals, findings: told } = await ask([path], { date: '日期', amount: { column: '金额', power: 0 }, by: ['区域'] });
  return { account: totals.account, codes: [...findings, ...told].map(({ code }) => code) };
}

describe('rows that the engine leaves out by itself', () => {
  it('are blank ones, however they are written', async () => {
    for (const [index, blank] of [',,', ',', ',,,,', '"",,', ' ,, '].entries()) {
      const { account, codes } = await read([ROWS[0]!, ',,', blank, ROWS[1]!], `blank${index}.csv`);
      expect([account.read, account.used, account.rejected]).toEqual([2, 2, 0]);
      expect(codes).toContain('layouts.blank-rows');
    }
  });

  it('are totals, held against the sums or against the rows above', async () => {
    const agree = await read([...ROWS, '合计,,3.5'], 'agree.csv');
    expect([agree.account.subtotals, agree.codes]).toEqual([1, ['layouts.subtotals-agree']]);
    const differ = await read([...ROWS, '合计,,4'], 'differ.csv');
    expect(differ.codes).toEqual(['layouts.subtotals', 'layouts.subtotal-differs']);
    const above = await read([ROWS[0]!, '小计,,1.5', ROWS[1]!, '小计,,2', '合计,,3.5'], 'above.csv');
    expect([above.account.subtotals, above.codes]).toEqual([3, ['layouts.subtotals-agree']]);
  });
});
