import type { PeriodTree } from '../../calendar/period-tree.ts';
import type { Grid } from '../../grid.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import { ancestry, buildTree, nodeAt, subtree, type Tree } from '../../tree.ts';
import type { Block } from '../locks/lock.ts';

/** A part of a plan that is allocated anew, alone, while all other cells stay. */
export interface Part {
  /** The part's own cells on axes of their own. */
  readonly grid: Grid;
  /** For each of these cells its number in the plan. */
  readonly cells: Int32Array;
  /** The block of the part that holds what a block of the plan and the part have in common; undefined when that is nothing. */
  readonly blockIn: (block: Block) => Block | undefined;
}

/** One block of a plan. */
export function blockPart(plan: Grid, { unit, period }: Block): Part {
  const units: UnitTree = { levels: plan.units.levels, ...subtree(plan.units, unit) };
  return cutOut(plan, { units, heads: [{ node: unit, at: 0 }], period });
}

/** Two units in one period, under a root of their own that is no unit of the plan. */
export function pairPart(plan: Grid, pair: readonly [number, number], period: number): Part {
  const [first, second] = pair[0] < pair[1] ? pair : [pair[1], pair[0]];
  const tree = buildTree(-1, (node) => (node < 0 ? [first, second] : nodeAt(plan.units, node).children));
  const unitOf = (node: number) => (node < 0 ? { path: [], name: '' } : nodeAt(plan.units, node).value);
  const units: UnitTree = {
    levels: plan.units.levels,
    leaves: tree.leaves,
    nodes: tree.nodes.map((node) => ({ ...node, value: unitOf(node.value) })),
  };
  const heads = [first, second].map((node) => ({ node, at: tree.nodes.findIndex(({ value }) => value === node) }));
  return cutOut(plan, { units, heads, period });
}

/** The plan's nodes at the top of a part, each with its number in the part: nodes below follow in the same order. */
interface Head {
  readonly node: number;
  readonly at: number;
}

interface Cut {
  readonly units: UnitTree;
  readonly heads: readonly Head[];
  readonly period: number;
}

function cutOut(plan: Grid, { units, heads, period }: Cut): Part {
  const periods: PeriodTree = subtree(plan.periods, period);
  const { leafFrom } = nodeAt(plan.periods, period);
  const rows = heads.flatMap(({ node }) => {
    const { leafFrom: from, leafTo: to } = nodeAt(plan.units, node);
    return Array.from({ length: to - from }, (_, i) => from + i);
  });
  const width = periods.leaves.length;
  const cells = new Int32Array(rows.length * width).map(
    (_, i) => (rows[Math.floor(i / width)] as number) * plan.periods.leaves.length + leafFrom + (i % width),
  );
  const own = BigInt64Array.from(cells, (cell) => plan.cells[cell] as bigint);
  const blockIn = (block: Block) => {
    const unit = nodeIn(plan.units, heads, block.unit);
    const within = nodeIn(plan.periods, [{ node: period, at: 0 }], block.period);
    return unit === undefined || within === undefined ? undefined : { unit, period: within };
  };
  return { grid: { units, periods, scale: plan.scale, cells: own }, cells, blockIn };
}

/** A node below a head by its place there; a node above heads is that head, or the part's root when it is above several. */
function nodeIn(tree: Tree<unknown>, heads: readonly Head[], node: number): number | undefined {
  const above = ancestry(tree, node);
  const over = heads.find((head) => above.includes(head.node));
  if (over) return over.at + node - over.node;
  const under = heads.filter((head) => ancestry(tree, head.node).includes(node));
  return under.length > 1 ? 0 : under[0]?.at;
}
