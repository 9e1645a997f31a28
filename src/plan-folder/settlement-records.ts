import { atScale, formatAmount, formatExact, parseDecimal } from '../core/amount.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import { parsePolicy, parseWeight } from '../core/negotiation/policy.ts';
import type { NamedBlock, Settlement } from '../core/negotiation/settlement.ts';
import { formatPath, parsePath } from '../core/organisation/unit-tree.ts';
import { lockOfRecord, lockRecord } from './lock-records.ts';
import type { SettlementRecord } from './plan-meta.ts';

/** A settlement as `plan.meta.json` keeps it; amounts with the currency's decimals. `weights` are units' as they were written. */
export function settlementRecord(
  settlement: Settlement,
  { weights, scale }: { readonly weights: Readonly<Record<string, string>>; readonly scale: number },
): SettlementRecord {
  const { text, tie, unit, numbers, frozen, locks, decimals, roundTo, reason } = settlement;
  const block = ({ path, period }: NamedBlock) => ({ unit: formatPath(path), period });
  return {
    policy: text,
    tie,
    ...(unit.length > 0 && { unit: formatPath(unit) }),
    ...(Object.keys(weights).length > 0 && { weights }),
    commitments: numbers.map((one) => ({ ...block(one), amount: formatAmount(one.amount, decimals) })),
    ...(frozen.length > 0 && { frozen: frozen.map(block) }),
    ...(locks.length > 0 && { locks: locks.map((lock) => lockRecord(lock, decimals)) }),
    round_to: formatExact(roundTo, scale, 0),
    ...(reason !== '' && { reason }),
  };
}

/** How a record's names and amounts are read. */
export interface RecordForm {
  readonly scale: number;
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

/** The settlement of a record; refuses one that cannot be read. */
export function settlementOfRecord(record: SettlementRecord, { scale, decimals, fiscal }: RecordForm): Settlement {
  const unreadable = (what: string) => refuse('explain.unreadable-change', { change: `${record.policy}: ${what}` });
  const read = <T>(text: string, value: T | undefined): T => {
    if (value === undefined) throw unreadable(text);
    return value;
  };
  const amount = (text: string, at: number) => {
    const written = parseDecimal(text);
    return read(text, written && atScale(written, at));
  };
  return {
    text: record.policy,
    policy: read(record.policy, parsePolicy(record.policy)),
    tie: record.tie,
    unit: parsePath(record.unit ?? ''),
    authorities: Object.entries(record.weights ?? {}).map(([unit, text]) => {
      return { path: parsePath(unit), weight: read(text, parseWeight(text)) };
    }),
    numbers: record.commitments.map((one) => ({
      path: parsePath(one.unit),
      period: one.period,
      amount: amount(one.amount, decimals),
    })),
    frozen: (record.frozen ?? []).map(({ unit, period }) => ({ path: parsePath(unit), period })),
    locks: (record.locks ?? []).map((lock) => read(lock.unit, lockOfRecord(lock, { decimals, fiscal }))),
    decimals,
    roundTo: amount(record.round_to, scale),
    reason: record.reason ?? '',
  };
}
