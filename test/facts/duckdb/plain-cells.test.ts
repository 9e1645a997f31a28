import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src/core/calendar/day.ts';
import { type CellForm, PLAIN_FORM, readAmount, readDate } from '../../../src/facts/cells/read-cell.ts';
import { amountSql, dateSql, wholeSql } from '../../../src/facts/duckdb/totals-query.ts';
import { pick, type Random, random } from '../fuzz/mutations.ts';

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

/** What the engine makes of each text, in one statement. */
async function engineReads(texts: readonly string[], sql: string): Promise<[string, string | null][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = `SELECT unnest(from_json($1, '["VARCHAR"]')) AS t`;
  const reader = await connection.runAndReadAll(`SELECT t, (${sql})::VARCHAR FROM (${rows})`, [JSON.stringify(texts)]);
  connection.closeSync();
  return reader.getRows() as [string, string | null][];
}

function onlyDay(text: string, form: CellForm): Day | undefined {
  const read = readDate(text, form);
  return 'day' in read && read.day === read.through ? read.day : undefined;
}

describe('the engine by itself, on texts near to plain ones,', () => {
  it('reads a day only where the rule set names that day', async () => {
    const texts = mutations(DATES, 20_000).flatMap(filled);
    const read = await engineReads([...new Set(texts)], `${dateSql('t')} - DATE '1970-01-01'`);
    const days = read.filter(([, day]) => day !== null);
    const others = days.filter(([text, day]) => FORMS.some((form) => onlyDay(text, form) !== Number(day)));
    expect(others).toEqual([]);
    // Both roads to a day were taken.
    expect(days.filter(([text]) => Buffer.byteLength(text) === 10).length).toBeGreaterThan(300);
    expect(days.filter(([text]) => Buffer.byteLength(text) !== 10).length).toBeGreaterThan(300);
    expect(read.length - days.length).toBeGreaterThan(30_000);
  });

  it('reads an amount only where the rule set reads that amount, with nothing to say of it', async () => {
    const read = await engineReads(mutations(AMOUNTS, 20_000), wholeSql(amountSql('t')));
    const amounts = read.filter(([, amount]) => amount !== null);
    const others = amounts.filter(([text, amount]) => {
      const cell = readAmount(text, PLAIN_FORM);
      return !('amount' in cell) || cell.notice !== undefined || cell.amount !== BigInt(amount!);
    });
    expect(others).toEqual([]);
    expect(amounts.length).toBeGreaterThan(1000);
    expect(read.length - amounts.length).toBeGreaterThan(10_000);
  });

  it('leaves no day to the slow road that is written as most are', async () => {
    const days = ['2025-01-03', '2025/01/03', '2025-1-3', '2025/1/3', '1000-01-01', '9999-12-31', '2025-01-03 10:20:30'];
    const read = await engineReads(days, `${dateSql('t')} IS NOT NULL`);
    expect(read.filter(([, isRead]) => isRead !== 'true')).toEqual([]);
  });
});
