import type { Lock } from '../allocation/locks/lock.ts';
import { lockBounds } from '../allocation/locks/lock-bounds.ts';
import type { AllocateWithBounds } from '../allocation/methods/bounded-request.ts';
import { power10 } from '../amount.ts';
import type { PlanStep } from '../explain/plan-steps.ts';
import { refuse } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, pathKey, type UnitPath, unitIndex } from '../organisation/unit-tree.ts';
import { bottomUp } from './bottom-up.ts';
import type { Commitment } from './commitment.ts';
import { frozenBounds } from './frozen-cells.ts';
import type { PlacedNumber } from './placed-number.ts';
import type { Authority, Policy, Tie } from './policy.ts';
import { type Settled, settle } from './settle.ts';

/** A node of a plan by its names. */
export interface NamedBlock {
  readonly path: UnitPath;
  /** Canonical label. */
  readonly period: string;
}

/** A number from below; the amount at `decimals` of its settlement. */
export interface NamedNumber extends NamedBlock {
  readonly amount: bigint;
}

/** Everything that a settlement depends on but the plan: what its record holds. */
export interface Settlement {
  /** As it was written: `middle:30%`. */
  readonly text: string;
  readonly policy: Policy;
  readonly tie: Tie;
  /** The unit inside which it was settled; empty for the whole. */
  readonly unit: UnitPath;
  readonly authorities: readonly Authority[];
  readonly numbers: readonly NamedNumber[];
  readonly frozen: readonly NamedBlock[];
  /** Locks that held then, amounts at `decimals`. */
  readonly locks: readonly Lock[];
  readonly decimals: number;
  /** At the plan's scale. */
  readonly roundTo: bigint;
  readonly reason: string;
}

/** The plan after a settlement. Refuses (wrong use) names that the plan does not have, and as `settle` does. */
export function applySettlement(plan: Grid, settlement: Settlement, allocate: AllocateWithBounds): Settled {
  const { locks, decimals, unit, numbers, frozen, ...how } = settlement;
  const find = blockFinder(plan);
  const finer = power10(plan.scale - decimals);
  const scaled = locks.map((lock) => ({ ...lock, amount: lock.amount * finer }));
  const { bounds } = lockBounds({ axes: plan, locks: scaled, scale: plan.scale, asOf: EVER });
  const held = frozen.map((block) => ({ ...find(block), place: undefined, reason: '' }));
  const span = plan.periods.nodes[0]!.value.label;
  return settle(plan, {
    ...how,
    unit: find({ path: unit, period: span }).unit,
    numbers: placedNumbers(plan, settlement),
    frozen: held,
    bounds: [...bounds, ...frozenBounds(plan, held)],
    allocate,
  });
}

/** Before any lock expires: those that had expired were left out. */
const EVER = Number.NEGATIVE_INFINITY;

function placedNumbers(plan: Grid, { numbers, decimals }: Settlement): PlacedNumber[] {
  const find = blockFinder(plan);
  const finer = power10(plan.scale - decimals);
  return numbers.map(({ path, period, amount }) => {
    const commitment: Commitment = { ...SILENT, path, period, amount };
    return { ...find({ path, period }), amount: amount * finer, commitment, place: undefined };
  });
}

const SILENT = { target: '', note: '', by: '', status: 'draft', date: undefined } as const;

function blockFinder({ units, periods }: Grid) {
  const index = unitIndex(units);
  return ({ path, period: label }: NamedBlock) => {
    const unit = index.get(pathKey(path));
    const period = periods.nodes.findIndex(({ value }) => value.label === label);
    const names = { unit: formatPath(path) || '-', period: label, span: periods.nodes[0]!.value.label };
    if (unit === undefined) throw refuse('negotiation.no-such-unit', names);
    if (period < 0) throw refuse('negotiation.no-such-period', names);
    return { unit, period };
  };
}

/** A settlement as a step of the record. */
export function settlementStep(settlement: Settlement, allocate: AllocateWithBounds): PlanStep {
  const { text, tie, reason } = settlement;
  return {
    kind: 'settlement',
    text: [text, `--tie ${tie}`, ...(reason === '' ? [] : [`(${reason})`])].join(' '),
    apply: (state) => ({
      ...state,
      plan: applySettlement(state.plan, settlement, allocate).grid,
      committed: bottomUp(state.plan, placedNumbers(state.plan, settlement)).value,
    }),
  };
}
