import type { Tree } from '../../tree.ts';
import { ancestry } from '../../tree.ts';
import type { BlockAxes } from './families.ts';
import type { Block } from './lock.ts';

/** Blocks of one nested family as a tree: node 0 is the whole, node n > 0 is `blocks[n - 1]`. */
export interface BlockTree {
  readonly blocks: readonly Block[];
  /** Node of the smallest block that strictly holds each node's, -1 for node 0. */
  readonly parent: Int32Array;
}

/** The cells of a grid by the blocks they lie in. */
export interface Classes {
  /** Class of each cell, -1 where the weight is zero. */
  readonly of: Int32Array;
  /** Sum of the weights of each class. */
  readonly weight: BigInt64Array;
  /** The node of either tree that holds the class directly. */
  readonly down: Int32Array;
  readonly up: Int32Array;
  readonly downTree: BlockTree;
  readonly upTree: BlockTree;
}

export interface ClassRequest {
  readonly axes: BlockAxes;
  /** `weights[leafUnit * leafPeriods + leafPeriod]`, >= 0. */
  readonly weights: BigInt64Array;
  /** Blocks that nest, each at most once, larger ones first. */
  readonly down: readonly Block[];
  readonly up: readonly Block[];
}

/** Sorts the cells of positive weight into classes: cells in exactly the same blocks. */
export function classes({ axes, weights, down, up }: ClassRequest): Classes {
  const downFinder = new BlockFinder(axes, down);
  const upFinder = new BlockFinder(axes, up);
  const known = new Map<number, number>();
  const found = { weight: [] as bigint[], down: [] as number[], up: [] as number[] };
  const of = new Int32Array(weights.length).fill(-1);
  const width = axes.periods.leaves.length;
  axes.units.leaves.forEach((_, leaf) => {
    const [downRow, upRow] = [downFinder.row(leaf), upFinder.row(leaf)];
    for (let p = 0; p < width; p++) {
      const weight = weights[leaf * width + p] as bigint;
      if (weight === 0n) continue;
      const [d, u] = [downRow[p] as number, upRow[p] as number];
      const key = d * (up.length + 1) + u;
      let id = known.get(key);
      if (id === undefined) {
        id = found.weight.length;
        known.set(key, id);
        found.weight.push(0n);
        found.down.push(d);
        found.up.push(u);
      }
      found.weight[id]! += weight;
      of[leaf * width + p] = id;
    }
  });
  return {
    of,
    weight: BigInt64Array.from(found.weight),
    down: Int32Array.from(found.down),
    up: Int32Array.from(found.up),
    downTree: downFinder.tree(),
    upTree: upFinder.tree(),
  };
}

/** Finds the smallest block of a nested family around a cell: those around it form a chain, so the first one met on the way up. */
class BlockFinder {
  private readonly nodes = new Map<number, number>();
  private readonly unitsWithBlocks: Uint8Array;
  private readonly width: number;
  private readonly periodsAbove: readonly (readonly number[])[];

  constructor(
    private readonly axes: BlockAxes,
    private readonly blocks: readonly Block[],
  ) {
    this.width = axes.periods.nodes.length;
    this.unitsWithBlocks = new Uint8Array(axes.units.nodes.length);
    this.periodsAbove = axes.periods.nodes.map((_, node) => ancestry(axes.periods as Tree<unknown>, node));
    blocks.forEach(({ unit, period }, i) => {
      this.nodes.set(unit * this.width + period, i + 1);
      this.unitsWithBlocks[unit] = 1;
    });
  }

  /** The node of each cell of a leaf unit, 0 where no block holds it. */
  row(leaf: number): Int32Array {
    const { units, periods } = this.axes;
    const above = this.unitsAbove(units.leaves[leaf] as number);
    const row = new Int32Array(periods.leaves.length);
    return above.length === 0 ? row : row.map((_, p) => this.find(above, periods.leaves[p] as number));
  }

  tree(): BlockTree {
    const parent = new Int32Array(this.blocks.length + 1).fill(-1);
    this.blocks.forEach(({ unit, period }, i) => {
      parent[i + 1] = this.find(this.unitsAbove(unit), period, i + 1);
    });
    return { blocks: this.blocks, parent };
  }

  private unitsAbove(unit: number): number[] {
    const { nodes } = this.axes.units;
    const above: number[] = [];
    for (let at = unit; at >= 0; at = nodes[at]!.parent) if (this.unitsWithBlocks[at]) above.push(at);
    return above;
  }

  private find(units: readonly number[], from: number, except = 0): number {
    const periods = this.periodsAbove[from] as readonly number[];
    const at = (unit: number, period: number) => {
      const node = this.nodes.get(unit * this.width + period) ?? 0;
      return node === except ? 0 : node;
    };
    for (const unit of units) for (const period of periods) if (at(unit, period) > 0) return at(unit, period);
    return 0;
  }
}
