import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const HEAD = 'date,region,amount,note\n';

async function findings(
  text: string | readonly string[],
  options: Parameters<typeof ask>[2] = {},
  changes?: Parameters<typeof ask>[1],
) {
  const names = (typeof text === 'string' ? [text] : text).map((content, at) => files.write(`${at}.csv`, content));
  const result = await ask(names, changes, options);
  return result.findings.map(({ code, values, place }) => ({ code, ...values, line: place?.line }));
}

describe('rows that stand twice', () => {
  it('are told with their number, amount and lines', async () => {
    const text = `${HEAD}2026-01-01,x,1.5,"a\nb"\n2026-01-02,x,2,\n2026-01-01,x,1.5,"a\nb"\n2026-01-01,x,1.5,"a\nb"\n`;
    expect(await findings(text)).toEqual([
      { code: 'facts.repeated-rows', count: 2, amount: '3.00', lines: '2 = 5', rate: 1, line: 5 },
    ]);
    expect(await findings(text, { repeats: 'off' })).toEqual([]);
  });

  it('are not counted when the row is bad or not selected', async () => {
    const where = [{ column: 'region', operator: '=', values: ['y'] }] as const;
    expect(await findings(`${HEAD}2026-01-01,x,1,\n2026-01-01,x,1,\n2026-13-01,y,1,\n2026-13-01,y,1,\n`, {}, { where })).toEqual(
      [],
    );
  });

  it('are counted exactly in small files, whatever their rows', async () => {
    const row = fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      note: fc.constantFrom('', '"q ""x"""', '"1\r\n2"', 'é', '长'.repeat(30)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const written = rows.map(({ day, note }) => `2026-01-0${day},x,1,${note}`);
        const extra = written.length - new Set(written).size;
        const found = await findings(`${HEAD}${written.join('\n')}`);
        expect(found.map((each) => 'count' in each && each['count'])).toEqual(extra > 0 ? [extra] : []);
      }),
      { numRuns: 15 },
    );
  });

  it('are estimated from a sample of a large file, and seen whole on demand', async () => {
    const rows = Array.from({ length: 500_000 }, (_, i) => `2026-01-0${1 + (i % 9)},region ${i % 7},${i}.25,number ${i}`);
    const block = rows.slice(100_000, 110_000);
    const text = `${HEAD}${[...rows, ...block].join('\n')}\n`;
    const [found] = (await findings(text)) as unknown as { code: string; count: number; rate: number }[];
    expect(found?.code).toBe('facts.repeated-rows-sample');
    expect(Math.abs((found?.rate ?? 0) / 2 - 1)).toBeLessThan(0.05);
    expect(Math.abs((found?.count ?? 0) / 10_000 - 1)).toBeLessThan(0.2);
    expect(await findings(`${HEAD}${rows.join('\n')}\n`)).toEqual([]);
    expect(await findings(text, { repeats: 'all' })).toMatchObject([{ code: 'facts.repeated-rows', count: 10_000 }]);
  });
});

describe('orders in two files', () => {
  it('are told, while an order has any number of rows in one', async () => {
    const a = 'order,date,region,amount\nA,2026-01-01,x,1\nA,2026-01-02,x,2\n"B",2026-01-01,x,1\n';
    const b = 'date,amount,region,order\n2026-01-03,1,x,C\n2026-01-03,1,x,B\n2026-01-04,1,x, A\n';
    expect(await findings([a, b])).toMatchObject([{ code: 'facts.orders-in-two-files', count: 2, otherLine: 4, line: 3 }]);
    expect(await findings([a, b], { repeats: 'off' })).toEqual([]);
    expect(await findings([a])).toEqual([]);
  });

  it('are estimated from what both files looked at where one is larger', async () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => `2026-01-0${1 + (i % 9)},region ${i % 7},${from + i}.25,number ${from + i}`);
    const large = rows(0, 900_000);
    const small = [...large.slice(500_000, 520_000), ...rows(1_000_000, 1000)];
    const found = await findings([large, small].map((each) => `${HEAD}${each.join('\n')}\n`));
    const [{ code, count } = {}] = found as unknown as { code?: string; count?: number }[];
    expect(code).toBe('facts.rows-in-two-files-sample');
    expect(Math.abs((count ?? 0) / 20_000 - 1)).toBeLessThan(0.25);
  });

  it('are whole rows where there are no orders', async () => {
    const text = `${HEAD}2026-01-01,x,1,\n`;
    expect(await findings([text, text])).toMatchObject([{ code: 'facts.rows-in-two-files', count: 1, line: 2 }]);
  });
});
