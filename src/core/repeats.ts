import type { Grid } from './grid.ts';
import { nodeAt, type Tree } from './tree.ts';

/** On which axes a plan's cells repeat an amount, such as a rate, instead of dividing it: there they are not to be added up. */
export interface Repeats {
  readonly time: boolean;
  readonly org: boolean;
}

export const NO_REPEATS: Repeats = { time: false, org: false };

/** What the methods of a plan's record say: `repeat`, or `time=repeat` and `org=repeat` apart. */
export function repeatsOf(methods: readonly string[]): Repeats {
  const says = (axis: 'time' | 'org') => methods.includes('repeat') || methods.includes(`${axis}=repeat`);
  return { time: says('time'), org: says('org') };
}

/**
 * The values of all nodes as `rollUp` gives them, where some axis repeats: a larger node on that axis has what its parts have,
 * undefined when they differ.
 */
export function rollUpRepeated(grid: Grid, repeats: Repeats): (bigint | undefined)[] {
  const { units, periods } = grid;
  const width = periods.nodes.length;
  const values = new Array<bigint | undefined>(units.nodes.length * width);
  units.leaves.forEach((node, leaf) => {
    periods.leaves.forEach((period, p) => {
      values[node * width + period] = grid.cells[leaf * periods.leaves.length + p];
    });
    combine(periods, (period) => node * width + period, { values, isRepeated: repeats.time });
  });
  for (let period = 0; period < width; period++) {
    combine(units, (unit) => unit * width + period, { values, isRepeated: repeats.org });
  }
  return values;
}

interface Line {
  readonly values: (bigint | undefined)[];
  readonly isRepeated: boolean;
}

/** Larger nodes of one line from their parts, smallest first. */
function combine(tree: Tree<unknown>, place: (node: number) => number, { values, isRepeated }: Line): void {
  for (let node = tree.nodes.length - 1; node >= 0; node--) {
    const parts = nodeAt(tree, node).children.map((child) => values[place(child)]);
    if (parts.length === 0) continue;
    values[place(node)] = isRepeated ? common(parts) : parts.reduce((sum, part) => add(sum, part), 0n);
  }
}

function common(parts: readonly (bigint | undefined)[]): bigint | undefined {
  return parts.every((part) => part === parts[0]) ? parts[0] : undefined;
}

function add(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
