// One process of the allocation bench: `time` measures, the others report the most memory they held.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const { task, core: built, temp, request, shape, runs } = JSON.parse(process.argv[2]);
const MONTHS = 12;

/** What is asked of the allocation, from weights. */
const REQUESTS = {
  free: (weights) => ({
    total: BigInt(weights.units.leaves.length) * 12_000_000n + 7n,
    scale: 2,
    roundTo: 1n,
    weights,
    bounds: [],
  }),
  locked: (weights) => {
    const free = REQUESTS.free(weights);
    return { ...free, bounds: locks(weights, free.total) };
  },
};

const LOCKED_SHARE = 0.01;

/**
 * A fix, a floor and a cap in turn on one of a hundred nodes of any size, taken from a plan that differs from the free one by up
 * to a fifth a cell, so that they can all hold.
 */
function locks({ units, periods, cells }, total) {
  const next = random(7);
  const other = otherPlan(cells, Number(total), next);
  const bounds = [];
  for (let unit = 0; unit < units.nodes.length; unit++) {
    for (let period = unit === 0 ? 1 : 0; period < periods.nodes.length; period++) {
      if (next() >= LOCKED_SHARE) continue;
      const value = blockSum(other, units.nodes[unit], { ...periods.nodes[period], width: periods.leaves.length });
      bounds.push({ unit, period, ...KINDS[bounds.length % KINDS.length](value) });
    }
  }
  return bounds;
}

const KINDS = [
  (value) => ({ min: BigInt(value), max: BigInt(value), source: { kind: 'fix', place: undefined, reason: '' } }),
  (value) => ({ min: BigInt(Math.floor(value * 0.95)), max: undefined, source: { kind: 'floor', place: undefined, reason: '' } }),
  (value) => ({ min: undefined, max: BigInt(Math.ceil(value * 1.05)), source: { kind: 'cap', place: undefined, reason: '' } }),
];

/** Whole amounts that add up to the total, below 2^53. */
function otherPlan(cells, total, next) {
  const other = new Float64Array(cells.length);
  for (let i = 0; i < other.length; i++) other[i] = Number(cells[i]) * (0.8 + next() * 0.4);
  const factor = total / other.reduce((all, value) => all + value, 0);
  for (let i = 0; i < other.length; i++) other[i] = Math.floor(other[i] * factor);
  other[0] += total - other.reduce((all, value) => all + value, 0);
  return other;
}

function blockSum(cells, rows, columns) {
  let sum = 0;
  for (let row = rows.leafFrom; row < rows.leafTo; row++) {
    for (let column = columns.leafFrom; column < columns.leafTo; column++) sum += cells[row * columns.width + column];
  }
  return sum;
}

const TASKS = {
  time: async () => {
    const { allocateWithBounds, ask } = await load();
    const times = { ours: [], bare: [] };
    for (let turn = -1; turn < runs; turn++) {
      let plan;
      const ours = await timed(() => {
        plan = allocateWithBounds(ask).grid;
      });
      const bare = await writeCsv(plan);
      if (turn < 0) continue;
      times.ours.push(ours);
      times.bare.push(bare);
    }
    return { ours: median(times.ours), bare: median(times.bare) };
  },
  nothing: () => ({ rss: mostMemory() }),
  hold: async () => {
    const { ask } = await load();
    return { rss: mostMemory(), cells: ask.weights.cells.length };
  },
  allocate: async () => {
    const { allocateWithBounds, ask } = await load();
    const { grid } = allocateWithBounds(ask);
    return { rss: mostMemory(), cells: grid.cells.length };
  },
};

console.log(JSON.stringify(await TASKS[task]()));

/** Bytes. */
function mostMemory() {
  return process.resourceUsage().maxRSS * 1024;
}

async function load() {
  const { allocateWithBounds, unitTree, periodTree, parsePeriod } = await import(built);
  const units = unitTree(['区域', '团队', '销售员'], paths());
  const year = parsePeriod('2026', { startMonth: 1, name: 'end' });
  const periods = periodTree(year, ['quarter', 'month'], undefined).tree;
  const next = random(20260101);
  const cells = new BigInt64Array(units.leaves.length * MONTHS);
  for (let i = 0; i < cells.length; i++) cells[i] = BigInt(1 + Math.floor(next() * 1e9));
  return { allocateWithBounds, ask: REQUESTS[request]({ units, periods, scale: 0, cells }) };
}

function* paths() {
  const [regions, teams, reps] = shape;
  for (let r = 0; r < regions; r++) {
    for (let t = 0; t < teams; t++) {
      for (let i = 0; i < reps; i++) yield [`区域${r}`, `团队${r}-${t}`, `员工${r}-${t}-${i}`];
    }
  }
}

/** Milliseconds that csv-stringify takes for plan.csv; its stream beats its sync API. The rows are there before. */
async function writeCsv({ units, periods, cells }) {
  const { stringify } = await import('csv-stringify');
  const rows = [];
  for (let p = 0; p < MONTHS; p++) {
    const { label } = periods.nodes[periods.leaves[p]].value;
    units.leaves.forEach((node, u) => {
      const amount = (Number(cells[u * MONTHS + p]) / 100).toFixed(2);
      rows.push(['revenue-2026', 'revenue', label, ...units.nodes[node].value.path, amount, '']);
    });
  }
  return timed(() => pipeline(Readable.from(rows), stringify(), createWriteStream(join(temp, 'plan.csv'))));
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** A small linear congruential generator: numbers from 0 to below 1. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
