import type { DisplayUnit } from '../core/amount.ts';
import type { Grain } from '../core/calendar/period.ts';
import { type ManagerSheetRequest, managerRows } from '../core/negotiation/sheet-rows.ts';
import { sheetPeriods, sheetValues } from '../core/negotiation/sheet-values.ts';
import { fullPlanGrid, type PlanSource } from '../core/plan.ts';
import { nodeAt } from '../core/tree.ts';
import type { Words } from '../locale/index.ts';
import type { Sheet } from '../render/sheet.ts';
import { managerSheet } from '../report/manager-sheet.ts';
import { sheetHeaders } from './sheet-words.ts';

/** A part of a plan that goes out to a manager. */
export interface SheetRequest extends Pick<ManagerSheetRequest, 'unit' | 'depth' | 'lastYear' | 'commitments' | 'decimals'> {
  readonly source: PlanSource;
  readonly target: string;
  /** The grain of the columns; none for the whole span alone. */
  readonly grain: Grain | undefined;
  readonly showIn: DisplayUnit | undefined;
  /** Whether the headers are in a person's language: in a file that people fill in. */
  readonly isForm: boolean;
}

/** The sheet of a unit of a plan. */
export function exportedSheet(request: SheetRequest, words: Words): Sheet {
  const { source, target, depth, decimals, showIn, isForm } = request;
  const plan = fullPlanGrid(source);
  const values = sheetValues(plan, showIn);
  const columns = sheetPeriods(plan.periods, request.grain);
  const label = (node: number) => nodeAt(plan.periods, node).value.label;
  const heading = {
    ...{ target, levels: source.levels.slice(0, depth), decimals, scale: values.scale, unit: showIn, isForm },
    ...{ period: label(0), columns: columns.map(label), header: sheetHeaders(words, source.levels) },
  };
  return managerSheet(managerRows({ ...request, values, columns }), heading, words);
}
