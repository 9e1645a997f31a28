import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/facts/remote/address.ts';
import { connectClickHouse } from '../../src/facts/remote/clickhouse-connection.ts';
import { clickHouseName, clickHouseText } from '../../src/facts/remote/clickhouse-literals.ts';
import { type Connection, ConnectionLost, ServerError, type TextRow } from '../../src/facts/remote/connection.ts';
import type { Credentials } from '../../src/facts/remote/credentials.ts';
import { type ClickHouseCluster, startClickHouse } from './clickhouse-cluster.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { freePorts } from './free-ports.ts';
import { runsHere } from './installed.ts';

const NOBODY: Credentials = { user: undefined, password: undefined };

describe.runIf(runsHere('clickhouse-server'))('a session on a ClickHouse cluster', () => {
  let cluster: ClickHouseCluster;

  beforeAll(async () => {
    cluster = await startClickHouse();
    await cluster.createTable('numbers', '`n` UInt64', 'n');
    await cluster.run('INSERT INTO numbers SELECT number FROM system.numbers LIMIT 2000');
  });
  afterAll(() => cluster?.stop());

  const address = (rest = 'default.numbers', port = cluster.shards[0]!.port) =>
    parseAddress(`clickhouse://127.0.0.1:${port}/${rest}`);

  async function session<T>(work: (connection: Connection) => Promise<T>, to = address(), as = NOBODY): Promise<T> {
    const connection = await connectClickHouse(to, as);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  const ask = (sql: string, to = address(), as = NOBODY) =>
    session((connection) => all(connection.rows({ sql, values: [] })), to, as);

  it('says what answers, and the columns of a table and of a query', async () => {
    const [server, columns] = await session(async (connection) => [connection.server, await connection.columns()]);
    expect(server).toMatch(/^ClickHouse \d+\.\d+/);
    expect(columns).toEqual([{ name: 'n', type: 'UInt64' }]);
    const query = encodeURIComponent('SELECT n AS `a b`, toString(n) AS t FROM numbers -- all of them');
    const described = await session((connection) => connection.columns(), address(`default?query=${query}`));
    expect(described.map(({ name, type }) => `${name} ${type}`)).toEqual(['a b UInt64', 't String']);
  });

  it('gives hostile text and names back as they are', async () => {
    const hostile = [
      "it's",
      '\\',
      "\\'",
      '\t\n\r',
      '`',
      '\\`',
      "'; DROP TABLE numbers; --",
      '张三 🙂',
      '\\N',
      '',
      '%s{x}',
      '\b\f',
    ];
    for (const text of hostile) expect(await ask(`SELECT ${clickHouseText(text)}, 1`)).toEqual([[text, '1']]);
    for (const name of hostile.filter((text) => text !== ''))
      expect(await ask(`SELECT ${clickHouseName(name)}, NULL FROM (SELECT 7 AS ${clickHouseName(name)})`)).toEqual([['7', null]]);
  });

  it('gives more rows than come at once, and every one of them', async () => {
    const rows = await ask('SELECT number, toString(number) FROM system.numbers LIMIT 120000');
    expect(rows).toHaveLength(120_000);
    expect(rows.at(-1)).toEqual(['119999', '119999']);
  });

  it('raises an error in the middle of an answer', async () => {
    const failing = 'SELECT number, throwIf(number = 1900000) FROM system.numbers LIMIT 2000000';
    await expect(ask(failing)).rejects.toThrow(ServerError);
    await expect(ask('SELECT nothing FROM numbers')).rejects.toMatchObject({ kind: 'failed', code: '47' });
  });

  it('never gives a part when a shard is away, and names the shard', async () => {
    await cluster.shards[1]!.server.kill();
    try {
      const lost = ask('SELECT count() FROM numbers');
      await expect(lost).rejects.toThrow(ConnectionLost);
      await expect(lost).rejects.toThrow(`127.0.0.1:${cluster.shards[1]!.tcp}`);
    } finally {
      await cluster.restart(1);
    }
    expect(await ask('SELECT count() FROM numbers')).toEqual([['2000']]);
  });

  it.each<[string, string, Credentials, string]>([
    ['a wrong password', 'default.numbers', { user: 'planner', password: 'wrong' }, 'login'],
    ['an unknown user', 'default.numbers', { user: 'nobody', password: undefined }, 'login'],
    ['a database that is not there', 'nowhere.numbers', NOBODY, 'missing'],
    ['a table that is not there', 'default.nothing', NOBODY, 'missing'],
  ])('refuses %s', async (_, path, as, kind) => {
    const columns = session((connection) => connection.columns(), address(path), as);
    await expect(columns).rejects.toMatchObject({ name: 'ServerError', kind });
    await expect(columns).rejects.not.toThrow('wrong');
  });

  it('works with a password, and for a user who may only read', async () => {
    expect(await ask('SELECT count() FROM numbers', address(), { user: 'planner', password: 'secret' })).toEqual([['2000']]);
    expect(await ask('SELECT count() FROM numbers', address(), { user: 'reader', password: undefined })).toEqual([['2000']]);
  });

  it('refuses a reader whose profile would give a part for the whole', async () => {
    const careless = ask('SELECT count() FROM numbers', address(), { user: 'careless', password: undefined });
    await expect(careless).rejects.toMatchObject({ kind: 'denied' });
  });

  it('says that no server is there', async () => {
    const [port = 0] = await freePorts(1);
    await expect(ask('SELECT 1', address('default.numbers', port))).rejects.toMatchObject({
      name: 'ConnectionLost',
      reason: 'ECONNREFUSED',
    });
  });

  it('ends a query on the server that takes longer than it may', async () => {
    const slow = 'SELECT count() FROM system.numbers WHERE NOT ignore(sleep(0.1))';
    await expect(ask(slow, address('default.numbers?timeout=1'))).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('ends on the server what nobody waits for any more', async () => {
    const connection = await connectClickHouse(address(), NOBODY);
    const counting = all(connection.rows({ sql: 'SELECT count() FROM system.numbers', values: [] })).catch(
      (error: unknown) => error,
    );
    await until(async () => (await cluster.processes('system.numbers')) === 1);
    await connection.close();
    expect(await counting).toBeInstanceOf(ConnectionLost);
    await until(async () => (await cluster.processes('system.numbers')) === 0);
  });

  it('gives an error when the server is killed while it works', async () => {
    const counting = ask('SELECT count() FROM system.numbers').catch((error: unknown) => error);
    await until(async () => (await cluster.processes('system.numbers')) === 1);
    await cluster.shards[0]!.server.kill();
    expect(await counting).toBeInstanceOf(ConnectionLost);
    await cluster.restart(0);
  });

  it('gives an error when the connection is cut in the middle of an answer', async () => {
    const proxy = await cuttingProxy(cluster.shards[0]!.port, 600_000);
    try {
      const rows = session(
        (connection) => all(connection.rows({ sql: 'SELECT number FROM system.numbers LIMIT 1000000', values: [] })),
        address('default.numbers', proxy.port),
      );
      await expect(rows).rejects.toThrow(ConnectionLost);
    } finally {
      await proxy.close();
    }
  });
});

async function all(rows: AsyncIterable<TextRow>): Promise<TextRow[]> {
  const list: TextRow[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 10_000, interval: 50 }).toBe(true);
}
