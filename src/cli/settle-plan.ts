import { allocateWithBounds } from '../core/allocation/allocate-bounded.ts';
import { lockBounds } from '../core/allocation/locks/lock-bounds.ts';
import { formatAmount, formatExact, power10 } from '../core/amount.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import { type Grid, valueAt } from '../core/grid.ts';
import { SUMS } from '../core/metrics/roll-up.ts';
import { FROZEN_KIND, frozenBlocks } from '../core/negotiation/frozen-cells.ts';
import type { Settled } from '../core/negotiation/settle.ts';
import { applySettlement, type Settlement } from '../core/negotiation/settlement.ts';
import { formatPath, isWithin } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { CommitmentRow } from '../plan-folder/commitments-csv.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import { settlementRecord } from '../plan-folder/settlement-records.ts';
import { offTarget } from './change-plan.ts';
import { type Context, report, sayPhrase } from './context.ts';
import { writePlan } from './deliver-plan.ts';
import { nearUnit } from './near-unit.ts';
import { COMMITMENTS_FILE, commitmentsText, commitmentsWith, type Negotiation, saveCommitments } from './negotiation.ts';
import { header } from './plan-record.ts';
import { readLocks } from './read-locks.ts';
import type { ReconcileOptions } from './reconcile-options.ts';
import { recordedRounding } from './recorded-steps.ts';

/** A reconciliation with a policy. */
export type PolicyOptions = ReconcileOptions & Required<Pick<ReconcileOptions, 'policy' | 'tie'>>;

/** A settlement with the weights of units as they were written. */
interface Settling {
  readonly settlement: Settlement;
  readonly weights: Readonly<Record<string, string>>;
}

/** Settles the numbers inside a unit by the policy and writes the plan; a dry run, or one that moves nothing, writes none. */
export async function settlePlan(
  options: PolicyOptions,
  { unit, ...negotiation }: Negotiation & { readonly unit: number },
  context: Context,
): Promise<Settled> {
  const settling = await readSettlement(options, { ...negotiation, unit }, context);
  const settled = await settledPlan(negotiation, settling, context);
  await writeSettled(options, { ...settling, negotiation, grid: settled.grid, unit }, context);
  return settled;
}

/** Everything that the settlement depends on: flags, commitments, frozen units, and the locks that hold today. */
async function readSettlement(
  { policy, tie, authorities, reason }: PolicyOptions,
  { read, plan, placed, folder, unit }: Negotiation & { readonly unit: number },
  context: Context,
): Promise<Settling> {
  const { decimals } = folder.settings.currency;
  const known = authorities.map((one) => ({ ...one, path: nodeAt(plan.units, nearUnit(plan.units, one.unit)).value.path }));
  const { text, name, weight } = policy as NonNullable<PolicyOptions['policy']>;
  const named = (one: { unit: number; period: number }) => ({
    path: nodeAt(plan.units, one.unit).value.path,
    period: nodeAt(plan.periods, one.period).value.label,
  });
  const settlement: Settlement = {
    text,
    policy: { name, weight },
    tie: tie as NonNullable<PolicyOptions['tie']>,
    unit: nodeAt(plan.units, unit).value.path,
    authorities: known,
    numbers: placed.flatMap((one) =>
      one.commitment.amount === undefined ? [] : [{ ...named(one), amount: one.commitment.amount }],
    ),
    frozen: frozenBlocks(plan, placed).map(named),
    locks: await locksOf({ read, plan, folder, decimals }, context),
    decimals,
    roundTo: recordedRounding(read.made?.round_to, plan.scale),
    reason,
  };
  return { settlement, weights: Object.fromEntries(known.map((one) => [formatPath(one.path), one.text])) };
}

/** The locks that hold today; frozen cells are kept apart. */
async function locksOf(
  { read, plan, folder, decimals }: Pick<Negotiation, 'read' | 'plan' | 'folder'> & { readonly decimals: number },
  context: Context,
) {
  const options = { locks: [], ignoreLocks: false, target: read.target, decimals, fiscal: read.source.fiscal };
  const all = await readLocks(options, { folder, levels: plan.units.levels, context });
  const locks = all.filter(({ kind }) => kind !== FROZEN_KIND);
  const scaled = locks.map((lock) => ({ ...lock, amount: lock.amount * power10(plan.scale - decimals) }));
  const { findings } = lockBounds({ axes: plan, locks: scaled, scale: plan.scale, asOf: context.today });
  refuseErrors(findings);
  await report(context, findings);
  return locks.filter(({ until }) => until === undefined || until >= context.today);
}

