import { allocate } from '../allocation/allocate.ts';
import { historySpans } from '../allocation/basis/basis-cells.ts';
import { decompose, unitsWithoutBasis } from '../allocation/decompose.ts';
import type { DecomposeRequest, Decomposition, TotalSpec } from '../allocation/decompose-request.ts';
import { type Method, parseMethod } from '../allocation/methods/method.ts';
import { methodGrowth } from '../allocation/methods/method-problems.ts';
import { disagree } from '../allocation/methods/straight-line.ts';
import { rowAccount } from '../allocation/row-account.ts';
import { type WeighedPlan, weighPlan } from '../allocation/weigh-plan.ts';
import { divideRounded, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { finestOf, type Grain } from '../calendar/period.ts';
import { periodTree } from '../calendar/period-tree.ts';
import { finding, Refusal, refuse } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { leafValue, subtree } from '../tree.ts';
import { closingLevels } from './closing-levels.ts';
import type { Closing } from './metric.ts';

/** What a stock plan was made of. */
export interface StockTrace {
  readonly closing: Closing;
  /** What each leaf period has in all; of a mean, undefined: the periods share the sum. */
  readonly columns: readonly bigint[] | undefined;
  readonly weights: Grid;
  readonly roundTo: bigint;
}

export interface StockPlan extends Omit<Decomposition, 'trace'> {
  readonly stock: StockTrace;
}

/**
 * Plans a stock. `last`: the company's level moves as in the basis (or stays, or follows a line) and ends at the total; each
 * period's level is shared by the units, exactly. `mean`: the mean of the leaf periods is the total, so that their sum is the total
 * times their number, shared over both axes. Levels of the history are those of a unit's last day in each leaf period.
 * Refuses (impossible) a basis that ends at nothing, and a total that is no sum of whole rounding units.
 */
export function decomposeStock(whole: DecomposeRequest, closing: Closing): StockPlan {
  const request = stockRequest(whole);
  return closing === 'mean' ? meanPlan(request) : lastPlan(request);
}

/** Levels instead of amounts; a level that is repeated over time is one that stays equal. */
function stockRequest(request: DecomposeRequest): DecomposeRequest {
  const { method, totals, grains, fiscal, scale } = request;
  const time = method.time.name === 'repeat' ? (parseMethod('equal', scale) as Method) : method.time;
  const leaf: Grain = grains.length > 0 ? finestOf(grains) : 'month';
  return { ...request, method: { ...method, time }, totals: totals && closingLevels(totals, leaf, fiscal) };
}

function meanPlan(request: DecomposeRequest): StockPlan {
  const { total, period, grains, fiscal } = request;
  if (request.grains.length > 0 && finestOf(grains) !== 'month') throw refuse('metric.mean-by-month');
  const count = BigInt(periodTree(period, grains, fiscal).tree.leaves.length);
  const summed: TotalSpec | undefined = total?.kind === 'amount' ? { ...total, amount: total.amount * count } : total;
  if (summed?.kind === 'amount' && summed.amount > LARGEST_AMOUNT) throw refuse('plan.too-large');
  const { trace, ...made } = decompose({ ...request, total: summed });
  const { weights, roundTo } = trace;
  return {
    ...made,
    total: divideRounded(made.total, count),
    rollUp: { time: 'mean', org: 'sum' },
    stock: { closing: 'mean', columns: undefined, weights, roundTo },
  };
}

function lastPlan(request: DecomposeRequest): StockPlan {
  const line = request.method.time.name === 'straight-line';
  if (line && !request.method.time.givesTotal) throw refuse('metric.line-both-ends', { method: request.method.time.text });
  const weighed = weighPlan({ ...request, total: line ? undefined : (request.total ?? ANY) });
  const columns = line ? lineLevels(request, weighed) : movedLevels(request, weighed);
  const { weights, spans, windows, members, findings } = weighed;
  const total = columns.reduce((sum, amount) => sum + amount, 0n);
  if (total > LARGEST_AMOUNT) throw refuse('plan.too-large');
  const { scale, roundTo } = request;
  const placed = placeLevels(columns, { weights, scale, roundTo });
  return {
    plan: { ...placed.grid, periods: weighed.periods.asked.tree },
    total: columns.at(-1) as bigint,
    rollUp: { time: 'last', org: 'sum' },
    windows: spans,
    account: weighed.request.totals && rowAccount(weighed.request.totals, historySpans(windows), members),
    stock: { closing: 'last', columns, weights, roundTo },
    findings: [...findings, ...unitsWithoutBasis(weights, placed.grid), ...placed.findings],
  };
}

/** Stands for a total while only weights are asked for. */
const ANY: TotalSpec = { kind: 'amount', amount: 0n };

interface LevelsForm {
  readonly weights: Grid;
  readonly scale: number;
  readonly roundTo: bigint;
}

/** Each period's level among the units, as an allocation of its own: levels of several periods have no sum. */
function placeLevels(columns: readonly bigint[], { weights, scale, roundTo }: LevelsForm) {
  const { units, periods } = weights;
  const grid = emptyGrid({ units, periods, scale });
  const width = columns.length;
  const findings = columns.flatMap((total, leaf) => {
    const own = BigInt64Array.from(units.leaves, (_, unit) => weights.cells[unit * width + leaf] as bigint);
    const column = { units, periods: subtree(periods, periods.leaves[leaf] as number), scale: 0, cells: own };
    if (total === 0n) return [];
    const placed = allocate({ total, scale, roundTo, weights: column });
    placed.grid.cells.forEach((cell, unit) => {
      grid.cells[unit * width + leaf] = cell;
    });
    return placed.findings;
  });
  return { grid, findings };
}

/** A line of levels; a total, where one is given, is its last. */
function lineLevels({ total, scale }: DecomposeRequest, { total: sum, weights }: WeighedPlan): bigint[] {
  const course = columnSums(weights);
  const whole = course.reduce((a, b) => a + b, 0n);
  const levels = course.map((weight) => divideRounded(sum * weight, whole));
  const last = levels.at(-1) as bigint;
  if (total?.kind === 'amount' && total.amount !== last) throw disagree(last, total.amount, scale);
  return levels;
}

/** The course of the weights, scaled so that it ends at the total; all but the last are multiples of the rounding unit. */
function movedLevels(request: DecomposeRequest, weighed: WeighedPlan): bigint[] {
  const total = closingTotal(request, weighed);
  const course = columnSums(weighed.weights);
  const end = course.at(-1) as bigint;
  if (end === 0n) {
    const { label } = leafValue(weighed.weights.periods, course.length - 1);
    throw new Refusal([finding('error', 'metric.no-closing-level', { period: label })], 'impossible');
  }
  const { roundTo } = request;
  const levels = course.map((weight) => divideRounded(total * weight, end * roundTo) * roundTo);
  return [...levels.slice(0, -1), total];
}

function columnSums({ units, periods, cells }: Grid): bigint[] {
  const width = periods.leaves.length;
  return periods.leaves.map((_, p) => units.leaves.reduce((sum, _leaf, u) => sum + (cells[u * width + p] as bigint), 0n));
}

/** The level at the end: the amount asked for, or the basis's last level, grown. */
function closingTotal({ total, method, scale }: DecomposeRequest, { blocks, weights }: WeighedPlan): bigint {
  if (total?.kind === 'amount') return total.amount;
  const rate = total ?? methodGrowth({ ...method, totalGiven: false }).growth;
  if (!rate) throw refuse('method.needs-total', { method: method.time.text });
  if (!blocks) throw refuse('basis.growth-without-history');
  const last = weights.periods.leaves.at(-1) as number;
  const level = blocks(weights.periods)({ unit: 0, period: last });
  const grown = level.amount * (rate.numerator + rate.denominator) * power10(scale);
  return divideRounded(grown, rate.denominator * power10(level.scale));
}
