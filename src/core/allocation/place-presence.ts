import { type Finding, refuseErrors } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import {
  leafIndex,
  leafPaths,
  pathKey,
  type UnitPath,
  type UnitTree,
  unitIndex,
  unitTree,
  VACANT,
} from '../organisation/unit-tree.ts';
import { ancestry, leafValue, nodeAt, subtree } from '../tree.ts';
import type { Placement } from './allocate-bounded.ts';
import type { Bound } from './locks/lock.ts';
import type { SettledBounds } from './locks/settle-bounds.ts';
import { placeColumns } from './place-columns.ts';
import { absentBounds, keptFinding, type Vacancy, vacantFinding } from './presence-findings.ts';
import { type PresenceShares, presenceShares, type SharesRequest } from './presence-shares.ts';
import { type DividedWeights, presenceWeights } from './presence-weights.ts';

export interface PresenceRequest extends SharesRequest {
  /** The plan as if everybody were there in full. */
  readonly placement: Placement;
  readonly bounds: readonly Bound[];
  readonly roundTo: bigint;
}

/** A unit whose amount of each leaf period was shared again among those who were there. */
export interface SharedAgain {
  readonly path: UnitPath;
  /** What the unit keeps, by leaf period. */
  readonly columns: readonly bigint[];
  /** Weights by the leaves below it, on a tree with the unit as its root. */
  readonly weights: Grid;
  readonly settled: SettledBounds | undefined;
}

/** The plan of those who are there. */
export interface PresentPlan {
  /** On the units of the base, with a `(vacant)` leaf where nobody was there. */
  readonly grid: Grid;
  /** Cells in the proportions of the unrounded plan. */
  readonly unrounded: Grid;
  readonly shared: readonly SharedAgain[];
  readonly shares: PresenceShares;
  readonly findings: readonly Finding[];
}

/**
 * Shares each leaf period of the units whose parts come, go or ramp up inside the plan again, by weight x factor: the outermost such
 * unit keeps each of its leaf periods exactly, and everything inside it is placed at once under the bounds in there. What nobody is
 * there for goes to a leaf `(vacant)` of the unit. Cells outside stay as they are; undefined when everybody is there in full.
 * Refuses (impossible) bounds that cannot hold then.
 */
export function placePresence(request: PresenceRequest): PresentPlan | undefined {
  const shares = presenceShares(request);
  const { units } = request.weights;
  const outermost = outermostShared(units, shares);
  if (outermost.length === 0) return undefined;
  const placed = outermost.map((node) => shareAgain({ ...request, shares }, node));
  const vacant = placed.flatMap(({ vacancies }) => vacancies.map(({ path }) => [...path, VACANT]));
  const grown = vacant.length > 0 ? unitTree(units.levels, [...leafPaths(units), ...vacant]) : units;
  const { grid, unrounded } = wholePlan(request, grown, placed);
  return { grid, unrounded, shares, shared: placed.map(({ again }) => again), findings: placed.flatMap((one) => one.findings) };
}

/** The nodes that have a child which is not always there in full, and that lie in no other such node. */
function outermostShared(units: UnitTree, { of }: PresenceShares): number[] {
  const isShared = units.nodes.map(({ children }) => children.some((child) => of[child] !== undefined));
  return units.nodes.flatMap(({ parent }, node) => {
    const isInside = parent >= 0 && ancestry(units, parent).some((above) => isShared[above]);
    return isShared[node] && !isInside ? [node] : [];
  });
}

interface Sharing extends PresenceRequest {
  readonly shares: PresenceShares;
}

interface PlacedUnit {
  readonly node: number;
  readonly again: SharedAgain;
  readonly placement: Placement;
  readonly vacancies: readonly Vacancy[];
  readonly findings: readonly Finding[];
}

function shareAgain(request: Sharing, node: number): PlacedUnit {
  const { placement, shares } = request;
  const base = placement.grid;
  const width = base.periods.leaves.length;
  const columns = Array.from({ length: width }, (_, leaf) => columnOf(base, node, leaf));
  const divided = presenceWeights({ base, node, columns, shares });
  return placeUnit(request, { node, columns, divided });
}

function columnOf({ units, cells, periods }: Grid, node: number, leaf: number): bigint {
  const { leafFrom, leafTo } = nodeAt(units, node);
  let sum = 0n;
  for (let row = leafFrom; row < leafTo; row++) sum += cells[row * periods.leaves.length + leaf] as bigint;
  return sum;
}

interface DividedUnit {
  readonly node: number;
  readonly columns: readonly bigint[];
  readonly divided: DividedWeights;
}

/** Places a unit's leaf periods; a vacancy that rounds to nothing is left out. */
function placeUnit(request: Sharing, unit: DividedUnit): PlacedUnit {
  const { scale } = request.placement.grid;
  const { roundTo } = request;
  const { node, columns, divided } = unit;
  const weights = weightsBelow(request.weights, unit);
  const bounds = boundsBelow(request, node, weights.units);
  refuseErrors(absentBounds(weights, bounds), 'impossible');
  const placement = placeColumns({ columns, scale, roundTo, weights, bounds, kind: 'presence' });
  const amounts = new Map(
    [...divided.vacant.keys()].map((vacant) => [vacant, rowOf(placement.grid, vacantPath(request.weights, vacant))]),
  );
  const empty = [...amounts].flatMap(([vacant, row]) => (row.every((cell) => cell === 0n) ? [vacant] : []));
  if (empty.length > 0) return placeUnit(request, { ...unit, divided: without(divided, empty) });
  const { path } = nodeAt(request.weights.units, node).value;
  const vacancies = [...amounts].map(([vacant, row]) => ({
    path: nodeAt(request.weights.units, vacant).value.path,
    leaves: [...row.keys()].filter((leaf) => row[leaf]! > 0n),
  }));
  return {
    node,
    placement,
    vacancies,
    again: { path, columns, weights, settled: placement.settled },
    findings: [
      keptFinding(request.weights.units, request.shares, node),
      ...vacancies.map((vacancy) => vacantFinding(placement.grid, vacancy)),
      ...placement.findings,
    ],
  };
}

