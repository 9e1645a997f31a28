import { holdsNumbers, oneLine, peopleText } from './cell.ts';
import type { RenderOptions } from './options.ts';
import { allRows } from './selection.ts';
import type { Column, Sheet, SheetRow } from './sheet.ts';

const ROWS_IN_SIGHT = 50;

/** A Markdown table for merge requests and job summaries. Past 50 rows the rest is folded, the totals stay in sight. */
export function renderMarkdown(sheet: Sheet, options: RenderOptions): string {
  const seen = allRows({ ...sheet, rows: sheet.rows.slice(0, ROWS_IN_SIGHT) });
  const folded = sheet.rows.slice(ROWS_IN_SIGHT);
  const parts = [`### ${escaped(sheet.title)}`, table(sheet.columns, seen)];
  if (folded.length > 0) {
    const summary = options.words.phrase('rows.more', { n: folded.length });
    parts.push(`<details>\n<summary>${summary}</summary>`, table(sheet.columns, folded), '</details>');
  }
  return `${parts.join('\n\n')}\n`;
}

function table(columns: readonly Column[], rows: readonly SheetRow[]): string {
  const headings = columns.map((column) => escaped(column.label ?? column.name));
  const rules = columns.map((column) => (holdsNumbers(column) ? '---:' : '---'));
  return [headings, rules, ...rows.map((row) => cells(row, columns))].map((each) => `| ${each.join(' | ')} |`).join('\n');
}

function cells(row: SheetRow, columns: readonly Column[]): string[] {
  return columns.map((column, place) => {
    const text = escaped(peopleText(row.cells[place] ?? '', column));
    const strong = row.emphasis && text !== '' ? `**${text}**` : text;
    return place === 0 && !holdsNumbers(column) ? '&nbsp;&nbsp;'.repeat(row.depth ?? 0) + strong : strong;
  });
}

/** The text as itself: no Markdown, no HTML and no end of the cell. An underscore inside a word means nothing to Markdown. */
function escaped(text: string): string {
  return oneLine(text)
    .trim()
    .replace(/[\\|*`[\]<>~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)/g, '\\$&');
}
