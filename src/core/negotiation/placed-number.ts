import type { Block } from '../allocation/locks/lock.ts';
import { power10 } from '../amount.ts';
import { parsePeriod } from '../calendar/parse-period.ts';
import { type FiscalYear, overlap } from '../calendar/period.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, pathKey, unitIndex } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { Commitment } from './commitment.ts';

/** A commitment on a node of the plan; its amount at the plan's scale. */
export interface PlacedCommitment extends Block {
  readonly commitment: Commitment;
  readonly amount: bigint | undefined;
  readonly place: Place | undefined;
}

/** A placed commitment with a number of its own. */
export interface PlacedNumber extends PlacedCommitment {
  readonly amount: bigint;
}

/** A commitment with where it was written. */
export interface WrittenCommitment extends Commitment {
  readonly place?: Place | undefined;
}

export interface Placing {
  /** Decimals of the commitments' amounts, no more than the plan's scale. */
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

/**
 * Commitments on the nodes of a plan. One of a unit or a period that the plan does not have is an error; one for days outside the plan
 * is for another plan: a note.
 */
export function placeCommitments(
  plan: Grid,
  commitments: readonly WrittenCommitment[],
  { decimals, fiscal }: Placing,
): { readonly placed: readonly PlacedCommitment[]; readonly findings: readonly Finding[] } {
  const units = unitIndex(plan.units);
  const span = nodeAt(plan.periods, 0).value;
  const findings: Finding[] = [];
  const placed = commitments.flatMap((commitment): PlacedCommitment[] => {
    const { path, period: label, amount, place } = commitment;
    const note = (severity: Finding['severity'], code: string) => {
      findings.push(finding(severity, code, { unit: formatPath(path) || '-', period: label, span: span.label }, place));
      return [];
    };
    const days = parsePeriod(label, fiscal);
    if (days && !overlap(days, span)) return note('note', 'negotiation.outside');
    const unit = units.get(pathKey(path));
    const period = plan.periods.nodes.findIndex(({ value }) => value.label === label);
    if (unit === undefined) return note('error', 'negotiation.no-such-unit');
    if (period < 0) return note('error', 'negotiation.no-such-period');
    const scaled = amount === undefined ? undefined : amount * power10(plan.scale - decimals);
    return [{ unit, period, commitment, amount: scaled, place }];
  });
  return { placed, findings };
}

/** Those with a number of their own; a blank is none, zero is one. */
export function numbersOf(placed: readonly PlacedCommitment[]): readonly PlacedNumber[] {
  return placed.filter((one): one is PlacedNumber => one.amount !== undefined);
}