function without(divided: DividedWeights, nodes: readonly number[]): DividedWeights {
  return { ...divided, vacant: new Map([...divided.vacant].filter(([node]) => !nodes.includes(node))) };
}

function vacantPath({ units }: Grid, node: number): UnitPath {
  return [...nodeAt(units, node).value.path, VACANT];
}

function rowOf({ units, periods, cells }: Grid, path: UnitPath): BigInt64Array {
  const row = leafIndex(units).get(pathKey(path)) as number;
  return cells.subarray(row * periods.leaves.length, (row + 1) * periods.leaves.length);
}

/** The weights on a tree of the unit and what is below it, vacancies among them. */
function weightsBelow(weights: Grid, { node, divided }: DividedUnit): Grid {
  const { units, periods } = weights;
  const width = periods.leaves.length;
  const { value, leafFrom, leafTo, depth } = nodeAt(units, node);
  const own = units.leaves.slice(leafFrom, leafTo).map((leaf) => nodeAt(units, leaf).value.path);
  const vacant = [...divided.vacant].map(([at, row]) => ({ path: vacantPath(weights, at), row }));
  const whole = unitTree(units.levels, [...own, ...vacant.map(({ path }) => path)]);
  const at = unitIndex(whole).get(pathKey(value.path)) as number;
  const below = { levels: units.levels.slice(depth), ...subtree(whole, at) };
  const grid = emptyGrid({ units: below, periods, scale: 0 });
  const rows = leafIndex(below);
  const put = (path: UnitPath, row: BigInt64Array) => grid.cells.set(row, (rows.get(pathKey(path)) as number) * width);
  own.forEach((path, i) => {
    put(path, divided.leaves.subarray(i * width, (i + 1) * width));
  });
  for (const { path, row } of vacant) put(path, row);
  return grid;
}

/** The bounds on units inside a node; those on the node itself hold because it keeps its amounts. */
function boundsBelow({ weights, bounds }: Sharing, node: number, below: UnitTree): Bound[] {
  const nodes = unitIndex(below);
  const [{ leafFrom, leafTo, depth }, nodeOf] = [nodeAt(weights.units, node), (unit: number) => nodeAt(weights.units, unit)];
  return bounds.flatMap((bound) => {
    const inner = nodeOf(bound.unit);
    if (inner.depth <= depth || inner.leafFrom < leafFrom || leafTo < inner.leafTo) return [];
    return [{ ...bound, unit: nodes.get(pathKey(inner.value.path)) as number }];
  });
}

/**
 * The parts on one tree: cells outside as in the base, those inside as they were placed. Unrounded, a unit that was shared again has
 * in each leaf period what it has in the unrounded base.
 */
function wholePlan({ placement, roundTo }: PresenceRequest, units: UnitTree, placed: readonly PlacedUnit[]) {
  const base = placement.grid;
  const width = base.periods.leaves.length;
  const grid = emptyGrid({ ...base, units });
  const unrounded = emptyGrid({ ...base, units });
  const rows = leafIndex(units);
  const total = sumOf(base.cells);
  const [amount, whole] = [total * finerThan(total, roundTo), sumOf(placement.unrounded.cells) || 1n];
  const copy = (part: Pick<Placement, 'grid' | 'unrounded'>, exactly: (cell: bigint, leaf: number) => bigint) => {
    part.grid.units.leaves.forEach((_, leaf) => {
      const to = (rows.get(pathKey(leafValue(part.grid.units, leaf).path)) as number) * width;
      grid.cells.set(part.grid.cells.subarray(leaf * width, (leaf + 1) * width), to);
      for (let p = 0; p < width; p++) unrounded.cells[to + p] = exactly(part.unrounded.cells[leaf * width + p] as bigint, p);
    });
  };
  copy(placement, (cell) => (cell * amount) / whole);
  for (const { placement: part, node } of placed) {
    const kept = base.periods.leaves.map((_, leaf) => (columnOf(placement.unrounded, node, leaf) * amount) / whole);
    const own = base.periods.leaves.map((_, leaf) => columnOf(part.unrounded, 0, leaf) || 1n);
    copy(part, (cell, leaf) => (cell * (kept[leaf] as bigint)) / (own[leaf] as bigint));
  }
  return { grid, unrounded };
}

/** In how many parts of the smallest unit the unrounded plan is held. */
function finerThan(total: bigint, roundTo: bigint): bigint {
  const bits = UNROUNDED_BITS - (total * roundTo).toString(2).length;
  return 2n ** BigInt(Math.max(0, Math.min(24, bits)));
}

const UNROUNDED_BITS = 60;

function sumOf(cells: BigInt64Array): bigint {
  return cells.reduce((sum, cell) => sum + cell, 0n);
}
