// Large files: time against bare DuckDB, csv-parse and Miller, interleaved in one run; the most memory; what comes beyond; the cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOrders, writeUnits } from './orders.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '../../bin/salesplan.js');
const LEVELS = ['--by', 'month', '--by'];
const UNITS = '区域,团队,销售员';
const MILLION = 1_000_000;
/** Of csv-parse and Miller, which take long. */
const PEER_RUNS = 2;
const RUNS = 5;
const MOST_MB = 500;

/** Time and the cache. */
export function benchFacts(temp) {
  const { orders } = benchFiles(temp);
  compareSpeed(orders, temp);
  benchCache(temp);
}

/** Files stay in `SALESPLAN_BENCH_DIR` where that is given, for the next run. */
function benchFiles(temp) {
  const folder = process.env.SALESPLAN_BENCH_DIR ?? temp;
  mkdirSync(folder, { recursive: true });
  const file = (name, write, ...how) => {
    const path = join(folder, name);
    if (!existsSync(path)) write(path, ...how);
    return path;
  };
  const orders = file('orders-10m.csv', writeOrders, 10 * MILLION);
  console.log(`10,000,000 rows, ${(statSync(orders).size / MILLION).toFixed(0)} MB`);
  return { orders, file };
}

function compareSpeed(orders, temp) {
  const ours = { history: history(orders, temp), decompose: decompose(orders, temp) };
  const peers = {
    'bare DuckDB': { command: [process.execPath, join(here, 'bare-duckdb.mjs'), orders], most: 1.5, runs: RUNS },
    'csv-parse': { command: [process.execPath, join(here, 'bare-csv-parse.mjs'), orders], least: 11, runs: PEER_RUNS },
    Miller: { command: miller(orders), least: 7.5, runs: PEER_RUNS },
  };
  if (spawnSync('mlr', ['--version']).error) {
    console.log('Miller (mlr) is not installed: not compared');
    delete peers.Miller;
  }
  const times = Object.fromEntries([...Object.keys(ours), ...Object.keys(peers)].map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const [name, command] of Object.entries(ours)) times[name].push(measured(command).ms);
    for (const [name, { command, runs }] of Object.entries(peers)) if (run < runs) times[name].push(measured(command).ms);
  }
  for (const name of Object.keys(ours)) {
    const own = median(times[name]);
    for (const [peer, limits] of Object.entries(peers))
      console.log(line(`${name} of 10,000,000 rows`, own, peer, median(times[peer]), limits));
  }
}

function line(name, own, peer, other, { most, least }) {
  const figures = `${name}: ${own.toFixed(0)} ms, ${peer} ${other.toFixed(0)} ms`;
  if (most !== undefined)
    return `${figures}, ratio ${(own / other).toFixed(2)} (${own / other <= most ? 'within' : 'ABOVE'} the limit ${most})`;
  return `${figures}, ${(other / own).toFixed(1)} times as fast (${other / own >= least ? 'within' : 'BELOW'} the limit ${least})`;
}

export function benchMemory(temp) {
  const { orders, file } = benchFiles(temp);
  const units = file('units-1m.csv', writeUnits, MILLION);
  const million = file('groups-1m.csv', writeOrders, 10 * MILLION, { products: 93 });
  const bad = file('bad-100k.csv', writeOrders, MILLION, { badEvery: 10 });
  const rejects = ['--rejects', join(temp, 'rejects.csv')];
  memory('10,000,000 rows to 10,800 groups', history(orders, temp), MOST_MB);
  memory('10,000,000 rows to 1,004,400 groups', history(million, temp, `${UNITS},产品`), MOST_MB);
  memory('1,000,000 units with a group each', history(units, temp), MOST_MB);
  memory('1,000,000 rows, 100,000 of them bad', [...history(bad, temp), ...rejects], MOST_MB);
  const beyond = file('groups-3m.csv', writeOrders, 10 * MILLION, { products: 280 });
  beyondLimit('3,024,000 groups', history(beyond, temp, `${UNITS},产品`));
  beyondLimit('10,000,000 units', history(orders, temp, `${UNITS},订单编号`));
  const worse = file('bad-1m.csv', writeOrders, 10 * MILLION, { badEvery: 10 });
  memory('beyond: 1,000,000 bad rows', [...history(worse, temp), ...rejects], MOST_MB);
}

