import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/render/index.ts';
import { pipe, plan, text, texts, year } from './story.ts';

const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

describe('csv', () => {
  it('has stable names, plain numbers and rows that add up', async () => {
    expect(`\n${await text('csv', plan)}`).toBe(`
unit,amount,orders,pace,due,status
上海|浦东,-1234.50,7,,2026-03-31,red
'=SUM(A1),999.00,,1.0100,,green
`);
  });

  it('holds subtotals and totals when asked', async () => {
    expect(`\n${await text('csv', plan, { ...pipe, totals: true })}`).toBe(`
unit,amount,orders,pace,due,status
华东,5000000.00,1200,0.9277,2026-03-31,amber
上海|浦东,-1234.50,7,,2026-03-31,red
'=SUM(A1),999.00,,1.0100,,green
合计,5000999.00,1207,0.9300,,none
`);
  });

  it('begins with a BOM when asked', async () => {
    expect(await text('csv', texts(['a']), { ...pipe, bom: true })).toBe('\uFEFFc0\na\n');
  });

  it.each(['=1+1', '+cmd', '-x', '@SUM', '＝1', '＋1', '－1', '＠a', '\tx', '-1.2.3', '+5%'])('makes %j inert', async (cell) => {
    expect(await text('csv', texts([cell]))).toBe(`c0\n'${cell}\n`);
  });

  it.each(['-1234.50', '+5', '0', '-0.5', '2026-03-31', 'a=b'])('leaves %j as it is', async (cell) => {
    expect(await text('csv', texts([cell]))).toBe(`c0\n${cell}\n`);
  });

  it('comes in chunks', async () => {
    const result = await render('csv', year(2500), pipe);
    expect([...result]).toHaveLength(26);
  });

  it('gives back every cell', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', 'a\r\nb', '\r', '\n', '"', "'", ',', '=x', '-5', '华东'),
    );
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1 }));
    const inert = (each: string) => (FORMULA.test(each) && !NUMBER.test(each) ? `'${each}` : each);
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const [, ...read] = parse(await text('csv', texts(...cells)));
        expect(read).toEqual(cells.map((row) => row.map(inert)));
      }),
    );
  });
});
