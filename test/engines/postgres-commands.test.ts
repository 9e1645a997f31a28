import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contents, finished, newFolder, program, type Run, salesplan, start } from '../acceptance/run.ts';
import { runsHere } from './installed.ts';
import { copyText, PASSWORD, POSTGRES_PROGRAMS, type PostgresServer, startPostgres, USER } from './postgres-server.ts';

const HEADER = ['日期', '区域', '销售员', '金额'];
const ORDERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].flatMap((month) =>
  ['王芳', '李娜', '张三'].map((rep, index) => [
    `2025-${String(month).padStart(2, '0')}-1${index}`,
    index < 2 ? '华东' : '华南',
    rep,
    String(1000 * month + 37 * index),
  ]),
);

describe.runIf(runsHere(...POSTGRES_PROGRAMS))('commands with a PostgreSQL address', () => {
  let postgres: PostgresServer;
  const folder = newFolder();
  const runs: Run[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.run(copyText('"订单"', [HEADER, ...ORDERS]));
    await postgres.run(copyText('actuals', [HEADER, ['2026-01-31', '华东', '王芳', '500']]));
    writeFileSync(join(folder, 'orders.csv'), [HEADER, ...ORDERS].map((row) => `${row.join(',')}\n`).join(''));
  }, 60_000);
  afterAll(() => postgres?.stop());

  const address = (table = '订单', user = `${USER}@`) => `postgres://${user}127.0.0.1:${postgres.port}/sales?table=${table}`;
  /** Every run is kept, so that all that was ever said can be looked through. */
  async function run(args: readonly string[], env: NodeJS.ProcessEnv = { SALESPLAN_POSTGRES_PASSWORD: PASSWORD }): Promise<Run> {
    const { HOME: _, ...others } = { HOME: '', ...env };
    const done = await salesplan(args, { cwd: folder, env: { HOME: folder, ...others } });
    runs.push(done);
    return done;
  }
  const plan = ['-p', '2026', '--total', '500万', '--by', 'month', '--by', '区域,销售员'];

  it('give what a file with the same rows gives', async () => {
    const [there, here] = [
      await run(['history', address(), '--by', '区域', '--json']),
      await run(['history', 'orders.csv', '--by', '区域', '--json']),
    ];
    expect(there.code).toBe(0);
    expect(there.out).toBe(here.out);
    const told = await run(['history', address(), '--by', '区域']);
    expect(told.err).toContain(`${address('订单', '')}: PostgreSQL 15`);
    for (const [history, file] of [
      [address(), 'there.csv'],
      ['orders.csv', 'here.csv'],
    ] as const)
      expect((await run(['decompose', '--history', history, ...plan, '-o', file])).code).toBe(0);
    expect(readFileSync(join(folder, 'there.csv'), 'utf8')).toBe(readFileSync(join(folder, 'here.csv'), 'utf8'));
  });

  it('record the address without its user, and no hash; explain asks the server again', async () => {
    const meta = readFileSync(join(folder, 'there.meta.json'), 'utf8');
    const shown = address('订单', '');
    expect(JSON.parse(meta)).toMatchObject({ inputs: [{ file: shown, role: 'history' }] });
    expect(JSON.parse(meta).inputs[0]).not.toHaveProperty('sha256');
    expect(meta).not.toContain(USER);
    const env = { SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };
    const explain = ['explain', '华东/王芳', '2026-03', '--plan', 'there.csv'];
    const explained = await run(explain, env);
    expect([explained.code, explained.err]).toEqual([0, expect.stringContaining('no hash of its rows')]);
    await postgres.run(`INSERT INTO "订单" VALUES ('2025-01-01', '华东', '王芳', '99999')`);
    const changed = await run(explain, env);
    expect([changed.code, changed.err]).toEqual([2, expect.stringContaining(`these rows changed: ${shown}`)]);
    await postgres.run(`DELETE FROM "订单" WHERE "金额" = '99999'`);
  });

  it('keep addresses in the settings of a folder', async () => {
    const env = { SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };
    expect((await run(['init', 'plan', '--history', address(), '--actual', address('actuals')], env)).code).toBe(0);
    expect(readFileSync(join(folder, 'plan', 'salesplan.yaml'), 'utf8')).toContain(address('订单', ''));
    expect((await run(['-C', 'plan', 'target', 'add', 'T1', '--value', '500万', '-p', '2026'], env)).code).toBe(0);
    expect((await run(['-C', 'plan', 'decompose', '--target', 'T1'], env)).code).toBe(0);
    const variance = await run(['-C', 'plan', 'variance', '--by', '区域', '--as-of', '2026-01-31', '--json'], env);
    expect([variance.code, variance.out]).toEqual([0, expect.stringContaining('500')]);
    const checked = await run(['-C', 'plan', '--today', '2026-02-02', 'check'], env);
    expect(checked.code).toBe(0);
    expect((await run(['-C', 'plan', 'explain', '华东/王芳', '2026-03'], env)).code).toBe(0);
  });

  it('count customers there', async () => {
    await postgres.run(
      copyText('bought', [
        ['date', 'region', 'amount', 'customer', 'order'],
        ['2026-01-05', 'A', '5', 'C1', '1'],
        ['2026-01-06', 'B', '5', 'C2', '2'],
      ]),
    );
    const args = ['history', address('bought'), '--metric', 'customers', '-p', '2026-01', '--by', 'month', '--by', 'region'];
    expect(await run(args)).toMatchObject({ code: 0, out: expect.stringContaining('2026-01') });
  });

  it('write rejects with the address for a file', async () => {
    await postgres.run(copyText('odd', [HEADER, ['2026-01-31', '华东', '王芳', '500'], ['soon', '华东', '王芳', '1']]));
    const done = await run(['history', address('odd'), '--by', '区域', '--rejects', 'rejects.csv']);
    expect(done.code).toBe(0);
    expect(readFileSync(join(folder, 'rejects.csv'), 'utf8')).toContain(`${address('odd', '')},,日期,facts.bad-date`);
  });

  it.each<[string, () => string[], string]>([
    ['a wrong password', () => ['history', address()], 'does not accept'],
    ['a password in the address', () => ['history', address().replace('@', `:${PASSWORD}@`)], 'password in an address'],
    ['one that is hidden behind a question mark', () => ['history', address().replace('@', `:a?${PASSWORD}@`)], 'may stand'],
    ['one as an option', () => ['history', `${address()}&password=${PASSWORD}`], 'password in an address'],
    [
      'a plan with it',
      () => ['decompose', '--history', address().replace('@', `:${PASSWORD}@`), ...plan, '-o', 'x.csv'],
      'password in',
    ],
    ['an unknown server', () => ['history', `mysql://${USER}:${PASSWORD}@h/d`], 'no server is known'],
    ['a missing table', () => ['history', address('nothing')], 'does not exist'],
    ['a missing column', () => ['history', address(), '--by', 'nothing'], 'nothing'],
    ['files beside it', () => ['history', address(), 'orders.csv'], 'files are named together'],
    ['two addresses', () => ['history', address(), address('odd')], 'two addresses'],
    ['options of files', () => ['history', address(), '--encoding', 'utf-8', '--delimiter', ';'], '--encoding, --delimiter'],
    ['bad rows', () => ['history', address('odd'), '--by', '区域'], '"soon" is not a date'],
  ])('refuse %s with exit 2', async (name, args, said) => {
    const password = name === 'a wrong password' ? `${PASSWORD}x` : PASSWORD;
    const done = await run(args(), { SALESPLAN_POSTGRES_PASSWORD: password });
    expect([done.code, done.err]).toEqual([2, expect.stringContaining(said)]);
    expect(existsSync(join(folder, 'x.csv'))).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('end their query on the server at %s', async (signal) => {
    const sql = `SELECT '2026-01-05' AS date, '5' AS amount FROM pg_sleep(600)`;
    const slow = `postgres://127.0.0.1:${postgres.port}/sales?query=${encodeURIComponent(sql)}`;
    const atWork = `SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND application_name = 'salesplan'`;
    const env = { SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };
    const child = start(process.execPath, [program, 'history', slow, '--by', 'month'], { cwd: folder, env });
    const done = finished(child);
    await expect.poll(() => postgres.run(atWork), { timeout: 10_000 }).toBe('1');
    child.kill(signal);
    const ended = await done;
    runs.push(ended);
    expect([ended.code, ended.out]).toEqual([signal === 'SIGINT' ? 130 : 143, '']);
    expect(ended.err).not.toContain('error');
    await expect.poll(() => postgres.run(atWork), { timeout: 5_000 }).toBe('0');
  });

  it('take credentials from a file that nobody else can read', async () => {
    const file = join(folder, 'pass');
    writeFileSync(file, `127.0.0.1:${postgres.port}:sales:${USER}:${PASSWORD}\n`, { mode: 0o600 });
    const env = { SALESPLAN_CREDENTIALS: file };
    expect((await run(['history', address('订单', ''), '--by', '区域'], env)).code).toBe(0);
    expect((await run(['history', address('订单', ''), '--by', '区域'], { PGPASSFILE: file, PGUSER: USER })).code).toBe(0);
    chmodSync(file, 0o644);
    expect(await run(['history', address(), '--by', '区域'], env)).toMatchObject({
      code: 2,
      err: expect.stringContaining('chmod 600'),
    });
    chmodSync(file, 0o600);
    writeFileSync(file, '');
  });

  it('take address, query and credentials of a source from the settings, and leave the file with these alone', async () => {
    const settings = join(folder, 'plan', 'salesplan.yaml');
    const before = readFileSync(settings, 'utf8');
    const secrets = join(folder, 'plan', 'secret.csv');
    const kept = `127.0.0.1:${postgres.port}:sales:${USER}:${PASSWORD}\n`;
    writeFileSync(secrets, kept, { mode: 0o600 });
    const source = `{ address: "postgres://${USER}@127.0.0.1:${postgres.port}/sales", query: "SELECT * FROM \\"订单\\" -- all", credentials: secret.csv }`;
    writeFileSync(settings, `${before}sources:\n  there: ${source}\n`);
    const there = ['--source', 'there'];
    const history = await run(['-C', 'plan', 'history', ...there, '--by', '区域', '-v'], {});
    expect([history.code, history.out]).toEqual([0, expect.stringContaining('华东')]);
    const planned = await run(['-C', 'plan', 'decompose', ...there, ...plan, '-o', 'p.csv'], {});
    expect(planned.code).toBe(0);
    expect((await run(['-C', 'plan', 'decompose', ...there, ...plan, '--json'], {})).code).toBe(0);
    expect(await run(['-C', 'plan', 'explain', '华东/王芳', '2026-03', '--plan', 'p.csv'], {})).toMatchObject({
      code: 0,
      err: expect.not.stringContaining('error'),
    });
    const meta = readFileSync(join(folder, 'p.meta.json'), 'utf8');
    expect([meta.includes('"plan/secret.csv"'), meta.includes(`${USER}@`)]).toEqual([true, false]);
    const secretAddress = source.replace(`${USER}@`, `${USER}:${PASSWORD}@`);
    writeFileSync(settings, `${before}sources:\n  there: ${secretAddress}\n`);
    expect(await run(['-C', 'plan', 'history', ...there], {})).toMatchObject({ code: 2 });
    writeFileSync(settings, `${before}sources:\n  there: ${source}\n`);
    const over = await run(['-C', 'plan', 'history', ...there, '--by', '区域', '-o', 'plan/secret.csv'], {});
    expect([over.code, over.err, readFileSync(secrets, 'utf8')]).toEqual([2, expect.stringContaining('secret.csv'), kept]);
    writeFileSync(settings, before);
    writeFileSync(secrets, '');
  });

  it('never say or keep the password', () => {
    expect(runs.length).toBeGreaterThan(25);
    for (const { out, err } of runs) expect(out + err).not.toContain(PASSWORD);
    for (const [file, bytes] of Object.entries(contents(folder)))
      expect(`${file} ${Buffer.from(bytes, 'base64').toString('utf8')}`).not.toContain(PASSWORD);
  });
});
