import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactsSource } from '../../src/facts/facts-source.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { parseAddress } from '../../src/facts/remote/address.ts';
import { connectPostgres } from '../../src/facts/remote/postgres-connection.ts';
import { lines, query, refusalOf, rejectsOf, total, using } from '../facts/ask.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { freePorts } from './free-ports.ts';
import { runsHere } from './installed.ts';
import { copyText, PASSWORD, POSTGRES_PROGRAMS, type PostgresServer, startPostgres, USER } from './postgres-server.ts';

const CREDENTIALS = { SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };

describe.runIf(runsHere(...POSTGRES_PROGRAMS))('a table of a PostgreSQL server', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.run(`CREATE TABLE sales (date date, region text, amount numeric(12,2));
      INSERT INTO sales VALUES ('2026-01-05', '华东', 10.10), ('2026-02-05', '华东', 0.20), ('2026-02-06', NULL, -3)`);
  }, 60_000);
  afterAll(() => postgres?.stop());

  const at = (rest: string, port = postgres.port) => `postgres://127.0.0.1:${port}/${rest}`;
  const open = (rest: string, env: Record<string, string> = CREDENTIALS) => openFacts([at(rest)], { env });
  const ask = <T>(rest: string, work: (source: FactsSource) => Promise<T>) => using(open(rest), work);
  const sums = (rest: string, changes: Parameters<typeof query>[0] = {}) => ask(rest, (source) => source.totals(query(changes)));
  const asSql = (sql: string) => `sales?query=${encodeURIComponent(sql)}`;

  describe('reads', () => {
    it('a table, a view and a query, and says what answers', async () => {
      await postgres.run(`CREATE SCHEMA "报表"; CREATE VIEW "报表"."销售.月" AS SELECT date, region, amount FROM sales`);
      const expected = ['(unassigned) 2026-02-06 -3 x1', '华东 2026-01-05 10.1 x1', '华东 2026-02-05 0.2 x1'];
      for (const rest of [
        'sales?table=sales',
        'sales?table=public.sales',
        'sales?table=报表.销售%2E月',
        asSql('SELECT * FROM sales -- all'),
      ])
        expect(lines((await sums(rest)).totals)).toEqual(expected);
      const { files, findings } = await ask('sales?table=sales', (source) => source.describe());
      expect([files[0]!.name, files[0]!.encoding]).toEqual([at('sales?table=sales'), expect.stringMatching(/^PostgreSQL \d+/)]);
      expect(findings).toEqual([]);
    });

    it.each([
      ['numeric', '12345678.123456', '12345678.123456'],
      ['numeric(20,10)', '1.5', '1.5'],
      ['integer', '-7', '-7'],
      ['bigint', '999999999999', '999999999999'],
      ['real', '0.1', '0.1'],
      ['double precision', '1234567.89', '1234567.89'],
      ['money', '1234.50', '1234.5'],
      ['text', "'\u3000-1,234.50 '", '-1234.5'],
      ['char(12)', "'+7.10'", '7.1'],
    ])('amounts of the type %s', async (type, value, expected) => {
      const { totals } = await sums(
        asSql(`SELECT DATE '2026-01-01' AS date, '' AS region, (${value})::${type} AS amount FROM generate_series(1, 2)`),
        { by: [] },
      );
      expect(total(totals)).toBe(String(2 * Number(expected)));
    });

    it.each([
      ['numeric', '1234567890123', 'amount-too-large'],
      ['bigint', '1000000000000', 'amount-too-large'],
      ['numeric', '0.1234567', 'amount-too-fine'],
      ['numeric', "'NaN'", 'blank-amount'],
      ['double precision', "'Infinity'", 'bad-amount'],
      ['double precision', '0.1::float8 + 0.2', 'amount-too-fine'],
      ['text', 'NULL', 'blank-amount'],
      ['numeric', 'NULL', 'blank-amount'],
      ['text', "'1,23,4'", 'amount-grouping'],
      ['text', "E'1\\n'", undefined],
      ['text', "E'1\\n2'", 'bad-amount'],
    ])('no amounts that are none: %s %s', async (type, value, code) => {
      const rest = asSql(`SELECT DATE '2026-01-01' AS date, '北' AS region, (${value})::${type} AS amount`);
      const result = await sums(rest);
      expect(result.totals.account).toMatchObject({ read: 1, rejected: code === undefined ? 0 : 1 });
      expect(result.rejects.map(({ finding }) => finding.code)).toEqual(code === undefined ? [] : [`facts.${code}`]);
    });

    it.each([
      ['date', '2026-02-28', '2026-02-28'],
      ['timestamp', '2026-02-28 23:59:59.999', '2026-02-28'],
      ['text', '2026/2/8', '2026-02-08'],
      ['text', '\u00a02024-02-29T23:59:59.123456789', '2024-02-29'],
      ['text', '2026-2-29', undefined],
      ['text', '2026-13-01', undefined],
      ['text', '2026-04-31', undefined],
      ['text', '2026-04-00', undefined],
      ['text', '0999-04-01', undefined],
      ['date', 'infinity', undefined],
      ['date', '0044-03-15 BC', undefined],
      ['timestamp', '-infinity', undefined],
    ])('days of the type %s: %s', async (type, value, day) => {
      const rest = asSql(`SELECT '${value}'::${type} AS date, '北' AS region, 1 AS amount`);
      const { totals } = await sums(rest);
      expect(lines(totals)).toEqual(day === undefined ? [] : [`北 ${day} 1 x1`]);
      expect(totals.account.rejected).toBe(day === undefined ? 1 : 0);
    });

    it('points in time by the zone of the server, which it says, or by the one that is asked for', async () => {
      const sql = asSql(`SELECT TIMESTAMPTZ '2026-01-31 17:30:00Z' AS date, '北' AS region, 1 AS amount`);
      expect(lines((await sums(sql, { grain: 'month' })).totals)).toEqual(['北 2026-02-01 1 x1']);
      expect(lines((await sums(`${sql}&timezone=UTC`, { grain: 'month' })).totals)).toEqual(['北 2026-01-01 1 x1']);
      const { findings } = await ask(sql, (source) => source.describe());
      expect(findings).toMatchObject([{ code: 'remote.zone', values: { columns: 'date', zone: 'Asia/Shanghai' } }]);
      expect((await ask(`${sql}&timezone=UTC`, (source) => source.describe())).findings).toEqual([]);
      expect((await refusalOf(sums(`${sql}&timezone=Mars/Base`)))[0]).toMatchObject({ code: 'remote.failed' });
    });

    it('names and values that are hostile', async () => {
      const names = ['da"te; DROP TABLE sales; --', "re'gion $1 \\", 'a"m"o\\nt'];
      const regions = ["'; DROP TABLE sales; --", '\\', '$1', "E'\\'", '"', '%s', "a\tb'"];
      await postgres.run(
        copyText('hostile', [names, ...regions.map((region, index) => ['2026-01-01', region, String(2 ** index)])]),
      );
      const [date, region, amount] = names as [string, string, string];
      const asked = { date, amount: { column: amount, power: 0 }, levels: [{ name: 'r', column: region }] };
      for (const [index, value] of regions.entries()) {
        for (const operator of ['=', 'in', '!='] as const) {
          const where = [{ column: region, operator, values: [value] }];
          const { totals } = await sums('sales?table=hostile', { ...asked, where });
          expect(total(totals)).toBe(String(operator === '!=' ? 2 ** regions.length - 1 - 2 ** index : 2 ** index));
        }
      }
      expect(await postgres.run('SELECT count(*) FROM sales')).toBe('3');
    });

    it('more groups than one batch, in bounded batches, to the last', async () => {
      const rows = 60_000;
      const rest = asSql(`SELECT DATE '2026-01-01' + n % 3 AS date, 'r' || n AS region, n::numeric / 100 AS amount
        FROM generate_series(1, ${rows}) AS n`);
      const { totals } = await sums(rest);
      expect(totals.unit).toHaveLength(rows);
      expect(total(totals)).toBe(String((rows * (rows + 1)) / 200));
    });

    it('rejects in order of their cells, blanks last, as many as asked for', async () => {
      const rows = [
        ['', '北', '1'],
        ['x', '北', '1'],
        ['2026-01-01', '北', 'b'],
        ['2026-01-01', '北', 'a'],
        ['2026-01-01', '北', '1'],
      ];
      await postgres.run(copyText('bad', [['date', 'region', 'amount'], ...rows]));
      const all = ['bad-amount:amount:a', 'bad-amount:amount:b', 'bad-date:date:x', 'blank-date:date:'];
      for (const describeRejects of [0, 1, 3, 4, Number.POSITIVE_INFINITY])
        expect(rejectsOf(await sums('sales?table=bad', { describeRejects }))).toEqual(all.slice(0, describeRejects));
      const { rejects } = await sums('sales?table=bad', { describeRejects: 1 });
      expect(rejects[0]!.finding.place).toMatchObject({ file: at('sales?table=bad'), row: '2026-01-01, a, 北' });
    });

    it('bad rows whose other cell is typed', async () => {
      const rest = asSql(`SELECT TIMESTAMPTZ '2026-01-01 00:00Z' AS date, '北' AS region, 'x' AS amount`);
      expect(rejectsOf(await sums(rest))).toEqual(['bad-amount:amount:x']);
    });
  });

  describe('refuses', () => {
    const refused = async (rest: string, env?: Record<string, string>) => {
      const findings = await refusalOf(using(open(rest, env), (source) => source.totals(query())));
      expect(JSON.stringify(findings)).not.toContain(PASSWORD);
      return findings[0]!;
    };

    it('a wrong password, without showing it, and none at all', async () => {
      const wrong = 'ganz-falsch-99';
      const found = await refused('sales?table=sales', { ...CREDENTIALS, SALESPLAN_POSTGRES_PASSWORD: wrong });
      expect(found.code).toBe('remote.login');
      expect(JSON.stringify(found)).not.toContain(wrong);
      expect((await refused('sales?table=sales', { SALESPLAN_POSTGRES_USER: USER })).code).toBe('remote.login');
    });

    it.each([
      ['nothing?table=sales', 'remote.missing', '3D000'],
      ['sales?table=nothing', 'remote.missing', '42P01'],
      ['sales?table=nothing.sales', 'remote.missing', '42P01'],
      ['sales?query=SELECT%20nothing%20FROM%20sales', 'remote.missing', '42703'],
      ['sales?query=SELEC', 'remote.failed', '42601'],
      ['sales?query=DELETE%20FROM%20sales%20RETURNING%20*', 'remote.failed', '42601'],
      ['sales?query=SELECT%201%20AS%20a,%202%20AS%20a', 'facts.duplicate-column', undefined],
      ['sales?table=sales&sslmode=sometimes', 'remote.bad-sslmode', undefined],
      ['sales?table=sales&timeout=soon', 'remote.bad-timeout', undefined],
    ])('%s', async (rest, code, state) => {
      const found = await refused(rest);
      expect(found.code).toBe(code);
      if (state !== undefined) expect(found.values?.['message']).toContain(state);
      expect(await postgres.run('SELECT count(*) FROM sales')).toBe('3');
    });

    it('columns that are not there, all at once', async () => {
      const where = [{ column: 'status', operator: '=', values: ['x'] }] as const;
      const findings = await refusalOf(sums('sales?table=sales', { by: ['rep'], where }));
      expect(findings.map(({ code, place }) => `${code} ${place?.column}`)).toEqual([
        'facts.missing-column rep',
        'facts.missing-column status',
      ]);
    });

    it('what writes, even inside a function', async () => {
      await postgres.run(`CREATE FUNCTION sneaky() RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN DELETE FROM sales; RETURN 1; END $$`);
      const found = await refused(asSql(`SELECT DATE '2026-01-01' AS date, '' AS region, sneaky() AS amount`));
      expect(found).toMatchObject({ code: 'remote.failed', values: { message: expect.stringContaining('read-only') } });
      expect(await postgres.run('SELECT count(*) FROM sales')).toBe('3');
    });

    it('a statement that takes too long', async () => {
      const rest = `${asSql(`SELECT DATE '2026-01-01' AS date, '' AS region, 1 AS amount FROM pg_sleep(20)`)}&timeout=1`;
      expect((await refused(rest)).code).toBe('remote.timeout');
    });

    it('an error in the middle of an answer', async () => {
      const rest = asSql(`SELECT DATE '2026-01-01' AS date, 'r' || n AS region, 1 / (49999 - n) AS amount
        FROM generate_series(1, 60000) AS n`);
      expect(await refused(rest)).toMatchObject({ code: 'remote.failed' });
    });

    it('a host that has no name, at once', async () => {
      const source = openFacts(['postgres://no-such-host.invalid/d?table=t'], { env: CREDENTIALS });
      expect(['remote.host', 'remote.lost']).toContain((await refusalOf(using(source, (s) => s.describe())))[0]!.code);
    });

    it('an unencrypted server or an untrusted certificate where that is asked for', async () => {
      if (!postgres.tls) return;
      const local = (rest: string) => refusalOf(using(openFacts([rest], { env: CREDENTIALS }), (s) => s.describe()));
      const here = `${postgres.port}/sales?table=sales`;
      expect((await local(`postgres://localhost:${here}&sslmode=verify-full`))[0]!.code).toBe('remote.certificate');
      const trusted = `sslmode=verify-full&sslrootcert=${encodeURIComponent(postgres.certificate)}`;
      expect((await local(`postgres://127.0.0.1:${here}&${trusted}`))[0]!.code).toBe('remote.certificate');
      const source = openFacts([`postgres://localhost:${here}&${trusted}`], { env: CREDENTIALS });
      expect(total((await using(source, (s) => s.totals(query()))).totals)).toBe('7.3');
      expect(total((await sums('sales?table=sales&sslmode=require')).totals)).toBe('7.3');
    });
  });

  describe('when the connection is lost', () => {
    it('says so after four tries when nobody is there', async () => {
      const [port = 0] = await freePorts(1);
      const source = openFacts([at('sales?table=sales', port)], { env: CREDENTIALS });
      const [found] = await refusalOf(using(source, (s) => s.totals(query())));
      expect(found).toMatchObject({ code: 'remote.lost', values: { reason: 'ECONNREFUSED', tries: 4 } });
    });

    it('never gives a part of an answer that a proxy cut off', async () => {
      const rest = asSql(`SELECT DATE '2026-01-01' AS date, 'r' || n AS region, 1 AS amount FROM generate_series(1, 60000) AS n`);
      for (const bytes of [200, 3_000, 100_000]) {
        const proxy = await cuttingProxy(postgres.port, bytes);
        const source = openFacts([at(rest, proxy.port)], { env: CREDENTIALS });
        const [found] = await refusalOf(using(source, (s) => s.totals(query())));
        await proxy.close();
        expect(found!.code).toBe('remote.lost');
      }
    }, 40_000);

    it('ends an answer with an error, not with its last row, when the server goes', async () => {
      const address = parseAddress(at('sales?table=sales'));
      const connection = await connectPostgres({ address, credentials: { user: USER, password: PASSWORD }, from: 'sales' });
      let seen = 0;
      const read = async () => {
        for await (const _ of connection.rows({
          sql: "SELECT n, repeat('x', 100) FROM generate_series(1, 500000) AS n",
          values: [],
        }))
          if (++seen === 5_000) await postgres.server.kill();
      };
      await expect(read()).rejects.toMatchObject({ name: 'ConnectionLost' });
      expect(seen).toBeLessThan(500_000);
      await connection.close();
      await postgres.restart();
    }, 40_000);

    it('asks again after a restart between two questions', async () => {
      const source = open('sales?table=sales');
      await using(source, async () => {
        expect((await source.describe()).columns).toEqual(['date', 'region', 'amount']);
        await postgres.server.stop();
        const restarted = postgres.restart();
        expect(total((await source.totals(query())).totals)).toBe('7.3');
        await restarted;
      });
    }, 40_000);
  });
});
