import { GRAINS } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import { nodeAt } from '../tree.ts';
import { frozenAgainst } from './frozen.ts';
import { changeOf, type SheetChange } from './sheet-change.ts';
import type { UnitLine } from './sheet-line.ts';
import { sheetNumbers } from './sheet-numbers.ts';
import type { SheetImport } from './sheet-request.ts';
import { sheetScale } from './sheet-scale.ts';
import { sheetTree, withoutSums } from './sheet-sums.ts';
import { touchedLines } from './sheet-touched.ts';
import { linesOfUnits, nameOf } from './sheet-units.ts';
import { sheetPeriods, sheetValues } from './sheet-values.ts';
import { type StoredNumbers, storedNumbers } from './stored-numbers.ts';

export interface SheetImported {
  readonly changes: readonly SheetChange[];
  readonly findings: readonly Finding[];
}

/**
 * What a manager changed: numbers in the manager's column, and cells of the plan that were overtyped, against what is stored.
 * A blank leaves what is stored, 0 is zero, a dash clears. Changes are in the order of the plan's units and periods, whatever
 * order the rows have. With an error among the findings the changes are not whole.
 */
export function sheetChanges(request: SheetImport): SheetImported {
  const { plan, columns } = request;
  const values = sheetValues(plan, request.unit);
  const found = linesOfUnits(plan.units, request.lines);
  const scale = sheetScale(values, found.lines, request.decimals);
  const grain = columns[0] === undefined ? undefined : nodeAt(plan.periods, columns[0]).value.grain;
  const all = sheetPeriods(plan.periods, grain);
  const exported = grain === undefined ? [[], ...GRAINS.map((own) => sheetPeriods(plan.periods, own))] : [all];
  const context = { values, scale, nodes: [0, ...columns], columns: all, exported };
  const touched = touchedLines(context, found.lines);
  const tree = sheetTree(plan.units, touched.lines);
  const own = withoutSums(tree, touched.lines);
  const stored = storedNumbers(request);
  const { decimals } = request;
  const numbers = sheetNumbers({ ...context, decimals, stored, tree, lines: own.lines });
  const sums = own.count + numbers.sums;
  const findings = [...found.findings, ...touched.findings, ...numbers.findings];
  if (sums > 0) findings.push(finding('note', 'sheet.sums', { count: sums }));
  const changes = numbers.numbers.flatMap((number) => changeOf(number, request, stored) ?? []);
  findings.push(...frozenFindings(changes, request), ...loneNotes(found.lines, changes, stored));
  return { changes: changes.sort((a, b) => a.unit - b.unit || a.period - b.period), findings };
}

/** Notes of rows that give no number and have none: there is nothing to keep them with. */
function loneNotes(lines: readonly UnitLine[], changes: readonly SheetChange[], stored: StoredNumbers): Finding[] {
  const used = new Set(changes.map(({ line }) => line));
  return lines.flatMap(({ line, note, unit, place }) =>
    note === '' || used.has(line) || stored(unit, 0)?.note === note
      ? []
      : [finding('warning', 'sheet.note-alone', { note }, place('number'))],
  );
}

/** What is frozen takes no other number, nor do the units above and below it. */
function frozenFindings(changes: readonly SheetChange[], { commitments, fiscal }: SheetImport): Finding[] {
  if (commitments.every(({ status }) => status !== 'frozen')) return [];
  return changes.flatMap(({ after, place }) => {
    const row = frozenAgainst(commitments, { ...after, setsAmount: true }, fiscal);
    if (!row) return [];
    const values = { unit: nameOf(after.path), frozen: nameOf(row.path), period: row.period, by: row.by || '-' };
    return [finding('error', 'sheet.frozen', values, place)];
  });
}
