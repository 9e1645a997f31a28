import { describe, expect, it } from 'vitest';
import { plan, text, texts, year } from './story.ts';

describe('markdown', () => {
  it('aligns numbers right, sets totals bold and escapes the bar', async () => {
    expect(`\n${await text('markdown', plan)}`).toBe(`
### Plan 2026, revenue, CNY

| 区域 | 目标 | orders | pace | due | status |
| --- | ---: | ---: | ---: | --- | --- |
| **华东** | **5,000,000.00** | **1,200** | **0.9277** | **2026-03-31** | **amber** |
| &nbsp;&nbsp;上海\\|浦东 | -1,234.50 | 7 |  | 2026-03-31 | red |
| &nbsp;&nbsp;=SUM(A1) | 999.00 |  | 1.0100 |  | green |
| **合计** | **5,000,999.00** | **1,207** | **0.9300** |  | **none** |
`);
  });

  it.each([
    ['a\\|b', 'a\\\\\\|b'],
    ['</details><b>', '\\</details\\>\\<b\\>'],
    ['*x* _y_ as_of `z`', '\\*x\\* \\_y\\_ as_of \\`z\\`'],
    ['[a](b) &amp; R&D', '\\[a\\](b) \\&amp; R&D'],
    ['two\nlines', 'two lines'],
  ])('shows %j as itself', async (cell, escaped) => {
    expect(await text('markdown', texts([cell]))).toContain(`\n| ${escaped} |\n`);
  });

  it('folds what is past 50 rows and keeps the totals in sight', async () => {
    const sheet = { ...year(60), totals: { cells: ['Total'] } };
    const output = await text('markdown', sheet);
    const [seen = '', folded = ''] = output.split('<details>\n<summary>rows.more 10</summary>\n\n');
    expect(seen).toContain('员工49');
    expect(seen).toContain('**Total**');
    expect(seen).not.toContain('员工50');
    expect(folded.match(/员工\d+/g)).toEqual(Array.from({ length: 10 }, (_, n) => `员工${50 + n}`));
    expect(folded.endsWith('|\n\n</details>\n')).toBe(true);
  });

  it('folds nothing at 50 rows', async () => {
    expect(await text('markdown', year(50))).not.toContain('<details>');
  });
});
