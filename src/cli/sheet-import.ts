import { Refusal } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { type SheetImported, sheetChanges } from '../core/negotiation/sheet-changes.ts';
import { periodMeant } from '../core/negotiation/sheet-period.ts';
import type { SheetImport } from '../core/negotiation/sheet-request.ts';
import { fullPlanGrid, type PlanSource } from '../core/plan.ts';
import { nodeAt } from '../core/tree.ts';
import type { OpenSheet, SheetWords } from '../plan-folder/manager-sheet.ts';
import { sheetLayout } from '../plan-folder/manager-sheet-columns.ts';
import { sheetLines } from '../plan-folder/manager-sheet-lines.ts';
import { barePeriod } from './sheet-words.ts';

/** What a sheet is compared with, and what new numbers get. */
export interface SheetSettings extends Pick<SheetImport, 'target' | 'decimals' | 'commitments' | 'person' | 'status' | 'today'> {
  readonly words: SheetWords;
  readonly source: PlanSource;
}

/** What the sheet changes, with everything that is wrong with it; refuses one whose header cannot be understood. */
export function importedSheet(sheet: OpenSheet, { words, source, ...settings }: SheetSettings): SheetImported {
  const { levels, fiscal } = source;
  const plan = fullPlanGrid(source);
  const meant = periodFinder(plan, source);
  const layout = sheetLayout(sheet, { words, levels, periodOf: (name) => meant.column(barePeriod(name)) });
  if (layout.findings.some(({ severity }) => severity === 'error')) throw new Refusal([...sheet.findings, ...layout.findings]);
  const span = nodeAt(plan.periods, 0).value.label;
  const { lines, findings } = sheetLines(sheet, layout, { target: settings.target, levels, span, isSpan: meant.isSpan });
  const columns = layout.periods.map(({ period }) => period);
  const result = sheetChanges({ ...settings, plan, fiscal, unit: layout.unit, lines, columns });
  return { changes: result.changes, findings: [...sheet.findings, ...layout.findings, ...findings, ...result.findings] };
}

/** Period nodes by what a sheet calls them. */
function periodFinder({ periods }: Grid, { fiscal }: PlanSource) {
  const [whole, ...parts] = periods.nodes.map(({ value }) => value);
  return {
    column: (name: string) => {
      const found = periodMeant(name, parts, fiscal);
      return found && periods.nodes.findIndex(({ value }) => value === found);
    },
    isSpan: (name: string) => whole !== undefined && periodMeant(name, [whole], fiscal) !== undefined,
  };
}
