import { join } from 'node:path';
import { type FindingValues, refuse } from '../core/finding.ts';
import { frozenAgainst } from '../core/negotiation/frozen.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { CommitmentRow } from '../plan-folder/commitments-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { CommitOptions } from './commit-options.ts';
import { COMMITMENTS_FILE, type Negotiation, rowKey } from './negotiation.ts';

/** What is to be said for a node of the plan. */
export interface ToSay {
  readonly unit: number;
  readonly period: number;
  readonly said: Pick<CommitOptions, 'given' | 'status' | 'note' | 'person' | 'reason'>;
  readonly today: CommitmentRow['date'];
}

/** The row that says it, made of the one that there is; refuses to move what is frozen. */
export function committed({ read, plan, rows, folder }: Negotiation, { unit, period, said, today }: ToSay): CommitmentRow {
  const { path } = nodeAt(plan.units, unit).value;
  const key = { target: read.target, period: nodeAt(plan.periods, period).value.label, path };
  const before = rows.find((row) => rowKey(row) === rowKey(key));
  const frozen = frozenAgainst(rows, { ...key, setsAmount: said.given !== undefined }, read.source.fiscal);
  if (frozen && !(frozen === before && isOnPurpose(said))) throw frozenRefusal(frozen, folder);
  const note = [said.note ?? '', said.reason].filter((text) => text !== '').join('; ');
  return {
    ...key,
    amount: said.given ? said.given.amount : before?.amount,
    note: note === '' ? (before?.note ?? '') : note,
    by: said.person ?? before?.by ?? '',
    status: said.status ?? (said.given ? 'draft' : (before?.status ?? 'draft')),
    date: today,
    line: 0,
  };
}

/** Whether a person lets go of what is frozen, and says why; or freezes once more what is frozen. */
function isOnPurpose({ given, status, reason }: ToSay['said']): boolean {
  return status === 'frozen' ? given === undefined : status !== undefined && reason !== '';
}

function frozenRefusal({ path, period, line, by }: CommitmentRow, { dir }: PlanFolder) {
  const values: FindingValues = { unit: formatPath(path) || '-', period, by: by === '' ? '-' : by };
  return refuse('negotiation.frozen', values, { file: join(dir, COMMITMENTS_FILE), line });
}
