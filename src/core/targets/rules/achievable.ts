import type { Decimal } from '../../amount.ts';
import { power10 } from '../../amount.ts';
import { capacityRate, capacityStatus } from '../../capacity/band.ts';
import { productFindings } from '../../metrics/products.ts';
import { formatPath } from '../../organisation/unit-tree.ts';
import type { SmartEvidence, TargetCapacity } from '../evidence.ts';
import { compare, quantityText } from '../quantity.ts';
import { fail, isGap, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';
import { GROWTH } from './growth.ts';
import { ODDS } from './odds.ts';
import { PARTS } from './parts.ts';

/** A: within reach, by the forecast, the history, what units can do, and the arithmetic between targets. */
export const ACHIEVABLE: readonly SmartRule[] = [
  { letter: 'A', name: 'range', applies: ({ floor, stretch }) => (floor ?? stretch) !== undefined, judge: ordered },
  ODDS,
  ...GROWTH,
  { letter: 'A', name: 'capacity', applies: hasCapacity, judge: ableTo },
  ...PARTS,
  { letter: 'A', name: 'product', applies: (target, evidence) => productsOf(target, evidence).length > 0, judge: multipliesOut },
];

/** floor <= value <= stretch; the other way round where less is better. */
function ordered({ floor, value, stretch, metric }: Target): Judgement[] {
  const steps = [floor, value, stretch].filter((step) => step !== undefined);
  const sign = metric.direction === 'lower' ? -1 : 1;
  const isInOrder = steps.every((step, at) => at === 0 || sign * compare(steps[at - 1] as Decimal, step) <= 0);
  const text = (step: Decimal | undefined) => (step ? quantityText(step, metric) : '-');
  const values = { floor: text(floor), value: text(value), stretch: text(stretch) };
  return [isInOrder ? pass('smart.range', values) : fail('smart.range-broken', values)];
}

function hasCapacity(target: Target, { capacityOf }: SmartEvidence): boolean {
  return target.value !== undefined && capacityOf(target) !== undefined;
}

function ableTo(target: Target, { capacityOf }: SmartEvidence): Judgement[] {
  const capacity = capacityOf(target);
  if (!capacity) return [];
  if (isGap(capacity)) return [unknown(capacity)];
  const { amount, band, units, without } = capacity;
  const values = { value: quantityText(target.value as Decimal, target.metric), capacity: quantityText(amount, target.metric) };
  if (without > 0) return [unknown({ code: 'smart.capacity-in-part', values: { ...values, without, units } })];
  const compared = atOneScale(target.value as Decimal, capacity);
  const status = capacityStatus(compared, band);
  const said = { ...values, rate: capacityRate(compared, band) || '-', band: band.text };
  if (status === 'short') return [fail('smart.capacity-short', said)];
  return [status === 'idle' ? warn('smart.capacity-idle', said) : pass('smart.capacity', said)];
}

function atOneScale(value: Decimal, { amount }: TargetCapacity) {
  const scale = Math.max(value.scale, amount.scale);
  const at = (each: Decimal) => each.coefficient * power10(scale - each.scale);
  return { quota: at(value), capacity: at(amount) };
}

/** Ratios of which the target is one of the three numbers, all three being targets of one unit and period. */
function productsOf(target: Target, { targets, ratios }: SmartEvidence) {
  const has = (metric: string | undefined) => totalsBeside(target, targets).some((other) => other.metric === metric);
  return ratios.filter((ratio) => {
    const names = [ratio.name, ratio.numerator, ratio.denominator];
    return names.includes(target.metric.name) && names.every(has);
  });
}

/** Targets of the same unit and period, as products see them. */
function totalsBeside(target: Target, targets: readonly Target[]) {
  const { start, end } = target.period;
  return targets.flatMap(({ metric, value, unit, period }) => {
    const isBeside = formatPath(unit) === formatPath(target.unit) && period.start === start && period.end === end;
    if (!value || !isBeside) return [];
    const exact = { numerator: value.coefficient, denominator: power10(value.scale) };
    const decimals = metric.kind === 'ratio' ? value.scale : undefined;
    return [{ metric: metric.name, period: target.period.label, unit: formatPath(unit), value: exact, decimals }];
  });
}

function multipliesOut(target: Target, evidence: SmartEvidence): Judgement[] {
  return productsOf(target, evidence).map((ratio) => {
    const names = { ratio: ratio.name, numerator: ratio.numerator ?? '-', denominator: ratio.denominator ?? '-' };
    const totals = totalsBeside(target, evidence.targets);
    const [broken] = productFindings(totals, { ratios: [ratio], decimals: evidence.decimals });
    return broken ? fail('smart.product-off', { ...broken.values }) : pass('smart.product', names);
  });
}
