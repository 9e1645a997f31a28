import { type Decimal, power10 } from '../../amount.ts';
import { ROUGH, unitDoubt } from '../../unit-guard.ts';
import type { SmartEvidence, TargetHistory } from '../evidence.ts';
import { LIMITS } from '../limits.ts';
import { changeText, compare, quantityText, quotient } from '../quantity.ts';
import { ALWAYS, fail, isGap, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';

/** M: a number, what it is a number of, and where it stands today. */
export const MEASURABLE: readonly SmartRule[] = [
  { letter: 'M', name: 'value', applies: ALWAYS, judge: statedValue },
  { letter: 'M', name: 'definition', applies: ALWAYS, judge: namedDefinition },
  { letter: 'M', name: 'baseline', applies: ALWAYS, judge: knownBaseline },
  { letter: 'M', name: 'unit', applies: ({ value }) => value !== undefined, judge: clearUnit },
];

function statedValue({ value, metric }: Target): Judgement[] {
  return [value ? pass('smart.value', { value: quantityText(value, metric) }) : fail('smart.no-value')];
}

function namedDefinition({ metric }: Target, { definitionOf }: SmartEvidence): Judgement[] {
  const { source, definition, isUsual } = definitionOf(metric);
  const values = { metric: metric.name, definition: definition ?? '-', source: source ?? '-' };
  if (metric.kind === 'ratio' || metric.kind === 'score') {
    if (definition === undefined) return [fail('smart.no-definition', values)];
    if (isUsual) return [warn('smart.usual-definition', values)];
    return [pass('smart.definition', values)];
  }
  return [source === undefined ? unknown({ code: 'smart.no-source', values }) : pass('smart.source', values)];
}

function knownBaseline(target: Target, { historyOf }: SmartEvidence): Judgement[] {
  const { baseline, metric } = target;
  const history = historyOf(target);
  const last = lastYear(history);
  const text = (value: Decimal) => quantityText(value, metric);
  if (baseline === undefined) {
    if (last) return [pass('smart.baseline-of-history', { baseline: text(last.value), period: last.label })];
    return [unknown(isGap(history) ? history : { code: 'smart.no-baseline' })];
  }
  const off = last && quotient(baseline, last.value);
  if (last && off !== undefined && Math.abs(off - 1) > LIMITS.baseline) {
    const values = { baseline: text(baseline), period: last.label, history: text(last.value), off: changeText(off - 1) };
    return [warn('smart.baseline-differs', { ...values, most: changeText(LIMITS.baseline) })];
  }
  return [pass('smart.baseline', { baseline: text(baseline) })];
}

/** The nearest of the earlier years. */
export function lastYear(history: TargetHistory | object) {
  return 'years' in history ? history.years.at(-1) : undefined;
}

function clearUnit(target: Target, { historyOf }: SmartEvidence): Judgement[] {
  const { metric } = target;
  const value = target.value as Decimal;
  const text = quantityText(value, metric);
  if (metric.kind === 'ratio' && metric.atMostOne && compare(value, ONE) > 0)
    return [fail('smart.above-one', { metric: metric.name, value: text })];
  const other = target.baseline ?? lastYear(historyOf(target))?.value;
  if (!other) return [unknown({ code: 'smart.no-comparison' })];
  const factor = metric.kind === 'ratio' ? percentFactor(value, other) : moneyFactor(value, other);
  const values = { value: text, baseline: quantityText(other, metric) };
  if (factor !== undefined) return [fail('smart.unit-doubt', { ...values, factor: String(factor) })];
  return [pass('smart.unit', { ...values, times: (quotient(value, other) ?? 0).toFixed(2) })];
}

const ONE: Decimal = { coefficient: 1n, scale: 0 };

function moneyFactor(value: Decimal, other: Decimal): bigint | undefined {
  const scale = Math.max(value.scale, other.scale);
  const at = ({ coefficient, scale: own }: Decimal) => [coefficient * power10(scale - own)];
  return unitDoubt(at(value), at(other), ROUGH)?.factor;
}

/** 36.5 beside 0.35: one of the two is in percent. Within a factor of three of a hundred. */
function percentFactor(value: Decimal, other: Decimal): bigint | undefined {
  const times = quotient(value, other);
  if (times === undefined || times <= 0) return undefined;
  const size = times > 1 ? times : 1 / times;
  return size > 100 / 3 && size < 300 ? 100n : undefined;
}
