import type { Block } from '../allocation/locks/lock.ts';
import { power10 } from '../amount.ts';
import { parsePeriod } from '../calendar/parse-period.ts';
import { type FiscalYear, overlap, type Period } from '../calendar/period.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, pathKey, unitIndex } from '../organisation/unit-tree.ts';
import { periodNode } from '../plan.ts';
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
 * Commitments on the nodes of a plan. One of a unit or a period that the plan does not have is an error, and so is a second one for
 * the same days; one for days outside the plan
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
    const period = periodOf(plan, label, days);
    if (unit === undefined) return note('error', 'negotiation.no-such-unit');
    if (period === undefined) return note('error', 'negotiation.no-such-period');
    const scaled = amount === undefined ? undefined : amount * power10(plan.scale - decimals);
    return [{ unit, period, commitment, amount: scaled, place }];
  });
  return { placed, findings: [...findings, ...sameBlocks(placed, plan)] };
}

/** An error for each row of a block that a row before it has, by another name of the same days. */
function sameBlocks(placed: readonly PlacedCommitment[], { units }: Grid): Finding[] {
  return placed.flatMap(({ unit, period, commitment, place }, i) => {
    const first = placed.slice(0, i).find((other) => other.unit === unit && other.period === period);
    if (!first) return [];
    const values = { unit: formatPath(nodeAt(units, unit).value.path) || '-', period: commitment.period };
    return [finding('error', 'negotiation.same-days', { ...values, other: first.commitment.period }, place)];
  });
}

/** The period of that name, else the one with just the days that it shares with the plan: a plan's ends may cut a half or a quarter. */
function periodOf({ periods }: Grid, label: string, days: Period | undefined): number | undefined {
  const named = periods.nodes.findIndex(({ value }) => value.label === label);
  if (named >= 0) return named;
  const shared = days && overlap(days, nodeAt(periods, 0).value);
  return shared && periodNode(periods, shared);
}

/** Those with a number of their own; a blank is none, zero is one. */
export function numbersOf(placed: readonly PlacedCommitment[]): readonly PlacedNumber[] {
  return placed.filter((one): one is PlacedNumber => one.amount !== undefined);
}
