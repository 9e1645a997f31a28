import { type Finding, finding } from '../finding.ts';
import { nodeAt } from '../tree.ts';
import type { SheetCell } from './sheet-cell.ts';
import { checkLetters, planCheck } from './sheet-check.ts';
import type { UnitLine } from './sheet-line.ts';
import type { SheetScale } from './sheet-scale.ts';
import { nameOf } from './sheet-units.ts';
import type { SheetValues } from './sheet-values.ts';

/** A cell of the plan's columns that a person overtyped; `value` at the sheet's scale, undefined for one that was cleared. */
export interface Overtyped {
  readonly value: bigint | undefined;
  /** What the plan shows there. */
  readonly shown: bigint;
}

export interface TouchedLine {
  readonly line: UnitLine;
  /** By index of `line.planned`; undefined where the cell is as it was. */
  readonly touched: readonly (Overtyped | undefined)[];
}

/** What a sheet is compared with. */
export interface SheetPlan {
  readonly values: SheetValues;
  /** The period node of each cell of `planned`: the whole span first. */
  readonly nodes: readonly number[];
  /** The period nodes of all columns that the sheet was exported with; none when it has none left. */
  readonly columns: readonly number[];
  /** The columns that it may have been exported with: several when none is left. */
  readonly exported: readonly (readonly number[])[];
  readonly scale: SheetScale;
}

/**
 * The cells in which a person overtyped the plan. A number that a spreadsheet saved with fewer digits than the plan has is no
 * other number; where a whole column lost its decimals, that is told. In rows of which the plan moved since the export only the
 * manager's column counts; a row that moved and was overtyped, too, is an error, since nobody can tell what was typed.
 */
export function touchedLines(plan: SheetPlan, lines: readonly UnitLine[]): { lines: TouchedLine[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const decimals = plan.nodes.map((_, column) => columnDecimals(lines, column));
  const rounded = plan.nodes.map((): UnitLine[] => []);
  const touched = lines.map((line): TouchedLine => {
    const cells = line.planned.map((cell, column) => {
      const judged = judge({ plan, line, column, cell, decimals: decimals[column] as number });
      if (judged === 'rounded') rounded[column]?.push(line);
      return judged === 'rounded' || judged === 'same' ? undefined : judged;
    });
    const isMoved = cells.some((cell) => cell) && findMoved(plan, line, cells, findings);
    return { line, touched: isMoved ? cells.map(() => undefined) : cells };
  });
  findings.push(...rounded.flatMap((rows, column) => roundedFinding(rows, column)));
  return { lines: touched, findings };
}

function roundedFinding(rows: readonly UnitLine[], column: number): Finding[] {
  const first = rows[0];
  return first ? [finding('warning', 'sheet.rounded', { count: rows.length }, first.place(column))] : [];
}

/** The most decimals of a column: what its number format leaves of them. */
function columnDecimals(lines: readonly UnitLine[], column: number): number {
  const plain = lines.flatMap(({ planned }) => {
    const cell = planned[column];
    return cell?.kind === 'number' && (cell.form === 'plain' || cell.form === 'long') ? [cell.decimals] : [];
  });
  return plain.reduce((a, b) => Math.max(a, b), 0);
}

interface JudgedCell {
  readonly plan: SheetPlan;
  readonly line: UnitLine;
  readonly column: number;
  readonly cell: SheetCell;
  /** Decimals of the cell's column. */
  readonly decimals: number;
}

function judge({ plan, line, column, cell, decimals }: JudgedCell): Overtyped | 'same' | 'rounded' {
  const { values, nodes, scale } = plan;
  const shown = scale.shown(values.at(line.unit, nodes[column] as number));
  // Zero is a dash in the accounting format.
  if (cell.kind === 'clear') return shown === 0n ? 'same' : { value: undefined, shown };
  if (cell.kind !== 'number') return 'same';
  const value = scale.cell(cell);
  if (value === shown) return 'same';
  const own = cell.form === 'plain' ? decimals : cell.decimals;
  if (cell.form !== 'scaled' && distance(value, shown) <= scale.half(own)) return 'rounded';
  return { value, shown };
}

export function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}

/** Whether the plan of the row moved since the export, and not its cells; with a finding if so. */
function findMoved(plan: SheetPlan, line: UnitLine, cells: TouchedLine['touched'], findings: Finding[]): boolean {
  const { values, exported } = plan;
  const isNow = exported.some((columns) => line.check === planCheck(values, line.unit, columns));
  if (line.check === '' ? !looksMoved(plan, line, cells) : isNow) return false;
  const unit = nameOf(nodeAt(values.units, line.unit).value.path);
  const isUntouched = line.check === '' || line.check === ownCheck(plan, line) || addsUp(plan, line);
  findings.push(
    isUntouched
      ? finding('warning', 'sheet.plan-moved', { unit }, line.place(0))
      : finding('error', 'sheet.moved-and-overtyped', { unit }, line.place(0)),
  );
  return true;
}

/** Without its letters a row looks moved when no cell is as the plan has it now, and yet its periods add up to the whole. */
function looksMoved(plan: SheetPlan, line: UnitLine, cells: TouchedLine['touched']): boolean {
  return cells.length > 2 && cells.every((cell) => cell?.value !== undefined) && addsUp(plan, line);
}

/** The letters of the row as it stands in the sheet; blank when it has not all of its columns. */
function ownCheck({ values, nodes, columns, scale }: SheetPlan, line: UnitLine): string {
  const byNode = new Map(nodes.map((node, index) => [node, line.planned[index]]));
  const unit = scale.shown(1n);
  const written = [0, ...columns].flatMap((node) => writtenValue(byNode.get(node), scale) ?? []);
  if (written.length <= columns.length) return '';
  return checkLetters({
    path: nodeAt(values.units, line.unit).value.path,
    labels: [0, ...columns].map((node) => nodeAt(values.periods, node).value.label),
    values: written.map((value) => value / unit),
  });
}

/** The value of a number; a dash is a zero in the accounting format. */
function writtenValue(cell: SheetCell | undefined, scale: SheetScale): bigint | undefined {
  if (cell?.kind === 'clear') return 0n;
  return cell?.kind === 'number' ? scale.cell(cell) : undefined;
}

/** Whether the periods of a row make its whole, up to the digits that are written. */
function addsUp({ nodes, columns, scale }: SheetPlan, { planned }: UnitLine): boolean {
  const [whole, ...parts] = planned.flatMap((cell) => writtenValue(cell, scale) ?? []);
  if (whole === undefined || parts.length === 0 || parts.length < columns.length || parts.length + 1 < nodes.length) return false;
  const sum = parts.reduce((total, value) => total + value, 0n);
  const slack = planned.reduce((total, cell) => total + (cell.kind === 'number' ? scale.half(cell.decimals) : 0n), 0n);
  return distance(whole, sum) <= slack;
}
