import type { UnitTree } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { TouchedLine } from './sheet-touched.ts';

/** For each line, the lines whose nearest unit above in the sheet it is, by their indexes; and the lines from the deepest up. */
export interface SheetTree {
  readonly parts: readonly (readonly number[])[];
  readonly deepestFirst: readonly number[];
}

export function sheetTree(units: UnitTree, lines: readonly { readonly line: { readonly unit: number } }[]): SheetTree {
  const lineOf = new Map(lines.map(({ line }, index) => [line.unit, index]));
  const parts: number[][] = lines.map(() => []);
  lines.forEach(({ line }, index) => {
    for (let node = nodeAt(units, line.unit).parent; node >= 0; node = nodeAt(units, node).parent) {
      const above = lineOf.get(node);
      if (above === undefined) continue;
      parts[above]?.push(index);
      return;
    }
  });
  const depth = (index: number) => nodeAt(units, (lines[index] as TouchedLine).line.unit).depth;
  return { parts, deepestFirst: [...lines.keys()].sort((a, b) => depth(b) - depth(a)) };
}

/**
 * Takes the overtyped cells away that only add up others that were overtyped: a subtotal summed again, or a whole that is the sum
 * of its periods. Such a cell is no number of its own. Gives their count, too.
 */
export function withoutSums(tree: SheetTree, lines: readonly TouchedLine[]): { lines: TouchedLine[]; count: number } {
  const isSum = lines.map(({ touched }) => touched.map((_, column) => column === 0 && isSumOfPeriods(touched)));
  const columns = lines[0]?.touched.length ?? 0;
  for (let column = 0; column < columns; column++) markSubtotals(tree, lines, { column, isSum });
  const kept = lines.map(({ line, touched }, index) => ({
    line,
    touched: touched.map((cell, column) => (isSum[index]?.[column] ? undefined : cell)),
  }));
  return { lines: kept, count: isSum.flat().filter(Boolean).length };
}

type Touched = TouchedLine['touched'];

/** How far a cell is from the plan; 0 for one that was not overtyped, or was cleared. */
function offset(touched: Touched, column: number): bigint {
  const cell = touched[column];
  return cell?.value === undefined ? 0n : cell.value - cell.shown;
}

function isSumOfPeriods(touched: Touched): boolean {
  const [whole, ...periods] = touched;
  if (whole?.value === undefined || periods.every((cell) => cell === undefined)) return false;
  const sum = periods.reduce((total, _, index) => total + offset(touched, index + 1), 0n);
  return offset(touched, 0) === sum;
}

/** A subtotal is a sum when it moved by as much as its parts, or as the deepest rows below it. */
function markSubtotals(
  { parts, deepestFirst }: SheetTree,
  lines: readonly TouchedLine[],
  { column, isSum }: { column: number; isSum: boolean[][] },
): void {
  const deep: bigint[] = [];
  const isTouchedBelow: boolean[] = [];
  for (const index of deepestFirst) {
    const own = (lines[index] as TouchedLine).touched;
    const below = parts[index] ?? [];
    const touchedParts = below.filter((part) => isTouchedBelow[part] || lines[part]?.touched[column] !== undefined);
    const moved = offset(own, column);
    const direct = below.reduce((total, part) => total + offset((lines[part] as TouchedLine).touched, column), 0n);
    const leaves = below.reduce((total, part) => total + (deep[part] as bigint), 0n);
    isTouchedBelow[index] = touchedParts.length > 0;
    deep[index] = touchedParts.length > 0 ? leaves : moved;
    if (own[column]?.value === undefined || touchedParts.length === 0) continue;
    if (moved === direct || moved === leaves) (isSum[index] as boolean[])[column] = true;
  }
}
