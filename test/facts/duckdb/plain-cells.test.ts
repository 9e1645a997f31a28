import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { amountSql, dateSql } from '../../../src/facts/duckdb/totals-query.ts';
import { type EngineCell, nearAmounts, nearDates, wrongAmounts, wrongDays } from '../cells/near-plain.ts';

/** What the engine makes of each text, in one statement. */
async function engineReads(texts: readonly string[], sql: string): Promise<EngineCell[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = `SELECT unnest(from_json($1, '["VARCHAR"]')) AS t`;
  const reader = await connection.runAndReadAll(`SELECT t, (${sql})::VARCHAR FROM (${rows})`, [JSON.stringify(texts)]);
  connection.closeSync();
  return reader.getRows() as [string, string | null][];
}

describe('the engine by itself, on texts near to plain ones,', () => {
  it('reads a day only where the rule set names that day', async () => {
    const read = await engineReads(nearDates(), `${dateSql('t')} - DATE '1970-01-01'`);
    expect(wrongDays(read)).toEqual([]);
    // Both roads to a day were taken.
    const days = read.filter(([, day]) => day !== null);
    expect(days.filter(([text]) => Buffer.byteLength(text) === 10).length).toBeGreaterThan(300);
    expect(days.filter(([text]) => Buffer.byteLength(text) !== 10).length).toBeGreaterThan(300);
    expect(read.length - days.length).toBeGreaterThan(30_000);
  });

  it('reads an amount only where the rule set reads that amount, with nothing to say of it', async () => {
    const read = await engineReads(nearAmounts(), amountSql('t'));
    expect(wrongAmounts(read)).toEqual([]);
    const amounts = read.filter(([, amount]) => amount !== null);
    expect(amounts.length).toBeGreaterThan(1000);
    expect(read.length - amounts.length).toBeGreaterThan(10_000);
  });

  it('leaves no day to the slow road that is written as most are', async () => {
    const days = ['2025-01-03', '2025/01/03', '2025-1-3', '2025/1/3', '1000-01-01', '9999-12-31', '2025-01-03 10:20:30'];
    const read = await engineReads(days, `${dateSql('t')} IS NOT NULL`);
    expect(read.filter(([, isRead]) => isRead !== 'true')).toEqual([]);
  });
});
