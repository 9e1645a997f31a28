import { divideRounded, formatExact, formatRatio } from '../../amount.ts';
import { rollUpUnits } from '../../arrange.ts';
import { type Finding, finding } from '../../finding.ts';
import { formatPath, type UnitTree } from '../../organisation/unit-tree.ts';
import { nodeAt } from '../../tree.ts';

/** Cells of leaf units x columns, row by row, at a scale. */
export interface BasisCells {
  readonly cells: BigInt64Array;
  readonly columns: number;
  readonly scale: number;
  /** The cells are this many times the mean of the years they come from: for amounts in messages. */
  readonly times: bigint;
  /** Months with an amount above zero, of all years that were read, by leaf unit; without it, the cells above zero. */
  readonly active?: Int32Array;
}

export interface CleanBasis {
  readonly basis: BasisCells;
  readonly findings: readonly Finding[];
}

/** What happens to cells that returns made negative: `zero` counts them as nothing, `error` refuses them. */
export type OnNegative = 'zero' | 'error';

/**
 * A basis without negative cells: a negative cell becomes zero, and so does every cell of a unit node whose cells net to zero
 * or less. Each unit that had one is a finding with its share of the whole before and after (domain rule T19).
 */
export function cleanBasis(units: UnitTree, basis: BasisCells, onNegative: OnNegative): CleanBasis {
  const { columns } = basis;
  const negative = negativeByLeaf(units, basis);
  if (negative.every((cell) => cell.count === 0)) return { basis, findings: [] };
  const cells = basis.cells.map((value) => (value < 0n ? 0n : value));
  const nothing = nettingToNothing(units, basis);
  for (const { node } of nothing) {
    const { leafFrom, leafTo } = nodeAt(units, node);
    cells.fill(0n, leafFrom * columns, leafTo * columns);
  }
  const clean = { ...basis, cells };
  const nets = nothing.map(({ node, net }) => netFinding(units, { node, net, basis }));
  return { basis: clean, findings: [...nets, ...negativeFindings(units, { before: basis, after: clean, negative, onNegative })] };
}

interface Negative {
  readonly count: number;
  readonly amount: bigint;
}

function negativeByLeaf(units: UnitTree, { cells, columns }: BasisCells): Negative[] {
  return units.leaves.map((_, leaf) => {
    const own = cells.subarray(leaf * columns, (leaf + 1) * columns).filter((value) => value < 0n);
    return { count: own.length, amount: sum(own) };
  });
}

interface Netting {
  readonly node: number;
  readonly net: bigint;
}

/** The outermost unit nodes (never the whole) whose cells, with negative ones among them, add up to zero or less. */
function nettingToNothing(units: UnitTree, { cells, columns }: BasisCells): Netting[] {
  const values = rollUpUnits(units, cells, columns);
  const found: Netting[] = [];
  let covered = 0;
  units.nodes.forEach(({ leafFrom, leafTo }, node) => {
    const net = sum(values.subarray(node * columns, (node + 1) * columns));
    const isNegative = cells.subarray(leafFrom * columns, leafTo * columns).some((value) => value < 0n);
    if (node === 0 || net > 0n || !isNegative || leafFrom < covered) return;
    found.push({ node, net });
    covered = leafTo;
  });
  return found;
}

function netFinding(units: UnitTree, { node, net, basis }: Netting & { readonly basis: BasisCells }): Finding {
  const unit = formatPath(nodeAt(units, node).value.path);
  return finding('warning', 'basis.nets-to-nothing', { unit, amount: amountText(net, basis) });
}

/** An amount of the basis as text, per year. */
function amountText(amount: bigint, { scale, times }: BasisCells): string {
  return formatExact(divideRounded(amount, times), scale, 2);
}

interface Change {
  readonly before: BasisCells;
  readonly after: BasisCells;
  readonly negative: readonly Negative[];
  readonly onNegative: OnNegative;
}

function negativeFindings(units: UnitTree, change: Change): Finding[] {
  const [before, after] = [leafShares(change.before), leafShares(change.after)];
  return units.leaves.flatMap((node, leaf) => {
    const { count, amount } = change.negative[leaf] as Negative;
    if (count === 0) return [];
    const values = {
      unit: formatPath(nodeAt(units, node).value.path) || '-',
      cells: count,
      amount: amountText(amount, change.before),
      before: before(leaf),
      after: after(leaf),
    };
    return [finding(change.onNegative === 'error' ? 'error' : 'warning', `basis.negative-${change.onNegative}`, values)];
  });
}

/** A leaf's share of the whole in percent, as text. */
function leafShares({ cells, columns }: BasisCells): (leaf: number) => string {
  const whole = sum(cells);
  return (leaf) => formatRatio(100n * sum(cells.subarray(leaf * columns, (leaf + 1) * columns)), whole, 2) || '-';
}

export function sum(values: BigInt64Array): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
