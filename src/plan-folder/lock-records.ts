import type { Lock } from '../core/allocation/locks/lock.ts';
import { atScale, formatAmount, parseDecimal } from '../core/amount.ts';
import { parseDay } from '../core/calendar/day.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import { formatPath, parsePath } from '../core/organisation/unit-tree.ts';
import type { LockRecord } from './plan-meta.ts';
import { dayCell } from './row-codec.ts';
import type { TableContext } from './row-reader.ts';

/** A lock as `plan.meta.json` keeps it; the amount with the currency's decimals, what is blank left out. */
export function lockRecord({ period, path, kind, amount, reason, by, until, place }: Lock, decimals: number): LockRecord {
  return {
    period: period.label,
    unit: formatPath(path),
    kind,
    amount: formatAmount(amount, decimals),
    ...(reason !== '' && { reason }),
    ...(by !== '' && { by }),
    ...(until !== undefined && { until: dayCell(until) }),
    ...(place?.file !== undefined && { file: place.file }),
    ...(place?.line !== undefined && { line: place.line }),
  };
}

/** The lock of a record; undefined when its period, or its amount in this currency, is none. */
export function lockOfRecord(record: LockRecord, { decimals, fiscal }: TableContext): Lock | undefined {
  const { unit, kind, reason = '', by = '', until, file, line } = record;
  const period = parsePeriod(record.period, fiscal);
  const written = parseDecimal(record.amount);
  const amount = written && atScale(written, decimals);
  if (period === undefined || amount === undefined) return undefined;
  return {
    ...{ period, path: parsePath(unit), kind, amount, reason, by },
    until: until === undefined ? undefined : parseDay(until),
    place: file === undefined ? undefined : { file, ...(line !== undefined && { line }) },
  };
}
