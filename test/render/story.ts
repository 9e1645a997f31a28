import type { Finding } from '../../src/core/finding.ts';
import { type Format, render } from '../../src/render/index.ts';
import type { FindingWords, RenderOptions } from '../../src/render/options.ts';
import type { Column, Sheet, SheetRow } from '../../src/render/sheet.ts';

/** Words that show what they were asked for. */
export const words: FindingWords = {
  phrase: (key, values = {}) => (key === 'try' ? `Try ${values['remedy']}` : [key, ...Object.values(values)].join(' ')),
  finding: (finding: Finding) => ({
    what: `${finding.code} is wrong`,
    ...(finding.values?.['remedy'] !== undefined && { remedy: String(finding.values['remedy']) }),
  }),
};

/** In a pipe. */
export const pipe: RenderOptions = {
  terminal: false,
  width: undefined,
  colour: false,
  ascii: false,
  totals: false,
  bom: false,
  findings: [],
  words,
};

/** On a terminal of so many columns, without colour. */
export const terminal = (width: number): RenderOptions => ({ ...pipe, terminal: true, width });

export async function text(format: Format, sheet: Sheet, options: RenderOptions = pipe): Promise<string> {
  const result = await render(format, sheet, options);
  return typeof result === 'string' ? result : [...result].join('');
}

/** A small plan: a tree of two levels, every kind of column. */
export const plan: Sheet = {
  name: 'show',
  title: 'Plan 2026, revenue, CNY',
  columns: [
    { name: 'unit', label: '区域', kind: 'text' },
    { name: 'amount', label: '目标', kind: 'amount' },
    { name: 'orders', kind: 'count' },
    { name: 'pace', kind: 'ratio' },
    { name: 'due', kind: 'date' },
    { name: 'status', kind: 'code' },
  ],
  rows: [
    { cells: ['华东', '5000000.00', '1200', '0.9277', '2026-03-31', 'amber'], emphasis: 'subtotal' },
    { cells: ['上海|浦东', '-1234.50', '7', '', '2026-03-31', 'red'], depth: 1 },
    { cells: ['=SUM(A1)', '999.00', '', '1.0100', '', 'green'], depth: 1 },
  ],
  totals: { cells: ['合计', '5000999.00', '1207', '0.9300', '', 'none'] },
};

/** A sheet of the given texts, one text column a cell. */
export function texts(...rows: string[][]): Sheet {
  const columns: Column[] = (rows[0] ?? []).map((_, place) => ({ name: `c${place}`, kind: 'text' }));
  return { name: 'texts', title: 'Texts', columns, rows: rows.map((cells): SheetRow => ({ cells })), totals: undefined };
}

/** Three label columns and a year of months: too wide for most terminals. Every number occurs once. */
export function year(rows: number): Sheet {
  const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);
  return {
    name: 'show',
    title: 'Plan 2026 by month',
    columns: [
      { name: 'target', kind: 'text' },
      { name: '区域', kind: 'text' },
      { name: '销售员', kind: 'text' },
      ...months.map((name): Column => ({ name, kind: 'amount' })),
    ],
    rows: Array.from({ length: rows }, (_, row): SheetRow => {
      const amounts = months.map((_month, month) => `${(row + 1) * 1000 + month}.25`);
      return { cells: ['rev-2026', `大区${row % 7}`, `员工${row}`, ...amounts] };
    }),
    totals: undefined,
  };
}
