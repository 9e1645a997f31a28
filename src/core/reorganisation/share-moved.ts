import { placeColumns } from '../allocation/place-columns.ts';
import type { Period } from '../calendar/period.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { leafIndex, unitTree } from '../organisation/unit-tree.ts';
import { buildTree, nodeAt, type Tree } from '../tree.ts';
import type { Heir } from './event.ts';
import { shareWeights } from './heirs.ts';

export interface Sharing {
  readonly heirs: readonly Heir[];
  readonly roundTo: bigint;
}

/**
 * The cells that go, row by row, shared out among the heirs: every cell exactly, each heir within a rounding unit of his share
 * of every row, of every period of it and of the whole. What a cell has beside multiples of the rounding unit goes to the
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
  readonly node: number;
}

/** For each row that gives something the periods in which it does, under one root. */
function columnTree(periods: Tree<Period>, moved: readonly bigint[]): Tree<Column> {
  const width = periods.leaves.length;
  const gives = ({ row, node }: Place) => {
    const { leafFrom, leafTo } = nodeAt(periods, node);
    return moved.slice(row * width + leafFrom, row * width + leafTo).some((amount) => amount > 0n);
  };
  const rows = Array.from({ length: moved.length / width }, (_, row): Place => ({ row, node: 0 })).filter(gives);
  const root = rows.length === 1 ? (rows[0] as Place) : { row: -1, node: 0 };
  const built = buildTree<Place>(root, ({ row, node }) =>
    row < 0
      ? rows
      : nodeAt(periods, node)
          .children.map((child) => ({ row, node: child }))
          .filter(gives),
  );
  const nodes = built.nodes.map((node) => {
    const { row, node: at } = node.value;
    const { value, leafFrom } = nodeAt(periods, at);
    return { ...node, value: { period: value, cell: row * width + leafFrom } };
  });
  return { leaves: built.leaves, nodes };
}
