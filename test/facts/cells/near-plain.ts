import type { Day } from '../../../src/core/calendar/day.ts';
import { AMOUNT_SCALE } from '../../../src/facts/cells/cell-rules.ts';
import { type CellForm, PLAIN_FORM, readAmount, readDate } from '../../../src/facts/cells/read-cell.ts';
import { pick, type Random, random } from '../fuzz/mutations.ts';

/** A text and what an engine made of it: the number of a day since 1970-01-01, or an amount with its decimals; null when it left the text to others. */
export type EngineCell = readonly [text: string, read: string | null];

const FORMS: readonly CellForm[] = [
  PLAIN_FORM,
  { ...PLAIN_FORM, dateFormat: 'dmy', year: 2024, serials: true },
  { ...PLAIN_FORM, dateFormat: 'mdy' },
];

const DATES = {
  characters: [...`0123456789-/\\. T:Zz+_,'"()\t\nabcehinopAPM年月日０３－\u00a0\u3000\u200bé²٣`],
  texts: [
    ...['2025-01-03', '2025-1-3', '2025-01-3', '2025-1-03', '2025/01/03', '2025/1/3', '2025\\01\\03', '2025 01 03', '2025.01.03'],
    ...['20250103', '2025-1-3 1', '2025-1-3 10:20', '2025-01-03 10:20:30', '2025-01-03T10:20', '2024-02-29', '2025-02-30'],
    ...['1000-01-01', '9999-12-31', '0999-12-31', '999-12-31', '10000-1-1', '290309-1-1', '200-1-1 BC', '25-01-03', '01/03/2025'],
    ...['2025-1-3Z', '2025-1-3+8', '2025-01-03+08', '2025-01-03Z', '2025-01-03 10:20 UTC', '2025-01-03 24:00:00', '1-1-2025'],
    ...['2025-03', '202501', '2025年1月3日', '45660', 'epoch', 'infinity', '-infinity', 'now', 'today', 'yesterday'],
  ],
};

const AMOUNTS = {
  characters: [...'0123456789-+.,eEx_ ()%\t万元￥０\u00a0'],
  texts: [
    ...['12.50', '-12.5', '12', '1,234.56', '0.00', '-0.00', '-0', '+5', '007', '00.50', '.5', '5.', '12.500000', '12.1234567'],
    ...['1e5', '1E2', '1_000', '0x10', '1 234', '--5', '12.50%', 'inf', 'nan', 'true', '12.5 ', '999999999999.123456'],
    ...['1234567890123456.78', '9999999999999999.99', '92233720368547758.07', '1000000000000.00', '999999999999.99'],
  ],
};

/** The texts themselves, each with every character in every place, and `more` with up to four changes. */
function mutations({ characters, texts }: typeof DATES, more: number): string[] {
  const found = new Set(texts);
  for (const text of texts)
    for (let at = 0; at <= text.length; at++)
      for (const character of ['', ...characters]) {
        found.add(text.slice(0, at) + character + text.slice(at));
        found.add(text.slice(0, at) + character + text.slice(at + 1));
      }
  const next = random(1);
  for (let left = more; left > 0; left--) found.add(changed(pick(next, texts), characters, next));
  return [...found];
}

function changed(text: string, characters: readonly string[], next: Random): string {
  const result = [...text];
  for (let left = 1 + Math.floor(next() * 4); left > 0; left--)
    result.splice(Math.floor(next() * (result.length + 1)), Math.floor(next() * 2), pick(next, ['', ...characters]));
  return result.join('');
}

/** Ten bytes take a road of their own. */
function filled(text: string): string[] {
  const lacks = 10 - Buffer.byteLength(text);
  return lacks <= 0 ? [text] : [text, text + ' '.repeat(lacks), text + '0'.repeat(lacks), ' '.repeat(lacks) + text];
}

/** Thousands of texts near to dates that engines read by themselves, the same ones every time. */
export function nearDates(): string[] {
  return [...new Set(mutations(DATES, 20_000).flatMap(filled))];
}

export function nearAmounts(): string[] {
  return mutations(AMOUNTS, 20_000);
}

/** Cells for which the rule set has another day, several days or none, whatever is known of the column. */
export function wrongDays(cells: readonly EngineCell[]): EngineCell[] {
  return cells.filter(([text, day]) => day !== null && FORMS.some((form) => onlyDay(text, form) !== Number(day)));
}

/** Cells for which the rule set has another amount, none, or something to say. */
export function wrongAmounts(cells: readonly EngineCell[]): EngineCell[] {
  return cells.filter(([text, read]) => {
    if (read === null) return false;
    const cell = readAmount(text, PLAIN_FORM);
    return !('amount' in cell) || cell.notice !== undefined || cell.amount !== scaled(read);
  });
}

function onlyDay(text: string, form: CellForm): Day | undefined {
  const read = readDate(text, form);
  return 'day' in read && read.day === read.through ? read.day : undefined;
}

function scaled(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  if (!/^0*$/.test(decimals.slice(AMOUNT_SCALE))) throw new Error(`too fine: ${text}`);
  return BigInt(whole + decimals.slice(0, AMOUNT_SCALE).padEnd(AMOUNT_SCALE, '0'));
}
