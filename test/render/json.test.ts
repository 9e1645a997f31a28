import { describe, expect, it } from 'vitest';
import { finding, Refusal } from '../../src/core/finding.ts';
import { findingsJson } from '../../src/render/findings-json.ts';
import { FORMATS, render } from '../../src/render/index.ts';
import { pipe, plan, text, texts, words } from './story.ts';

const place = { file: 'orders.csv', line: 14, column: '金额', row: 'a,1x', cell: '1x' };

describe('json', () => {
  it('names its schema; amounts are texts, counts are numbers, blanks are null', async () => {
    const output = await text('json', { ...plan, rows: plan.rows.slice(1, 2) });
    expect(`\n${output}`).toBe(`
{
  "schema": "salesplan/show@1",
  "title": "Plan 2026, revenue, CNY",
  "rows": [
    {
      "unit": "上海|浦东",
      "amount": "-1234.50",
      "orders": 7,
      "pace": null,
      "due": "2026-03-31",
      "status": "red"
    }
  ],
  "totals": {
    "unit": "合计",
    "amount": "5000999.00",
    "orders": 1207,
    "pace": "0.9300",
    "due": null,
    "status": "none"
  },
  "findings": []
}
`);
  });

  it('has null for no totals, and the findings in words', async () => {
    const findings = [finding('warning', 'facts.gap', { remedy: 'more data', days: 3 }, place)];
    const document = JSON.parse(await text('json', texts(['a']), { ...pipe, findings }));
    expect(document.totals).toBeNull();
    expect(document.findings).toEqual([
      {
        code: 'facts.gap',
        severity: 'warning',
        message: 'facts.gap is wrong',
        remedy: 'more data',
        ...place,
        values: { remedy: 'more data', days: 3 },
      },
    ]);
  });

  it('holds subtotals among the rows only when asked', async () => {
    const rows = async (totals: boolean) => JSON.parse(await text('json', plan, { ...pipe, totals })).rows;
    expect(await rows(false)).toHaveLength(2);
    expect(await rows(true)).toHaveLength(3);
  });

  it('leaves line separators inside a text as they are', async () => {
    const row = { cells: ['上海\u2028浦东\u2029外高桥', '1', '1', '', '', ''] };
    const { rows } = JSON.parse(await text('json', { ...plan, rows: [row] })) as { rows: Record<string, unknown>[] };
    expect(rows[0]?.['unit']).toBe(row.cells[0]);
  });

  it('keeps a count too large for a number as text', async () => {
    const sheet = { ...texts(['9007199254740993']), columns: [{ name: 'n', kind: 'count' as const }] };
    expect(JSON.parse(await text('json', sheet)).rows).toEqual([{ n: '9007199254740993' }]);
  });

  it('shows errors with the same fields, null where one does not apply', () => {
    const output = findingsJson([finding('error', 'cli.bad')], words);
    expect(output.endsWith('}\n')).toBe(true);
    const nothing = { remedy: null, file: null, line: null, column: null, row: null, cell: null, values: {} };
    expect(JSON.parse(output)).toEqual({
      schema: 'salesplan/errors@1',
      findings: [{ code: 'cli.bad', severity: 'error', message: 'cli.bad is wrong', ...nothing }],
    });
  });
});

describe('fields', () => {
  it('selects and orders the columns in every format', async () => {
    const outputs = await Promise.all(FORMATS.map((format) => text(format, plan, { ...pipe, fields: ['status', 'amount'] })));
    for (const output of outputs) expect(output).toMatch(/status.*(amount|目标)/s);
    for (const output of outputs) expect(output).not.toContain('pace');
  });

  it('refuses every unknown field at once and names those that exist', async () => {
    const refused = await render('csv', plan, { ...pipe, fields: ['pace', 'x', 'y'] }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    const fields = 'unit, amount, orders, pace, due, status';
    expect((refused as Refusal).findings).toEqual(
      ['x', 'y'].map((field) => finding('error', 'render.unknown-field', { field, fields })),
    );
  });
});
