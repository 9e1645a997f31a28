// npm run bench [-- startup|rows|facts|memory|encodings|engines|allocation|whole]: ratios against bare Node, bare DuckDB, servers' own clients and csv-stringify, interleaved in one run; medians.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchAllocation } from './allocation.mjs';
import { benchEncodings } from './encodings.mjs';
import { benchEngines } from './engines.mjs';
import { benchFacts, benchMemory } from './facts.mjs';
import { writeOrders, writeReps } from './orders.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '../../bin/salesplan.js');
const temp = mkdtempSync(join(tmpdir(), 'salesplan-bench-'));

const BENCHES = {
  startup: () => compare('salesplan --help', { runs: 20, limit: 1.4, ours: [program, '--help'], bare: ['-e', '0'] }),
  rows: () => {
    const orders = join(temp, 'orders.csv');
    writeOrders(orders, 1_000_000);
    const by = ['--by', 'quarter,month', '--by', '区域,团队,销售员'];
    const ours = [
      program,
      'decompose',
      '--history',
      orders,
      '--total',
      '500万',
      '-p',
      '2026',
      ...by,
      '-o',
      join(temp, 'plan.csv'),
    ];
    compare('decompose of 1,000,000 rows', { runs: 9, limit: 1.5, ours, bare: [join(here, 'bare-duckdb.mjs'), orders] });
  },
  encodings: () => benchEncodings(temp),
  engines: () => benchEngines(temp),
  facts: () => benchFacts(temp),
  memory: () => benchMemory(temp),
  allocation: () => benchAllocation(temp),
  whole: () => {
    for (const shape of [
      [20, 20, 25],
      [40, 50, 50],
    ])
      benchWhole(shape);
  },
};

/** From a CSV of so many reps to their written plan of 12 months, beside a bare script that does not add up. */
function benchWhole(shape) {
  const [orders, plan, total] = [join(temp, 'reps.csv'), join(temp, 'reps-plan.csv'), '12000000000.07'];
  writeReps(orders, shape);
  const by = ['--by', 'quarter,month', '--by', '区域,团队,销售员', '--basis', 'last-year'];
  const ours = [program, 'decompose', '--history', orders, '--total', total, '-p', '2026', ...by, '-o', plan, '-q'];
  const reps = shape.reduce((a, b) => a * b).toLocaleString('en');
  compare(`decompose to ${reps} x 12 cells`, {
    runs: 3,
    limit: undefined,
    ours,
    bare: [join(here, 'bare-plan.mjs'), orders, plan, total],
  });
}

const asked = process.argv.slice(2);
try {
  for (const [name, bench] of Object.entries(BENCHES)) if (asked.length === 0 || asked.includes(name)) await bench();
} finally {
  rmSync(temp, { recursive: true, force: true });
}

/** Runs two node commands in turn and prints the medians of whole-process wall time and their ratio. */
function compare(name, { runs, limit, ours, bare }) {
  const times = { ours: [], bare: [] };
  for (let run = -1; run < runs; run++) {
    for (const [who, args] of [
      ['bare', bare],
      ['ours', ours],
    ]) {
      const taken = timed(args);
      if (run >= 0) times[who].push(taken);
    }
  }
  const [a, b] = [median(times.ours), median(times.bare)];
  const verdict = limit === undefined ? 'no limit' : `${a / b <= limit ? 'within' : 'ABOVE'} the limit ${limit}`;
  console.log(`${name}: ${a.toFixed(0)} ms, bare ${b.toFixed(0)} ms, ratio ${(a / b).toFixed(2)} (${verdict}; ${runs} runs)`);
}

function timed(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
