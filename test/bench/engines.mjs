// Whole commands on tables of database servers beside the bare GROUP BY in the server's own client, interleaved: medians and their ratio.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { writeOrders } from './orders.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '../../bin/salesplan.js');
const ROWS = 1_000_000;
const RUNS = 9;
const LEVELS = ['区域', '团队', '销售员'];
const COLUMNS = ['订单编号', '订单日期', ...LEVELS, '产品', '客户', '数量', '金额'];
const TYPES = {
  text: { clickhouse: {}, postgres: {} },
  typed: {
    clickhouse: { 订单日期: 'Date', 数量: 'Int32', 金额: 'Decimal(18, 2)' },
    postgres: { 订单日期: 'date', 数量: 'integer', 金额: 'numeric(18, 2)' },
  },
};

export async function benchEngines(temp) {
  const tools = await engineTools(temp);
  const orders = join(temp, 'engine-orders.csv');
  const clients = Object.entries({
    clickhouse: ['clickhouse-server', 'clickhouse-client'],
    postgres: tools.POSTGRES_PROGRAMS,
  });
  for (const [engine, programs] of clients) {
    const missing = programs.find((name) => tools.installed(name) === undefined);
    if (missing !== undefined) {
      console.log(`${engine}: skipped, ${missing} is not installed`);
      continue;
    }
    writeOrders(orders, ROWS);
    await benchEngine(await SERVERS[engine](tools, orders));
  }
}

/** The servers of the tests, which are written in TypeScript. */
async function engineTools(temp) {
  const names = ['clickhouse-cluster', 'postgres-server', 'installed'];
  const contents = names.map((name) => `export * from './${name}.ts';`).join('\n');
  const outfile = join(temp, 'engines.mjs');
  const stdin = { contents, resolveDir: join(here, '../engines'), loader: 'ts' };
  await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile });
  return import(pathToFileURL(outfile).href);
}

const SERVERS = {
  async clickhouse(tools, orders) {
    const cluster = await tools.startClickHouse();
    const client = [tools.installed('clickhouse-client'), '--port', `${cluster.shards[0].tcp}`];
    for (const [kind, types] of Object.entries(TYPES)) {
      const columns = COLUMNS.map((name) => `\`${name}\` ${types.clickhouse[name] ?? 'String'}`).join(', ');
      await cluster.createTable(`orders_${kind}`, columns, 'rand()');
      const insert = ['--insert_distributed_sync=1', '--query', `INSERT INTO orders_${kind} FORMAT CSVWithNames`];
      await run([...client, ...insert], { input: orders });
    }
    const by = LEVELS.map((name) => `\`${name}\``).join(', ');
    const bare = (table, day, amount) =>
      `SELECT toStartOfMonth(${day}) AS m, ${by}, sum(${amount}), count() FROM ${table} GROUP BY m, ${by}`;
    return {
      name: 'ClickHouse (two shards)',
      address: (table) => `clickhouse://127.0.0.1:${cluster.shards[0].port}/default.${table}`,
      bare: {
        text: [...client, '--query', bare('orders_text', 'toDate(`订单日期`)', 'toDecimal64(`金额`, 2)')],
        typed: [...client, '--query', bare('orders_typed', '`订单日期`', '`金额`')],
      },
      env: {},
      stop: () => cluster.stop(),
    };
  },

  async postgres(tools, orders) {
    const postgres = await tools.startPostgres();
    const { USER, PASSWORD } = tools;
    const server = ['-h', '127.0.0.1', '-p', `${postgres.port}`, '-U', USER, '-d', 'sales'];
    const client = [tools.installed('psql'), '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...server, '-c'];
    const env = { PGPASSWORD: PASSWORD, SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };
    for (const [kind, types] of Object.entries(TYPES)) {
      const columns = COLUMNS.map((name) => `"${name}" ${types.postgres[name] ?? 'text'}`).join(', ');
      await postgres.run(`CREATE TABLE orders_${kind} (${columns})`);
      await run([...client, `COPY orders_${kind} FROM STDIN WITH (FORMAT csv, HEADER)`], { input: orders, env });
      await postgres.run(`VACUUM ANALYZE orders_${kind}`);
    }
    const by = LEVELS.map((name) => `"${name}"`).join(', ');
    const bare = (table, day, amount) =>
      `SELECT date_trunc('month', ${day})::date AS m, ${by}, sum(${amount}), count(*) FROM ${table} GROUP BY m, ${by}`;
    return {
      name: 'PostgreSQL',
      address: (table) => `postgres://127.0.0.1:${postgres.port}/sales?table=${table}`,
      bare: {
        text: [...client, bare('orders_text', '"订单日期"::date', '"金额"::numeric')],
        typed: [...client, bare('orders_typed', '"订单日期"', '"金额"')],
      },
      env,
      stop: () => postgres.stop(),
    };
  },
};

async function benchEngine({ name, address, bare, env, stop }) {
  try {
    for (const kind of Object.keys(TYPES)) {
      const asked = [
        'history',
        '--no-dir',
        address(`orders_${kind}`),
        '--by',
        'month',
        '--by',
        LEVELS.join(','),
        '-O',
        'csv',
        '-q',
      ];
      const commands = { ours: [process.execPath, program, ...asked], bare: bare[kind] };
      const times = { ours: [], bare: [] };
      for (let turn = -1; turn < RUNS; turn++) {
        for (const [who, command] of Object.entries(commands)) {
          const taken = await run(command, { env });
          if (turn >= 0) times[who].push(taken);
        }
      }
      const [a, b] = [median(times.ours), median(times.bare)];
      const what = `history of ${ROWS.toLocaleString('en')} rows of ${kind} columns on ${name}`;
      console.log(
        `${what}: ${a.toFixed(0)} ms, bare GROUP BY ${b.toFixed(0)} ms, ratio ${(a / b).toFixed(2)} (no limit; ${RUNS} runs)`,
      );
    }
  } finally {
    await stop();
  }
}

/** Milliseconds that a command took. Not waited for in place: the servers write their logs to this process. */
async function run([command, ...args], { input, env } = {}) {
  const start = performance.now();
  const stdin = input === undefined ? undefined : openSync(input);
  const child = spawn(command, args, { stdio: [stdin ?? 'ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let told = '';
  child.stderr.on('data', (text) => {
    told += text;
  });
  const [status] = await once(child, 'close');
  if (stdin !== undefined) closeSync(stdin);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${told}`);
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
