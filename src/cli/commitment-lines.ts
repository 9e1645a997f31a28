import { power10 } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import { valueAt } from '../core/grid.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import type { CommitmentRow } from '../plan-folder/commitments-csv.ts';
import type { CommitmentLine } from '../report/commitments-sheet.ts';
import type { Negotiation } from './negotiation.ts';

/** By unit in the order of the plan, then by period. */
export function inOrder(lines: readonly CommitmentLine[], { plan }: Negotiation): readonly CommitmentLine[] {
  const units = new Map(plan.units.nodes.map(({ value }, node) => [formatPath(value.path), node]));
  const spans = new Map(plan.periods.nodes.map(({ value }, node) => [value.label, node]));
  const unit = ({ path }: CommitmentLine) => units.get(formatPath(path)) ?? -1;
  const span = ({ period }: CommitmentLine) => spans.get(period) ?? -1;
  return lines.toSorted((a, b) => unit(a) - unit(b) || span(a) - span(b));
}

/** A row beside what the plan proposes. */
export function lineOf({ plan, folder, read }: Negotiation, row: CommitmentRow): CommitmentLine {
  const factor = power10(plan.scale - folder.settings.currency.decimals);
  const unit = plan.units.nodes.findIndex(({ value }) => formatPath(value.path) === formatPath(row.path));
  const label = parsePeriod(row.period, read.source.fiscal)?.label;
  const period = plan.periods.nodes.findIndex(({ value }) => value.label === label);
  const proposal = unit < 0 || period < 0 ? undefined : valueAt(plan, unit, period);
  return { ...row, proposal, amount: row.amount === undefined ? undefined : row.amount * factor };
}
