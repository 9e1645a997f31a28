import { displayPower, power10 } from '../amount.ts';
import { type LocalView, ownDecimals, rescaled, type ShownForm } from '../money/local-values.ts';
import { SHOWN_DECIMALS } from '../show-in.ts';
import { type Milestone, type MilestoneRequest, milestones } from './milestones.ts';

/** A milestone with the money that its amounts are in. */
export interface LocalMilestone extends Milestone {
  readonly currency: string;
}

/**
 * Checkpoints of a plan whose leaves are in local money: of a unit of one currency in that, of others in home money. They are exact,
 * at the scale of `home`: sums of products at plan rates are not rounded.
 */
export function localMilestones(
  request: Omit<MilestoneRequest, 'plan' | 'denominator' | 'over'>,
  { local, home, currencyOf, homeCurrency }: LocalView,
): LocalMilestone[] {
  const own = milestones({ ...request, plan: local });
  const factor = power10(home.scale - local.scale);
  return milestones({ ...request, plan: home }).map((worth, i): LocalMilestone => {
    const currency = currencyOf(worth.path) ?? homeCurrency;
    const { amount, cumulative } = own[i] as Milestone;
    if (currency === homeCurrency) return { ...worth, currency };
    return { ...worth, amount: amount * factor, cumulative: cumulative * factor, currency };
  });
}

/** The money of a plan's milestones: of the whole, and the scale that they are exact at. */
export interface ExactMoney {
  readonly home: string;
  readonly scale: number;
}

/** The same as people read them: each number rounded once, to the decimals of its money, or to two of a display unit and at that scale. */
export function roundedMilestones<One extends LocalMilestone>(
  all: readonly One[],
  { home, scale }: ExactMoney,
  { decimals, unit }: ShownForm,
): One[] {
  const rounded = (value: bigint, currency: string) => {
    if (unit !== undefined) return rescaled(value, scale, SHOWN_DECIMALS - displayPower(unit));
    const own = ownDecimals(currency, home, decimals);
    return rescaled(value, scale, own) * power10(scale - own);
  };
  return all.map((one) => ({
    ...one,
    amount: rounded(one.amount, one.currency),
    cumulative: rounded(one.cumulative, one.currency),
  }));
}
