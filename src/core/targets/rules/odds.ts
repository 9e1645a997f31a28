import type { Decimal } from '../../amount.ts';
import type { SmartEvidence } from '../evidence.ts';
import { LIMITS } from '../limits.ts';
import { numberOf, quantityText } from '../quantity.ts';
import { fail, isGap, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';

/** A: how likely the forecast is to reach it. Too easy is a finding as well as too hard. */
export const ODDS: SmartRule = { letter: 'A', name: 'odds', applies: ({ value }) => value !== undefined, judge: likelyEnough };

function likelyEnough(target: Target, { outlookOf }: SmartEvidence): Judgement[] {
  const outlook = outlookOf(target);
  if (isGap(outlook)) return [unknown(outlook)];
  const value = target.value as Decimal;
  const reach = outlook.odds(numberOf(value));
  const odds = target.metric.direction === 'lower' ? 1 - reach : reach;
  const values = {
    ...{ odds: oddsText(odds), value: quantityText(value, target.metric) },
    ...{ baseline: quantityText(outlook.baseline, target.metric), method: outlook.method, confidence: outlook.confidence },
    ...{ fail: oddsText(LIMITS.odds.fail), low: oddsText(LIMITS.odds.low), high: oddsText(LIMITS.odds.high) },
  };
  if (odds < LIMITS.odds.fail) return [fail('smart.odds-too-low', values)];
  if (odds < LIMITS.odds.low) return [warn('smart.odds-low', values)];
  return [odds > LIMITS.odds.high ? warn('smart.odds-high', values) : pass('smart.odds', values)];
}

/** Whole percent; what rounding would make certain is said as a bound. */
export function oddsText(odds: number): string {
  if (odds < 0.005) return '<1%';
  if (odds > 0.995) return '>99%';
  return `${Math.round(odds * 100)}%`;
}
