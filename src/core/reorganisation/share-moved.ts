import { placeColumns } from '../allocation/place-columns.ts';
import type { Period } from '../calendar/period.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { leafIndex, unitTree } from '../organisation/unit-tree.ts';
import { buildTree, leafValue, nodeAt, type Tree } from '../tree.ts';
import type { Heir } from './event.ts';
import { shareWeights } from './heirs.ts';

export interface Sharing {
  readonly heirs: readonly Heir[];
  readonly roundTo: bigint;
}

/**
 * The cells that go, row by row, shared out among the heirs: every cell exactly, each heir within a rounding unit of his share
 * of every row and of the whole. What a cell has beside multiples of the rounding unit goes to the
 * largest share, the first of equal ones.
 */
export function shareMoved(plan: Grid, moved: readonly bigint[], { heirs, roundTo }: Sharing): bigint[][] {
  if (heirs.length === 1 || moved.every((amount) => amount === 0n)) return heirs.map(() => [...moved]);
  const tree = columnTree(plan.periods, moved);
  const amounts = tree.leaves.map((node) => moved[nodeAt(tree, node).value.cell] as bigint);
  const weights = shareWeights(heirs);
  const largest = weights.indexOf(weights.reduce((most, weight) => (weight > most ? weight : most), 0n));
  const periods: Tree<Period> = { ...tree, nodes: tree.nodes.map((node) => ({ ...node, value: node.value.period })) };
  const units = unitTree(
    ['heir'],
    heirs.map((_, heir) => [heirName(heir)]),
  );
  const leafOf = leafIndex(units);
  const rows = heirs.map((_, heir) => leafOf.get(heirName(heir)) as number);
  const grid = emptyGrid({ units, periods, scale: plan.scale });
  const width = amounts.length;
  rows.forEach((row, heir) => {
    for (let p = 0; p < width; p++) if ((amounts[p] as bigint) >= roundTo) grid.cells[row * width + p] = weights[heir] as bigint;
  });
  const even = amounts.map((amount) => amount - (amount % roundTo));
  const placed = placeColumns({ columns: even, scale: plan.scale, roundTo, weights: grid, kind: 'event' }).grid;
  return rows.map((row, heir) => {
    const parts = moved.map(() => 0n);
    tree.leaves.forEach((node, p) => {
      const odd = heir === largest ? (amounts[p] as bigint) % roundTo : 0n;
      parts[nodeAt(tree, node).value.cell] = (placed.cells[row * width + p] as bigint) + odd;
    });
    return parts;
  });
}

/** In the order of the heirs. */
function heirName(index: number): string {
  return String(index).padStart(6, '0');
}

interface Column {
  readonly period: Period;
  /** Index among the moved cells, for a leaf. */
  readonly cell: number;
}

interface Place {
  /** -1 for the root above all rows. */
  readonly row: number;
  /** -1 for the row as a whole. */
  readonly leaf: number;
}

/**
 * For each row that gives something the leaf periods in which it does, under one root. Larger periods have no say: the same event
 * gives the same plan whatever periods the plan is shown by.
 */
function columnTree(periods: Tree<Period>, moved: readonly bigint[]): Tree<Column> {
  const width = periods.leaves.length;
  const cells = moved.flatMap((amount, cell) => (amount > 0n ? [cell] : []));
  const rows = [...new Set(cells.map((cell) => Math.floor(cell / width)))].map((row): Place => ({ row, leaf: -1 }));
  const leavesIn = (row: number) => cells.filter((cell) => Math.floor(cell / width) === row);
  const root = rows.length === 1 ? (rows[0] as Place) : { row: -1, leaf: -1 };
  const built = buildTree<Place>(root, ({ row, leaf }) => {
    if (leaf >= 0) return [];
    return row < 0 ? rows : leavesIn(row).map((cell) => ({ row, leaf: cell % width }));
  });
  const nodes = built.nodes.map((node) => {
    const { row, leaf } = node.value;
    return {
      ...node,
      value: { period: leaf < 0 ? nodeAt(periods, 0).value : leafValue(periods, leaf), cell: row * width + leaf },
    };
  });
  return { leaves: built.leaves, nodes };
}
