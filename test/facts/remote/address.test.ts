import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import { isAddress, parseAddress } from '../../../src/facts/remote/address.ts';
import { runs } from '../../core/make.ts';

function refused(text: string): { code: string; shown: string } {
  try {
    parseAddress(text);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.findings[0]!.code, shown: JSON.stringify(error.findings) };
    throw error;
  }
  throw new Error(`not refused: ${text}`);
}

describe('addresses of servers', () => {
  it('are told from files', () => {
    expect(['postgres://h/d?table=t', 'ClickHouse://h/d.t', 'mysql://h/d'].map(isAddress)).toEqual([true, true, true]);
    expect(['orders.csv', '-', 'C:\\orders.csv', 'a/b://c', '//h/d', '订单://h'].map(isAddress)).toEqual(Array(6).fill(false));
  });

  it('say engine, place and table', () => {
    expect(parseAddress('postgresql://王@[::1]:6543/sales?table=crm.订单&sslmode=require')).toEqual({
      engine: 'postgres',
      encrypted: false,
      host: '::1',
      port: 6543,
      database: 'sales',
      user: '王',
      facts: { table: ['crm', '订单'] },
      options: { sslmode: 'require' },
      display: 'postgresql://[::1]:6543/sales?table=crm.订单&sslmode=require',
      record: 'postgresql://[::1]:6543/sales?table=crm.订单&sslmode=require',
    });
    expect(parseAddress('clickhouse+https://ch.example/db.orders')).toMatchObject({
      ...{ engine: 'clickhouse', encrypted: true, port: 8443, database: 'db', facts: { table: ['orders'] } },
      display: 'clickhouse+https://ch.example:8443/db.orders',
    });
  });

  it('take percent signs for the characters they stand for, and a plus for a plus', () => {
    const { facts, database } = parseAddress('postgres://h/my%2Fdb?table=a%2Eb.c%20d%26');
    expect([facts, database]).toEqual([{ table: ['a.b', 'c d&'] }, 'my/db']);
    expect(parseAddress('postgres://h/d?query=SELECT%20a+1%20AS%20%22%E9%87%91%E9%A2%9D%22;%20').facts).toEqual({
      query: 'SELECT a+1 AS "金额"',
    });
    expect(parseAddress('postgres://h/d?query=SELECT a=b FROM t').facts).toEqual({ query: 'SELECT a=b FROM t' });
  });

  it('show no user and no SQL, but keep the SQL in the record', () => {
    const { display, record } = parseAddress("clickhouse://me@h/db?query=SELECT 'x' FROM t&timeout=5");
    expect(display).toBe('clickhouse://h:8123/db?query=...&timeout=5');
    expect(record).toBe("clickhouse://h:8123/db?query=SELECT%20'x'%20FROM%20t&timeout=5");
  });

  it('are the same again when they are read from a record, whatever the names hold', () => {
    const name = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/[\0\p{Cs}]/u.test(text));
    fc.assert(
      fc.property(name, name, name, fc.boolean(), (database, schema, table, isPostgres) => {
        const all = [database, schema, table].map((text) => encodeURIComponent(text).replaceAll('.', '%2E'));
        const text = isPostgres ? `postgres://h/${all[0]}?table=${all[1]}.${all[2]}` : `clickhouse://h/${all[0]}.${all[2]}`;
        const first = parseAddress(text);
        expect(first.database).toBe(database);
        expect(first.facts).toEqual({ table: isPostgres ? [schema, table] : [table] });
        expect(parseAddress(first.record)).toEqual(first);
        expect(parseAddress(first.display)).toEqual(first);
      }),
      runs(300),
    );
  });

  it.each([
    ['postgres://planner:hunter2@h/d?table=t', 'remote.password-in-address'],
    ['postgres://planner%3Ahunter2@h/d?table=t', 'remote.password-in-address'],
    ['postgres://:hunter2@h/d?table=t', 'remote.password-in-address'],
    ['postgres://p:a/hunter2@h/d?table=t', 'remote.password-in-address'],
    ['postgres://p:a@hunter2@h/d?table=t', 'remote.password-in-address'],
    ['postgres://p:a?hunter2@h/d?table=t', 'remote.doubtful-password'],
    ['postgres://p:12?hunter2@h/d?table=t', 'remote.unknown-option'],
    ['postgres://p:a#hunter2@h/d?table=t', 'remote.password-in-address'],
    ['postgres://h/d?table=t&password=hunter2', 'remote.password-in-address'],
    ['clickhouse://h/d.t?token=hunter2', 'remote.password-in-address'],
    ['mysql://planner:hunter2@h/d', 'remote.unknown-scheme'],
  ])('never show what may be a password: %s', (text, code) => {
    const found = refused(text);
    expect(found.code).toBe(code);
    expect(found.shown).not.toContain('hunter2');
  });

  it.each([
    ['postgres://h/d', 'remote.no-table'],
    ['postgres://h/d?table=t&query=SELECT 1', 'remote.no-table'],
    ['postgres://h/d?query=;', 'remote.no-table'],
    ['clickhouse://h/d.t?table=u', 'remote.no-table'],
    ['postgres://h?table=t', 'remote.bad-address'],
    ['postgres://h/d?table=a..b', 'remote.bad-address'],
    ['postgres://h:99999/d?table=t', 'remote.bad-address'],
    ['postgres://h h/d?table=t', 'remote.bad-address'],
    ['postgres://h/d/e?table=t', 'remote.bad-address'],
    ['postgres://h/d?table=t&table=u', 'remote.option-twice'],
    ["postgres://h/d?query=SELECT 'a%'", 'remote.bad-percent'],
    ['postgres://h/d?table=a%00', 'remote.bad-percent'],
    ['postgres://h/d?table=t&colour=red', 'remote.unknown-option'],
  ])('are refused where they say nothing clear: %s', (text, code) => {
    expect(refused(text).code).toBe(code);
  });
});