/** The plan after the settlement; what is worth knowing is reported, and given back for JSON. */
async function settledPlan({ plan, read, folder }: Negotiation, { settlement }: Settling, context: Context): Promise<Settled> {
  const { grid, findings } = applySettlement(plan, settlement, allocateWithBounds);
  const total = valueAt(grid, 0, 0);
  const isMoved = total !== valueAt(plan, 0, 0);
  const all = [...findings, ...(isMoved ? offTarget({ read, total, scale: grid.scale, folder }) : [])];
  await report(context, all);
  return { grid, findings: all };
}

interface ToWrite extends Settling {
  readonly negotiation: Negotiation;
  readonly grid: Grid;
  /** The unit node that was settled. */
  readonly unit: number;
}

/** Writes the plan where its numbers have changed, with commitments that are agreed now. Refuses a plan of a folder without a reason. */
async function writeSettled(options: PolicyOptions, { negotiation, grid, unit, ...settling }: ToWrite, context: Context) {
  const { plan, read, folder } = negotiation;
  const isMoved = grid.cells.some((cell, i) => cell !== plan.cells[i]);
  const toFolder = options.output.file === undefined;
  if (isMoved && toFolder && !options.dryRun && options.reason === '') throw refuse('negotiation.needs-reason');
  const total = valueAt(grid, 0, 0);
  const revision = (read.meta?.revision ?? 1) + (isMoved ? 1 : 0);
  const values = { total: formatAmount(total, grid.scale), policy: settling.settlement.text, revision, target: read.target };
  const rows = options.status === undefined ? [] : agreedRows(options, { negotiation, unit }, context);
  if (options.dryRun) return sayPhrase(context, isMoved ? 'negotiation.would-settle' : 'negotiation.nothing-moves', values);
  if (!isMoved) {
    if (rows.length > 0) saveAgreed(negotiation, rows);
    return sayPhrase(context, 'negotiation.nothing-moves', values);
  }
  const record = ({ before }: { before: PlanMeta | undefined }) =>
    settledRecord(before ?? read.meta, { negotiation, total, revision, ...settling }, context);
  const { metric, target, meta } = read;
  const file = await writePlan(
    {
      ...{
        plan: grid,
        total,
        rollUp: SUMS,
        definition: read.definition,
        target,
        metric,
        period: nodeAt(grid.periods, 0).value.label,
        findings: [],
      },
      options: { ...options, layout: undefined, decimals: settling.settlement.decimals },
      ...{ folder, record, before: meta },
      beside: rows.length === 0 ? [] : [{ path: COMMITMENTS_FILE, content: commitmentsText(folder, rows, plan.units.levels) }],
    },
    context,
  );
  sayPhrase(context, 'negotiation.settled', { ...values, file });
}

/** All rows of the file, with those that were submitted inside the unit agreed to; none where no row was. */
function agreedRows(
  { status, person, reason }: PolicyOptions,
  { negotiation, unit }: Pick<ToWrite, 'negotiation' | 'unit'>,
  context: Context,
): CommitmentRow[] {
  const { plan, rows, folder } = negotiation;
  const { path } = nodeAt(plan.units, unit).value;
  const submitted = rows.filter((row) => row.status === 'submitted' && isWithin(row.path, path));
  if (submitted.length === 0) return [];
  const agreed = submitted.map(
    (row): CommitmentRow => ({
      ...row,
      status: status ?? row.status,
      by: person ?? row.by,
      date: context.today,
      note: [row.note, reason].filter((text) => text !== '').join('; '),
    }),
  );
  return commitmentsWith(folder, agreed, plan.units.levels);
}

function saveAgreed({ folder, plan }: Negotiation, rows: readonly CommitmentRow[]): void {
  saveCommitments(folder, rows, { levels: plan.units.levels, expected: folder.stamps.get(COMMITMENTS_FILE) });
}

interface SettledTarget extends Settling {
  readonly negotiation: Negotiation;
  readonly total: bigint;
  readonly revision: number;
}

/** The plan's record with the settlement as its last step. */
function settledRecord(
  before: PlanMeta | undefined,
  { negotiation, total, revision, settlement, weights }: SettledTarget,
  context: Context,
): PlanMeta {
  const { read, plan } = negotiation;
  const step = { settlement: settlementRecord(settlement, { weights, scale: plan.scale }) };
  const target = {
    metric: read.metric,
    period: nodeAt(plan.periods, 0).value.label,
    ...read.made,
    total: formatExact(total, plan.scale, settlement.decimals),
    changes: [...(read.made?.changes ?? []), step],
  };
  const inputs = before?.inputs ?? [];
  return { ...header(before, context), revision, inputs, targets: { ...before?.targets, [read.target]: target } };
}
