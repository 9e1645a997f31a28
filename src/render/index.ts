import type { Renderer, RenderOptions } from './options.ts';
import { selectFields } from './selection.ts';
import { type LongSheet, wholeSheet } from './sheet.ts';
import { drawsTrends, withoutTrends } from './trend.ts';

const renderers = {
  table: async (sheet, options) => (await import('./table.ts')).renderTable(wholeSheet(sheet), options),
  csv: async (sheet, options) => (await import('./csv.ts')).renderCsv(sheet, options),
  json: async (sheet, options) => (await import('./json.ts')).renderJson(sheet, options),
  markdown: async (sheet, options) => (await import('./markdown.ts')).renderMarkdown(wholeSheet(sheet), options),
} satisfies Record<string, Renderer>;

/** A name that `--format` takes. */
export type Format = keyof typeof renderers;

/** The formats there are, in the order in which help lists them. */
export const FORMATS = Object.keys(renderers) as readonly Format[];

/** The sheet as text of `format`; CSV and JSON come in chunks, because they may be large. Refuses fields that the sheet has not. */
export async function render(format: Format, sheet: LongSheet, options: RenderOptions): Promise<string | Iterable<string>> {
  const shown = format === 'table' && drawsTrends(options) ? sheet : withoutTrends(sheet);
  return renderers[format](selectFields(shown, options.fields), options);
}