function memory(name, command, limit) {
  const { peak } = measured(command);
  const mb = peak / MILLION;
  console.log(`memory, ${name}: peak ${mb.toFixed(0)} MB (${mb <= limit ? 'within' : 'ABOVE'} the limit ${limit})`);
}

/** What is too much stops with a sentence (exit 2), and takes no more memory than what is not. */
function beyondLimit(name, command) {
  const { peak, ms, status, stderr } = measured(command, [2]);
  const mb = peak / MILLION;
  const verdict = `${mb <= MOST_MB ? 'within' : 'ABOVE'} the limit ${MOST_MB}`;
  console.log(
    `beyond, ${name}: exit ${status} after ${ms.toFixed(0)} ms, peak ${mb.toFixed(0)} MB (${verdict}): ${stderr.split('\n')[0]}`,
  );
}

/** Five years of monthly files in a plan folder: without, for the first and for the second time. */
function benchCache(temp) {
  const folder = join(temp, 'cache');
  mkdirSync(folder);
  writeFileSync(join(folder, 'salesplan.yaml'), 'version: 1\n');
  const long = new Date('2026-01-01T00:00:00Z');
  for (let month = 0; month < 60; month++) {
    const path = join(folder, `orders-${String(month).padStart(2, '0')}.csv`);
    writeOrders(path, 200_000, { seed: month, firstOrder: month * 200_000 });
    utimesSync(path, long, long);
  }
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => join(folder, name));
  // Files that changed a moment ago are not kept.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
  const ask = (...more) => [
    process.execPath,
    program,
    'history',
    '-C',
    folder,
    ...files,
    ...LEVELS,
    UNITS,
    '-O',
    'csv',
    '-o',
    join(temp, 'x.csv'),
    '-q',
    ...more,
  ];
  const plain = measured(ask('--no-cache')).ms;
  const first = measured(ask()).ms;
  const second = median([1, 2, 3].map(() => measured(ask()).ms));
  utimesSync(files[59], new Date(), new Date());
  const changed = measured(ask()).ms;
  rmSync(folder, { recursive: true });
  const ratio = (ms) => `${ms.toFixed(0)} ms, ratio ${(ms / plain).toFixed(2)}`;
  console.log(
    `60 files of 200,000 rows: ${plain.toFixed(0)} ms without a cache; first time ${ratio(first)}; second time ${ratio(second)}; one file changed ${ratio(changed)}`,
  );
}

function history(orders, temp, units = UNITS) {
  return [
    process.execPath,
    program,
    'history',
    '--no-dir',
    orders,
    ...LEVELS,
    units,
    '-O',
    'csv',
    '-o',
    join(temp, 'x.csv'),
    '-q',
  ];
}

function decompose(orders, temp) {
  const by = ['--by', 'quarter,month', '--by', UNITS];
  return [
    process.execPath,
    program,
    'decompose',
    '--no-dir',
    '--history',
    orders,
    '--total',
    '500万',
    '-p',
    '2026',
    ...by,
    '-o',
    join(temp, 'plan.csv'),
    '-q',
  ];
}

function miller(orders) {
  const month = '$month = substr($订单日期, 0, 6)';
  return [
    'mlr',
    '--icsv',
    '--ojson',
    'put',
    month,
    'then',
    'stats1',
    '-a',
    'sum,count',
    '-f',
    '金额',
    '-g',
    `month,${UNITS}`,
    'then',
    'sort',
    '-f',
    `month,${UNITS}`,
    orders,
  ];
}

/** Wall time and the most memory of a command and what it starts. */
function measured(command, exits = [0]) {
  const child = spawnSync(process.execPath, [join(here, 'measured.mjs'), ...command], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const { ms, peak, status, stderr } = JSON.parse(child.stdout);
  if (!exits.includes(status)) throw new Error(`${command.join(' ')}: exit ${status}\n${stderr}`);
  return { ms, peak, status, stderr };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
