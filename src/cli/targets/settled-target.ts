import type { Decimal } from '../../core/amount.ts';
import { finding } from '../../core/finding.ts';
import type { SmartEvidence } from '../../core/targets/evidence.ts';
import { isGap } from '../../core/targets/gap.ts';
import { settleLevel } from '../../core/targets/given-level.ts';
import { quantityText } from '../../core/targets/quantity.ts';
import type { Target } from '../../core/targets/target.ts';
import type { TargetRow } from '../../plan-folder/targets-csv.ts';
import { type Context, report } from '../context.ts';
import type { SaidTarget } from './target-options.ts';

/**
 * The row with its levels: growth and points are worked out from the baseline that was said, else from what the history has of last year, and are
 * stored as levels with that baseline and, behind the reason, what was typed.
 */
export async function settledTarget(
  said: SaidTarget,
  { target, evidence }: { readonly target: Target; readonly evidence: SmartEvidence },
  context: Context,
): Promise<TargetRow> {
  const { row, given, texts, form } = said;
  const isChange = Object.values(given).some(({ kind }) => kind === 'change');
  const baseline = row.baseline ?? (isChange ? measuredBaseline(target, evidence) : undefined);
  const level = (name: keyof typeof given) => {
    const own = given[name];
    return own && settleLevel(own, form, baseline);
  };
  const { value, floor, stretch } = { value: level('value'), floor: level('floor'), stretch: level('stretch') };
  if (given.value?.kind !== 'change' || !value || !baseline) return { ...row, value, floor, stretch, baseline };
  const [from, to] = [quantityText(baseline, target.metric), quantityText(value, target.metric)];
  const change = texts.value?.trim() ?? '';
  await report(context, [finding('note', 'smart.settled', { change, baseline: from, value: to })]);
  const reason = row.reason === '' ? change : `${row.reason} (${change})`;
  return { ...row, value, floor, stretch, baseline, reason };
}

/** What the same period of last year came to. */
function measuredBaseline(target: Target, { historyOf, decimals }: SmartEvidence): Decimal | undefined {
  const history = historyOf(target);
  const last = isGap(history) ? undefined : history.years.at(-1);
  return last?.before === 1 ? short(last.value, decimals) : undefined;
}

/** Without zeros that no currency has. */
function short({ coefficient, scale }: Decimal, least: number): Decimal {
  let [units, decimals] = [coefficient, scale];
  while (decimals > least && units % 10n === 0n) {
    units /= 10n;
    decimals -= 1;
  }
  return { coefficient: units, scale: decimals };
}
