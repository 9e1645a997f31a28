import { readName } from '../../column-names.ts';
import type { StatedUnit } from '../../file-amount.ts';

/** A line above the header, as cells. */
export interface TitleLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const UNIT = /(?:单位|unit)\s*:?\s*(?:人民币|rmb)?\s*([^\s,;:()[\]【】]+)/iu;

/** The first unit of money in the titles: `单位：万元`, `(单位:元)`. A unit that is no money (a company, 台) is none. */
export function statedUnit(titles: readonly TitleLine[]): StatedUnit | undefined {
  for (const { cells, line } of titles) {
    const text = UNIT.exec(joined(cells))?.[1];
    const { unit, power } = readName(`x(${text ?? ''})`);
    if (text !== undefined && unit !== undefined) return { power, text, line };
  }
  return undefined;
}

const DAY = /(?:19|20)\d{2}(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-/.]\d{1,2}[-/.]\d{1,2})/gu;
const YEAR_WORD = /(?<!\d)((?:19|20)\d{2})\s*年/gu;
const YEAR = /(?<!\d)((?:19|20)\d{2})(?![-/\d])/gu;

/** The year that the titles are about (2025年销售表); undefined when they name none, or several. Days are not looked at. */
export function titleYear(titles: readonly TitleLine[]): number | undefined {
  const text = titles.map(({ cells }) => joined(cells).replace(DAY, ' ')).join(' ');
  const named = [YEAR_WORD, YEAR].map((pattern) => new Set([...text.matchAll(pattern)].map((match) => Number(match[1]))));
  const years = named.find(({ size }) => size > 0) ?? new Set<number>();
  return years.size === 1 ? [...years][0] : undefined;
}

function joined(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.normalize('NFKC').trim())
    .filter((cell) => cell !== '')
    .join(' ');
}
