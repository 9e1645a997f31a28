import type { Day } from '../calendar/day.ts';
import type { Place } from '../finding.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { SheetCell } from './sheet-cell.ts';

/** A row of a sheet that came back, its cells read but not judged. */
export interface SheetLine {
  readonly line: number;
  readonly path: UnitPath;
  /** The manager's column. */
  readonly number: SheetCell;
  /** The proposal for the whole span, then a cell for each period column that the sheet has. */
  readonly planned: readonly SheetCell[];
  readonly note: string;
  readonly person: string;
  readonly date: Day | undefined;
  /** The letters of `checkLetters`; blank when the column is gone. */
  readonly check: string;
  /** The place of the unit's name, of the manager's cell, or of the cell of `planned` with that index. */
  readonly place: (column: 'unit' | 'number' | number) => Place;
}

/** A line with the unit of the plan that it stands for. */
export interface UnitLine extends SheetLine {
  readonly unit: number;
}
