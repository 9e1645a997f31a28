import { formatExact, power10 } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import { overlap, type Period } from '../core/calendar/period.ts';
import type { Explanation } from '../core/explain/explanation.ts';
import { refuse } from '../core/finding.ts';
import { formatPath, isWithin } from '../core/organisation/unit-tree.ts';
import { addressesOf } from './addresses.ts';
import type { ReadPlan } from './read-plan.ts';
import type { RemadePlan } from './recorded-plan.ts';

/** Refuses to explain another number than plan.csv has, and says why it may differ. */
export function refuseOtherNumber(
  read: ReadPlan,
  explained: Pick<Explanation, 'unit' | 'period' | 'scale' | 'value'>,
  { remade, period }: { remade: Pick<RemadePlan, 'changedInputs'>; period: Period },
): void {
  const { scale } = read.source;
  const planned = plannedAmount(read, explained, period);
  const most = Math.max(scale, explained.scale);
  if (planned * power10(most - scale) === explained.value * power10(most - explained.scale)) return;
  const values = {
    unit: formatPath(explained.unit) || '-',
    period: explained.period,
    planned: formatExact(planned, scale, Math.min(2, scale)),
    made: formatExact(explained.value, explained.scale, Math.min(2, explained.scale)),
  };
  if (remade.changedInputs.length > 0)
    throw refuse('explain.other-inputs', { ...values, files: remade.changedInputs.join(', ') });
  const addresses = addressesOf(read);
  if (addresses.length > 0) throw refuse('remote.other-number', { ...values, addresses: addresses.join(', ') });
  throw refuse(read.local ? 'explain.edited-local' : 'explain.edited', values);
}

/** What the file has for the unit in the days of the period. */
function plannedAmount({ source }: ReadPlan, { unit }: Pick<Explanation, 'unit'>, span: Period): bigint {
  const known = new Map<string, boolean>();
  const isInside = (label: string): boolean => {
    const days = parsePeriod(label, source.fiscal);
    return days !== undefined && overlap(days, span) !== undefined;
  };
  let sum = 0n;
  for (const { path, period, amount = 0n } of source.cells) {
    if (!isWithin(path, unit)) continue;
    const counts = known.get(period) ?? isInside(period);
    known.set(period, counts);
    if (counts) sum += amount;
  }
  return sum;
}
