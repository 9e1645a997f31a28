import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactsSource } from '../../src/facts/facts-source.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { finished, program as salesplan, start } from '../acceptance/run.ts';
import { period } from '../core/make.ts';
import { lines, query, refusalOf, rejectsOf, total, using } from '../facts/ask.ts';
import { makeCertificate } from './certificate.ts';
import { type ClickHouseCluster, startClickHouse } from './clickhouse-cluster.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { freePorts } from './free-ports.ts';
import { runsHere } from './installed.ts';
import { serverFolder } from './server-process.ts';
import { tlsFront } from './tls-front.ts';

describe.runIf(runsHere('clickhouse-server'))('a table of a ClickHouse cluster', () => {
  let cluster: ClickHouseCluster;
  beforeAll(async () => {
    cluster = await startClickHouse();
    await cluster.createTable('sales', 'date Date, region String, amount Decimal(18, 2)', 'cityHash64(region)');
    await cluster.run(
      `INSERT INTO sales VALUES ('2026-01-05', '华东', 10.10), ('2026-02-05', '华南', 0.20), ('2026-02-06', '', -3)`,
    );
  }, 60_000);
  afterAll(() => cluster?.stop());

  const at = (rest: string, port = cluster.shards[0]!.port) => `clickhouse://127.0.0.1:${port}/${rest}`;
  const open = (rest: string, env: Record<string, string> = {}) => openFacts([at(rest)], { env });
  const sums = (rest: string, changes: Parameters<typeof query>[0] = {}) =>
    using(open(rest), (source) => source.totals(query(changes)));
  const asSql = (sql: string) => `default?query=${encodeURIComponent(sql)}`;
  /** One row with this date and amount. */
  const row = (date: string, amount: string) => asSql(`SELECT ${date} AS date, '北' AS region, ${amount} AS amount`);

  it('is read through TLS where the certificate is trusted, and else not at all', async (context) => {
    const folder = await serverFolder('tls');
    const [certificate, key] = ['server.crt', 'server.key'].map((name) => join(folder.path, name)) as [string, string];
    if (!makeCertificate(certificate, key)) context.skip('openssl is not installed');
    const front = await tlsFront(cluster.shards[0]!.port, certificate, key);
    try {
      const there = (host: string, rest = '') =>
        using(openFacts([`clickhouse+https://${host}:${front.port}/default.sales${rest}`], { env: {} }), (source) =>
          source.totals(query()),
        );
      const trusted = `?sslrootcert=${encodeURIComponent(certificate)}`;
      expect(total((await there('localhost', trusted)).totals)).toBe('7.3');
      const code = async (asked: Promise<unknown>) => (await refusalOf(asked)).map((found) => found.code);
      expect(await code(there('localhost'))).toEqual(['remote.certificate']);
      expect(await code(there('127.0.0.1', trusted))).toEqual(['remote.certificate']);
      expect(await code(there('localhost', `${trusted}.missing`))).toEqual(['facts.cannot-read']);
      const plain = openFacts([`clickhouse+https://localhost:${cluster.shards[0]!.port}/default.sales`], { env: {} });
      expect(await code(using(plain, (source) => source.describe()))).toEqual(['remote.no-encryption']);
    } finally {
      front.stop();
      await folder.remove();
    }
  });

  describe('reads', () => {
    it('a table, a view and a query, and says what answers', async () => {
      await cluster.run('CREATE VIEW `销售.月` AS SELECT date, region, amount FROM sales');
      const expected = ['(unassigned) 2026-02-06 -3 x1', '华东 2026-01-05 10.1 x1', '华南 2026-02-05 0.2 x1'];
      for (const rest of ['default.sales', 'default?table=sales', 'default.销售%2E月', asSql('SELECT * FROM sales -- all')])
        expect(lines((await sums(rest)).totals)).toEqual(expected);
      const { files, findings } = await using(open('default.sales'), (source) => source.describe());
      expect([files[0]!.name, files[0]!.encoding]).toEqual([at('default.sales'), expect.stringMatching(/^ClickHouse \d+/)]);
      expect(findings).toEqual([]);
    });

    it('sums that every shard has made, not its rows', async () => {
      await sums('default.sales', { where: [{ column: 'region', operator: '!=', values: ['nobody of this name'] }] });
      const asked = (await cluster.log(1)).split('\n').filter((line) => line.includes('nobody of this name'));
      expect(asked).not.toEqual([]);
      for (const line of asked) expect(line).toContain('GROUP BY');
    });

    it.each([
      ["toDecimal32('-7.125', 3)", '-7.125'],
      ["toDecimal64('123456789012.123456', 6)", '123456789012.123456'],
      ["toDecimal128('1.5', 10)", '1.5'],
      ["toDecimal128('-999999999999.9999990000', 10)", '-999999999999.999999'],
      ["toDecimal128('12', 0)", '12'],
      ['toInt8(-7)', '-7'],
      ['toUInt32(4294967295)', '4294967295'],
      ['toUInt64(999999999999)', '999999999999'],
      ['materialize(toNullable(toInt64(5)))', '5'],
      ['toFloat32(0.1)', '0.1'],
      ['toFloat64(1234567.89)', '1234567.89'],
      ["toFixedString('1.5', 6)", '1.5'],
      ["'+1,234.50'", '1234.5'],
      ["'\u3000￥1.2万 '", '12000'],
    ])('amounts: %s', async (amount, expected) => {
      const { totals } = await sums(row("toDate('2026-01-05')", amount));
      expect(lines(totals)).toEqual([`北 2026-01-05 ${expected} x1`]);
    });

    it.each([
      ["toDecimal64('1234567890123', 2)", 'amount-too-large'],
      ["toDecimal128('0.1234567', 10)", 'amount-too-fine'],
      ['toInt64(1000000000000)', 'amount-too-large'],
      ['toUInt64(18446744073709551615)', 'amount-too-large'],
      ['1 / 0', 'bad-amount'],
      ['0 / 0', 'blank-amount'],
      ['0.1 + 0.2', 'amount-too-fine'],
      ['NULL', 'blank-amount'],
      ["''", 'blank-amount'],
      ["'1,23,4'", 'amount-grouping'],
      ["'1\\n2'", 'bad-amount'],
    ])('no amounts that are none: %s', async (amount, code) => {
      const result = await sums(row("toDate('2026-01-05')", amount));
      expect(result.totals.account).toMatchObject({ read: 1, used: 0, rejected: 1 });
      expect(result.rejects.map(({ finding }) => finding.code)).toEqual([`facts.${code}`]);
    });

    it.each([
      ["toDate('2026-02-28')", '2026-02-28'],
      ["materialize(toNullable(toDate('2026-02-28')))", '2026-02-28'],
      ["toDateTime('2026-02-28 23:59:59', 'UTC')", '2026-02-28'],
      ["toTimeZone(toDateTime('2026-02-28 17:00:00', 'UTC'), 'Asia/Shanghai')", '2026-03-01'],
      ["toFixedString('2026-02-28', 12)", '2026-02-28'],
      ["'2026/2/8 9:05'", '2026-02-08'],
      ["'2026年2月8日'", '2026-02-08'],
      ["'2024-02-29T23:59:59.123456789'", '2024-02-29'],
      ["'1969-12-31'", '1969-12-31'],
      ["'2026-2-29'", undefined],
      ["'2026-02-30'", undefined],
      ["'2026-13-01'", undefined],
      ["'0000-00-00'", undefined],
      ['toDate(0)', undefined],
      ["toDateTime(0, 'Asia/Shanghai')", undefined],
      ['NULL', undefined],
      ['20260228', '2026-02-28'],
    ])('days: %s', async (date, day) => {
      const { totals } = await sums(row(date, '1'));
      expect(lines(totals)).toEqual(day === undefined ? [] : [`北 ${day} 1 x1`]);
      expect(totals.account.rejected).toBe(day === undefined ? 1 : 0);
    });

    it('levels of every type by their text', async () => {
      const sql = `SELECT toDate('2026-01-05') AS date, 1 AS amount, CAST('北' AS Enum8('北' = 1)) AS e, toFixedString('x', 3) AS f,
        toDecimal32('1.50', 2) AS d, toDate('2026-01-05') AS day, NULL AS n`;
      const { totals } = await sums(asSql(sql), { by: ['e', 'f', 'd', 'day', 'n'] });
      expect(totals.units).toEqual([['北', 'x', '1.50', '2026-01-05', '(unassigned)']]);
    });

    it('columns that have the names of our own', async () => {
      const sql = `SELECT '2026-01-05' AS l0, '7' AS d, 'x' AS k, 'y' AS dt, 'z' AS own_d, 'u' AS a`;
      const changes = { date: 'l0', amount: { column: 'd', power: 0 }, by: ['k', 'dt', 'own_d', 'a'] };
      expect(lines((await sums(asSql(sql), changes)).totals)).toEqual(['x/y/z/u 2026-01-05 7 x1']);
    });

    it('rejects in order of their cells, blanks last, as many as asked for', async () => {
      await cluster.createTable('bad', 'date String, region String, amount String', 'rand()');
      await cluster.run(`INSERT INTO bad VALUES ('', '北', '1'), ('x', '北', '1'), ('2026-01-01', '北', 'b'),
        ('2026-01-01', '北', 'a'), ('2026-01-01', '北', '1')`);
      const all = ['bad-amount:amount:a', 'bad-amount:amount:b', 'bad-date:date:x', 'blank-date:date:'];
      for (const describeRejects of [0, 1, 3, 4, Number.POSITIVE_INFINITY])
        expect(rejectsOf(await sums('default.bad', { describeRejects }))).toEqual(all.slice(0, describeRejects));
    });

    it('a table that grows while it is read, as it was at one time', async () => {
      await cluster.createTable('growing', 'date Date, region String, amount Decimal(18, 2)', 'rand()');
      const grow = () => cluster.run(`INSERT INTO growing SELECT '2026-01-05', 'a', 1 FROM system.numbers LIMIT 1000`);
      await grow();
      let growing = true;
      const more = (async () => {
        while (growing) await grow();
      })();
      try {
        for (let round = 0; round < 5; round++) {
          const { account } = (await sums('default.growing')).totals;
          expect(account.read).toBe(account.used);
          expect(account.read).toBeGreaterThanOrEqual(1000);
        }
      } finally {
        growing = false;
        await more;
      }
    });

    it('customers with more new credit than 64 bits hold in between', async () => {
      const sql = `SELECT toDate('2026-01-05') AS date, r AS region, toDecimal64(333333333333.333333, 6) AS amount, 'c' AS customer, 'o' AS order
        FROM (SELECT arrayJoin(['a', 'b', 'c']) AS r)`;
      const asked = {
        ...query(),
        periods: [period('2026')],
        lookBack: 24,
        credit: 'share' as const,
        customer: 'customer',
        order: 'order',
      };
      const { counts } = await using(open(asSql(sql)), (source) => source.customers({ ...asked, used: 3 }));
      const gained = new Map(counts.map(({ path, gained: parts }) => [path.join('/'), parts]));
      expect([...gained].sort()).toEqual([
        ['', 1_000_000],
        ['a', 333_333],
        ['b', 333_333],
        ['c', 333_334],
      ]);
    });
  });

  describe('refuses', () => {
    const refused = async (rest: string, env?: Record<string, string>) => {
      const findings = await refusalOf(using(open(rest, env), (source) => source.totals(query())));
      return findings[0]!;
    };

    it('a wrong password, without showing it', async () => {
      const wrong = 'ganz-falsch-99';
      const found = await refused('default.sales', {
        SALESPLAN_CLICKHOUSE_USER: 'planner',
        SALESPLAN_CLICKHOUSE_PASSWORD: wrong,
      });
      expect(found.code).toBe('remote.login');
      expect(JSON.stringify(found)).not.toContain(wrong);
    });

    it.each([
      ['nothing.sales', 'remote.missing'],
      ['default.nothing', 'remote.missing'],
      ['default?query=SELECT%20nothing%20FROM%20sales', 'remote.failed'],
      ['default?query=SELEC', 'remote.failed'],
      ['default?query=DROP%20TABLE%20sales', 'remote.failed'],
      ['default?query=SELECT%201)%3B%20DROP%20TABLE%20sales%3B%20--', 'remote.failed'],
      ['default.sales?timeout=soon', 'remote.bad-timeout'],
    ])('%s', async (rest, code) => {
      expect((await refused(rest)).code).toBe(code);
      expect(await cluster.run('SELECT count() FROM sales')).toBe('3\n');
    });

    it('a query that takes too long, and one that needs too much memory', async () => {
      const slow = asSql(`SELECT toDate('2026-01-05') AS date, '' AS region, number + sleep(1) AS amount FROM system.numbers`);
      expect((await refused(`${slow}&timeout=1`)).code).toBe('remote.timeout');
    });

    it('an error in the middle of an answer', async () => {
      const rest = asSql(`SELECT toDate('2026-01-05') AS date, toString(number) AS region,
        throwIf(number = 199999) AS amount FROM system.numbers LIMIT 200000`);
      expect((await refused(rest)).code).toBe('remote.failed');
    });

    it('text that is not UTF-8', async () => {
      const rest = asSql(
        `SELECT toDate('2026-01-05') AS date, convertCharset('张三', 'utf-8', 'gb18030') AS region, 1 AS amount`,
      );
      expect((await refused(rest)).code).toBe('remote.not-utf8');
    });

    it('customers on days that the server cannot count with', async () => {
      const rest = asSql(`SELECT '1969-12-31' AS date, '' AS region, 1 AS amount, 'c' AS customer, 'o' AS order`);
      const asked = {
        ...query(),
        periods: [period('2026')],
        lookBack: 24,
        credit: 'share' as const,
        customer: 'customer',
        order: 'order',
      };
      const found = await refusalOf(using(open(rest), (source) => source.customers({ ...asked, used: 1 })));
      expect(found[0]).toMatchObject({ code: 'remote.day-out-of-reach', place: { column: 'date', cell: '1969-12-31' } });
    });
  });

  describe('when a server is away', () => {
    const program = (args: readonly string[], env: Record<string, string> = {}) =>
      new Promise<{ exit: unknown; err: string; out: string }>((resolve) => {
        execFile(process.execPath, [salesplan, ...args], { env: { PATH: process.env['PATH'], ...env } }, (error, out, err) =>
          resolve({ exit: error?.code ?? 0, err, out }),
        );
      });

    it('the program says so with exit code 2, and shows the history otherwise', async () => {
      const [port = 0] = await freePorts(1);
      const [lost, wrong, read] = await Promise.all([
        program(['history', at('default.sales', port), '--by', 'region']),
        program(['history', at('default.sales'), '--by', 'region'], {
          SALESPLAN_CLICKHOUSE_USER: 'planner',
          SALESPLAN_CLICKHOUSE_PASSWORD: 'wrong-4711',
        }),
        program(['history', at('default.sales'), '--by', 'region']),
      ]);
      expect([lost.exit, lost.out]).toEqual([2, '']);
      expect(lost.err).toContain('ECONNREFUSED');
      expect([wrong.exit, wrong.out]).toEqual([2, '']);
      expect(wrong.err).toContain('does not accept the user or the password');
      expect(wrong.err).not.toContain('4711');
      expect(read).toMatchObject({ exit: 0, out: expect.stringContaining('华东') });
    }, 40_000);

    it('ends its query on the server when the program is interrupted', async () => {
      const slow = asSql(`SELECT toDate('2026-01-05') AS date, '' AS region, number + sleep(1) AS amount FROM system.numbers`);
      const args = ['history', at(slow), '--by', 'region'];
      const child = start(process.execPath, [salesplan, ...args]);
      const done = finished(child);
      await expect.poll(() => cluster.processes('sleep'), { timeout: 10_000 }).toBeGreaterThan(0);
      child.kill('SIGINT');
      expect(await done).toMatchObject({ code: 130, out: '', err: expect.not.stringContaining('error') });
      await expect.poll(() => cluster.processes('sleep'), { timeout: 5_000 }).toBe(0);
    }, 40_000);

    it('names the shard that is away, and gives no part', async () => {
      await cluster.shards[1]!.server.kill();
      const [found] = await refusalOf(sums('default.sales'));
      await cluster.restart(1);
      expect(found).toMatchObject({
        code: 'remote.lost',
        values: { reason: expect.stringContaining(`127.0.0.1:${cluster.shards[1]!.tcp}`) },
      });
    }, 40_000);

    it('asks again when a server comes back', async () => {
      const source = open('default.sales');
      await using(source, async (opened: FactsSource) => {
        expect((await opened.describe()).columns).toEqual(['date', 'region', 'amount']);
        await cluster.shards[0]!.server.kill();
        const restarted = cluster.restart(0);
        expect(total((await opened.totals(query())).totals)).toBe('7.3');
        await restarted;
      });
    }, 40_000);

    it('never gives a part of an answer that broke off', async () => {
      const rest = asSql(
        `SELECT toDate('2026-01-05') AS date, toString(number) AS region, 1 AS amount FROM system.numbers LIMIT 60000`,
      );
      for (const bytes of [100, 700, 100_000]) {
        const proxy = await cuttingProxy(cluster.shards[0]!.port, bytes);
        const source = openFacts([at(rest, proxy.port)], { env: {} });
        const [found] = await refusalOf(using(source, (s) => s.totals(query())));
        await proxy.close();
        expect(found!.code).toBe('remote.lost');
      }
    }, 60_000);

    it('gives an error when the server is killed while it works', async () => {
      const rest = asSql(`SELECT toDate('2026-01-05') AS date, '' AS region, number + sleep(1) AS amount FROM system.numbers`);
      const working = refusalOf(sums(rest));
      await expect.poll(() => cluster.processes('sleep'), { timeout: 10_000 }).toBeGreaterThan(0);
      await cluster.shards[0]!.server.kill();
      expect((await working)[0]).toMatchObject({ code: 'remote.lost' });
      await cluster.restart(0);
    }, 60_000);
  });
});
