// Allocation in memory against csv-stringify writing the same plan, interleaved in one process; memory in processes of its own.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const child = join(here, 'allocation-child.mjs');

/**
 * `request` names one of `REQUESTS` in the child; `limit` is the ratio to csv-stringify, `mostBytes` what a cell may take at the
 * peak, weights and plan included, trees not. At 120,000 cells the runtime's own young generation would be most of it.
 */
const CASES = [
  { request: 'free', shape: [20, 20, 25], runs: 11, limit: 0.8 },
  { request: 'free', shape: [40, 50, 50], runs: 5, limit: 0.8, mostBytes: 200 },
  { request: 'locked', shape: [20, 20, 25], runs: 11, limit: 1.5 },
  { request: 'locked', shape: [40, 50, 50], runs: 5, limit: 1.5, mostBytes: 200 },
];

/** Bytes of a weight. */
const WEIGHT = 8;

/** Prints a line on time for each case, and one on memory where that has a limit. */
export function benchAllocation(temp) {
  const core = join(temp, 'core.mjs');
  bundleCore(core);
  for (const { request, shape, runs, limit, mostBytes } of CASES) {
    const ask = { core, temp, request, shape, runs };
    const name = `allocation (${request}) of ${shape.reduce((a, b) => a * b).toLocaleString('en')} x 12`;
    compareTime(name, ask, limit);
    if (mostBytes !== undefined) compareMemory(name, ask, mostBytes);
  }
}

function compareTime(name, ask, limit) {
  const { ours, bare } = run('time', ask);
  const ratio = ours / bare;
  console.log(
    `${name}: ${ours.toFixed(0)} ms, csv-stringify ${bare.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (${verdict(ratio, limit)}; ${ask.runs} runs)`,
  );
}

function compareMemory(name, ask, limit) {
  const [nothing, held, peak] = ['nothing', 'hold', 'allocate'].map((task) => run(task, ask));
  const bytes = (peak.rss - held.rss) / held.cells + WEIGHT;
  const all = (peak.rss - nothing.rss) / held.cells;
  console.log(
    `${name}: peak ${bytes.toFixed(0)} bytes a cell (${verdict(bytes, limit)}), ${all.toFixed(0)} with trees and what made them`,
  );
}

function verdict(value, limit) {
  return `${value <= limit ? 'within' : 'ABOVE'} the limit ${limit}`;
}

function run(task, ask) {
  const args = [child, JSON.stringify({ task, ...ask })];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

/** The core as plain JavaScript: a bench runs on Node 20, which does not strip types. */
function bundleCore(outfile) {
  const modules = [
    'allocation/allocate',
    'allocation/allocate-bounded',
    'grid',
    'organisation/unit-tree',
    'calendar/period-tree',
    'calendar/parse-period',
  ];
  buildSync({
    stdin: {
      contents: modules.map((name) => `export * from './${name}.ts';`).join('\n'),
      resolveDir: join(here, '../../src/core'),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'warning',
  });
}
