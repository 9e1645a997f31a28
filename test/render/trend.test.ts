import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../src/render/sheet.ts';
import { pipe, terminal, text } from './story.ts';

const YEARS = '1234.-678123456781234567812345678123';
const sheet: Sheet = {
  name: 'story',
  title: 'Courses',
  columns: [
    { name: 'unit', kind: 'text' },
    { name: 'amount', kind: 'amount' },
    { name: 'trend', kind: 'trend' },
  ],
  rows: [{ cells: ['East', '10.00', YEARS] }, { cells: ['West', '5.00', '8..1'] }],
  totals: undefined,
};

describe('a column of courses', () => {
  it('is drawn on a terminal, as long as there is room', async () => {
    expect(await text('table', sheet, terminal(100))).toContain('│ ▁▂▃▄ -▆▇█▁▂▃▄▅▆▇█▁▂▃▄▅▆▇█▁▂▃▄▅▆▇█▁▂▃ │');
    expect(await text('table', sheet, terminal(50))).toContain('│ ▄▅▆▇█▁▂▃▄▅▆▇█▁▂▃▄▅▆▇█▁▂▃ │');
    expect(await text('table', sheet, terminal(32))).toContain('│ █▁▂▃▄▅▆▇█▁▂▃ │');
    expect(await text('table', sheet, terminal(31))).not.toContain('trend');
  });

  it('shows months without amounts as blanks', async () => {
    expect(await text('table', sheet, terminal(100))).toContain('│ █  ▁ ');
  });

  it.each(['table', 'csv', 'json', 'markdown'] as const)('is not in %s in a pipe', async (format) => {
    const shown = await text(format, sheet, pipe);
    expect(shown).not.toContain('trend');
    expect(shown).toContain('West');
    expect(shown).not.toContain('8..1');
  });

  it('is left out where only ASCII is drawn', async () => {
    expect(await text('table', sheet, { ...terminal(100), ascii: true })).not.toContain('trend');
  });
});
