import { power10 } from '../amount.ts';
import type { Place } from '../finding.ts';
import { valueAt } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import type { Commitment } from './commitment.ts';
import type { SheetNumber } from './sheet-numbers.ts';
import type { SheetImport } from './sheet-request.ts';
import type { StoredNumbers } from './stored-numbers.ts';

/** One number that an import stores, changes or clears. */
export interface SheetChange {
  /** Nodes of the plan. */
  readonly unit: number;
  readonly period: number;
  /** What is stored now; undefined for nothing. */
  readonly before: Commitment | undefined;
  readonly after: Commitment;
  /** What the plan proposes, at `scale`. */
  readonly proposal: bigint;
  /** What the number moves by, at `scale`: against the one before, or the proposal where there is none, on both sides. */
  readonly change: bigint;
  /** Decimals of `proposal` and `change`: the currency's, or the plan's where it has more. */
  readonly scale: number;
  readonly place: Place;
  readonly line: number;
}

/** The change that a number makes to what is stored; undefined when it makes none. A note counts for the whole span alone. */
export function changeOf(
  { line, period, said, place }: SheetNumber,
  request: SheetImport,
  stored: StoredNumbers,
): SheetChange | undefined {
  const { plan, target, decimals } = request;
  const { path } = nodeAt(plan.units, line.unit).value;
  const { label } = nodeAt(plan.periods, period).value;
  const before = stored(line.unit, period);
  const amount = said === 'nothing' ? before?.amount : said.amount;
  const note = line.note || (before?.note ?? '');
  if (amount === before?.amount && (before?.amount === undefined || note === before.note || period > 0)) return undefined;
  const scale = Math.max(plan.scale, decimals);
  const proposal = valueAt(plan, line.unit, period) * power10(scale - plan.scale);
  const worth = (own: bigint | undefined) => (own === undefined ? proposal : own * power10(scale - decimals));
  return {
    ...{ unit: line.unit, period, before, proposal, scale, place, line: line.line },
    change: worth(amount) - worth(before?.amount),
    after: {
      ...{ target, period: label, path, amount, note },
      by: line.person || request.person || (before?.by ?? ''),
      status: request.status,
      date: line.date ?? request.today,
    },
  };
}
