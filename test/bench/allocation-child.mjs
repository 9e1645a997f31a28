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
  locked: (weights, core) => {
    const free = REQUESTS.free(weights);
    return { ...free, bounds: locks(weights, free.total, core) };
  },
};

const LOCKED_SHARE = 0.01;

/**
 * A fix, a floor and a cap in turn on one of a hundred nodes of any size, taken from a plan that differs from the free one by up
 * to a fifth a cell, so that they can all hold.
 */
function locks(weights, total, { rollUp }) {
  const next = random(7);
  const cells = weights.cells.map((cell) => (cell * BigInt(800 + Math.floor(next() * 400))) / 1000n);
  const sum = cells.reduce((all, cell) => all + cell, 0n);
  let left = total;
  for (let i = 0; i < cells.length; i++) {
    cells[i] = (cells[i] * total) / sum;
    left -= cells[i];
  }
  cells[0] += left;
  const values = rollUp({ ...weights, cells });
  const width = weights.periods.nodes.length;
  const bounds = [];
  for (let node = 1; node < values.length; node++) {
    if (next() >= LOCKED_SHARE) continue;
    const block = { unit: Math.floor(node / width), period: node % width };
    const kind = ['fix', 'floor', 'cap'][bounds.length % 3];
    const min = { fix: values[node], floor: (values[node] * 95n) / 100n, cap: undefined }[kind];
    const max = { fix: values[node], floor: undefined, cap: (values[node] * 105n) / 100n + 1n }[kind];
    bounds.push({ ...block, min, max, source: { kind, place: undefined, reason: '' } });
  }
  return bounds;
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
  const loaded = await import(built);
  const { allocateWithBounds, unitTree, periodTree, parsePeriod } = loaded;
  const units = unitTree(['区域', '团队', '销售员'], paths());
  const year = parsePeriod('2026', { startMonth: 1, name: 'end' });
  const periods = periodTree(year, ['quarter', 'month'], undefined).tree;
  const next = random(20260101);
  const cells = new BigInt64Array(units.leaves.length * MONTHS);
  for (let i = 0; i < cells.length; i++) cells[i] = BigInt(1 + Math.floor(next() * 1e9));
  return { allocateWithBounds, ask: REQUESTS[request]({ units, periods, scale: 0, cells }, loaded) };
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
