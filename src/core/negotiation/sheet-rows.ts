import { type Decimal, timesPower10 } from '../amount.ts';
import { pathKey, UNPLANNED, type UnitPath, type UnitTree, unitIndex } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { Commitment } from './commitment.ts';
import type { LastYear } from './last-year.ts';
import { planCheck } from './sheet-check.ts';
import type { SheetValues } from './sheet-values.ts';

/** What a row of a sheet is: a unit without parts in it, one with parts, or the sheet's whole. */
export type SheetRowKind = 'detail' | 'subtotal' | 'total';

/** A row of a manager's sheet. Values are in the unit of the sheet at its scale, those of last year with their own. */
export interface ManagerRow {
  readonly path: UnitPath;
  readonly kind: SheetRowKind;
  readonly lastYear: bigint | undefined;
  /** The whole span, then the columns; undefined for a unit that has no plan. */
  readonly planned: readonly bigint[] | undefined;
  /** The number that the unit committed itself to, in the unit of the sheet; undefined for none. */
  readonly number: Decimal | undefined;
  readonly check: string;
}

export interface ManagerSheetRequest {
  readonly values: SheetValues;
  /** Period nodes of the columns. */
  readonly columns: readonly number[];
  /** The unit whose sheet it is, and the deepest level that has rows (0 is the whole). */
  readonly unit: UnitPath;
  readonly depth: number;
  readonly lastYear: LastYear | undefined;
  /** Those of the target. */
  readonly commitments: readonly Commitment[];
  /** Decimals of the commitments' amounts. */
  readonly decimals: number;
}

/** The rows of a sheet: a unit before its parts, the whole of the sheet last. */
export function managerRows(request: ManagerSheetRequest): ManagerRow[] {
  const { values, unit, depth } = request;
  const units = request.lastYear?.units ?? values.units;
  const rowOf = rowMaker(request, units);
  const root = unitIndex(units).get(pathKey(unit)) as number;
  const rows: ManagerRow[] = [];
  const visit = (node: number) => {
    if (nodeAt(units, node).depth > depth) return;
    if (node !== root) rows.push(rowOf(node, isLast(units, node, depth) ? 'detail' : 'subtotal'));
    for (const child of nodeAt(units, node).children) visit(child);
  };
  visit(root);
  return [...rows, rowOf(root, 'total')];
}

function isLast(units: UnitTree, node: number, depth: number): boolean {
  const { children, depth: own } = nodeAt(units, node);
  return own === depth || children.length === 0;
}

function rowMaker({ values, columns, lastYear, commitments, decimals }: ManagerSheetRequest, units: UnitTree) {
  const plannedNode = unitIndex(values.units);
  const span = nodeAt(values.periods, 0).value.label;
  const numbers = new Map(commitments.map((row) => [`${row.period}\n${pathKey(row.path)}`, row.amount]));
  return (node: number, kind: SheetRowKind): ManagerRow => {
    const { path } = nodeAt(units, node).value;
    const own = plannedNode.get(pathKey(path));
    const amount = numbers.get(`${span}\n${pathKey(path)}`);
    return {
      ...{ path, kind, lastYear: lastYear?.values[node] },
      planned: own === undefined ? undefined : [0, ...columns].map((period) => values.at(own, period)),
      number: amount === undefined ? undefined : timesPower10({ coefficient: amount, scale: decimals }, -values.power),
      check: own === undefined ? '' : planCheck(values, own, columns),
    };
  };
}

/** Whether a path is a row that an export adds for amounts of nobody in the plan. */
export function isUnplanned(path: UnitPath): boolean {
  return path.at(-1) === UNPLANNED;
}
