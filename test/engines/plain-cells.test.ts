import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickHouseDialect } from '../../src/facts/remote/clickhouse-dialect.ts';
import type { TableColumn } from '../../src/facts/remote/connection.ts';
import { POSTGRES_DIALECT } from '../../src/facts/remote/postgres-dialect.ts';
import { type EngineCell, nearAmounts, nearDates, wrongAmounts, wrongDays } from '../facts/cells/near-plain.ts';
import { type ClickHouseCluster, startClickHouse } from './clickhouse-cluster.ts';
import { runsHere } from './installed.ts';
import { copyText, POSTGRES_PROGRAMS, type PostgresServer, startPostgres } from './postgres-server.ts';

/** What a server makes of each text of a new table, whose column is `t`, by an expression. */
type Ask = (texts: readonly string[], sql: string) => Promise<EngineCell[]>;

const COLUMNS = { postgres: { name: 't', type: 'text' }, clickHouse: { name: 't', type: 'String' } } satisfies Record<
  string,
  TableColumn
>;

function nearPlainTexts(ask: Ask, sql: Readonly<Record<'day' | 'plainDay' | 'amount' | 'plainAmount', string>>): void {
  it.each(['plainDay', 'day'] as const)('reads a day only where the rule set names that day: %s', async (how) => {
    const texts = nearDates();
    const read = await ask(texts, sql[how]);
    expect(read.length).toBe(texts.length);
    expect(wrongDays(read)).toEqual([]);
    expect(read.filter(([, day]) => day !== null).length).toBeGreaterThan(100);
  });

  it.each(['plainAmount', 'amount'] as const)('reads an amount only where the rule set reads it: %s', async (how) => {
    const texts = nearAmounts();
    const read = await ask(texts, sql[how]);
    expect(read.length).toBe(texts.length);
    expect(wrongAmounts(read)).toEqual([]);
    expect(read.filter(([, amount]) => amount !== null).length).toBeGreaterThan(1000);
  });
}

describe.skipIf(!runsHere(...POSTGRES_PROGRAMS))('PostgreSQL, on texts near to plain ones,', () => {
  let postgres: PostgresServer;
  let tables = 0;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.stop());

  const ask: Ask = async (texts, sql) => {
    const table = `near_${++tables}`;
    await postgres.run(copyText(table, [['t'], ...texts.map((text) => [text])]));
    const json = await postgres.run(`SELECT json_agg(json_build_array(t, (${sql})::text)) FROM ${table};`);
    return JSON.parse(json) as EngineCell[];
  };
  const { postgres: column } = COLUMNS;
  nearPlainTexts(ask, {
    plainDay: POSTGRES_DIALECT.dayNumber(POSTGRES_DIALECT.plainDay(column)),
    day: POSTGRES_DIALECT.dayNumber(POSTGRES_DIALECT.day(column)),
    plainAmount: POSTGRES_DIALECT.plainAmount(column),
    amount: POSTGRES_DIALECT.amount(column),
  });
});

describe.skipIf(!runsHere('clickhouse-server'))('ClickHouse, on texts near to plain ones,', () => {
  let cluster: ClickHouseCluster;
  let tables = 0;
  beforeAll(async () => {
    cluster = await startClickHouse();
  }, 60_000);
  afterAll(() => cluster?.stop());

  const ask: Ask = async (texts, sql) => {
    const table = `near_${++tables}`;
    await cluster.createTable(table, 't String', 'rand()');
    await cluster.run(`INSERT INTO ${table} FORMAT JSONEachRow ${texts.map((t) => JSON.stringify({ t })).join('\n')}`);
    const json = await cluster.run(`SELECT t, toString(${sql}) FROM ${table} FORMAT JSONCompact`);
    return (JSON.parse(json) as { data: EngineCell[] }).data;
  };
  const dialect = clickHouseDialect();
  const { clickHouse: column } = COLUMNS;
  nearPlainTexts(ask, {
    plainDay: dialect.dayNumber(dialect.plainDay(column)),
    day: dialect.dayNumber(dialect.day(column)),
    plainAmount: dialect.plainAmount(column),
    amount: dialect.amount(column),
  });
});
