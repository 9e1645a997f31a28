import type { Rate } from '../allocation/methods/rate.ts';
import { divideRounded, power10 } from '../amount.ts';
import type { Period } from '../calendar/period.ts';
import { leavesOf } from '../explain/explained-block.ts';
import { refuse } from '../finding.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';
import { RATE_ONE } from './base-rates.ts';
import type { RatioPlan } from './decompose-ratio.ts';
import { amount, type MeasuredExplanation, type MeasuredStep, ratio } from './measured-explanation.ts';
import { type EffectBasis, ratioEffects } from './ratio-effects.ts';

/**
 * Where a node's ratio came from: its ratio in the basis, the factor or points, its planned denominator, and its numerator; then why
 * the numerator differs from the basis (volume, within, mix), which add up. Refuses a period that the plan does not have.
 */
export function explainRatio(plan: RatioPlan, unit: number, period: Period): MeasuredExplanation {
  const block = blockOf(plan, unit, period);
  const { numerator, denominator } = block;
  return {
    unit: nodeAt(plan.plan.units, unit).value.path,
    period: period.label,
    scale: plan.plan.scale,
    sum: numerator,
    result: ratio({ numerator, denominator }),
    steps: [
      ...basisSteps(plan, block),
      ...wantedSteps(plan),
      ...waySteps(plan, block),
      { code: 'denominator', number: amount(denominator), values: {} },
      ...cellSteps(plan, block),
      { code: 'numerator', number: amount(numerator), values: {} },
      ...effectSteps(plan, block),
    ],
  };
}

/** The cells of a node in a period, and what they add up to. */
interface RatioBlock {
  readonly cells: readonly number[];
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function blockOf({ plan, denominator }: RatioPlan, unit: number, period: Period): RatioBlock {
  const { units, periods } = plan;
  const leaves = leavesOf(periods, period);
  if (!leaves) {
    const [first, last] = [leafValue(periods, 0), leafValue(periods, periods.leaves.length - 1)];
    throw refuse('explain.no-such-period', { period: period.label, first: first.label, last: last.label });
  }
  const width = periods.leaves.length;
  const { leafFrom, leafTo } = nodeAt(units, unit);
  const cells: number[] = [];
  for (let u = leafFrom; u < leafTo; u++) for (let p = leaves.from; p < leaves.to; p++) cells.push(u * width + p);
  return { cells, numerator: sumOf(plan.cells, cells), denominator: sumOf(denominator.cells, cells) };
}

function sumOf(values: BigInt64Array, cells: readonly number[]): bigint {
  return cells.reduce((sum, cell) => sum + (values[cell] as bigint), 0n);
}

/** The basis of a block in units of the plan's scale; its ratio, where it has no denominator, is that of its first cell's source. */
function basisOf({ ratio: { basis, base }, plan }: RatioPlan, { cells }: RatioBlock): EffectBasis | undefined {
  if (!basis) return undefined;
  const over = basis.times * power10(Math.max(0, basis.numerator.scale - plan.scale));
  const factor = power10(Math.max(0, plan.scale - basis.numerator.scale));
  const at = (values: BigInt64Array): Rate => ({ numerator: sumOf(values, cells) * factor, denominator: over });
  const [numerator, denominator] = [at(basis.numerator.cells), at(basis.denominator.cells)];
  const own = { numerator: numerator.numerator, denominator: denominator.numerator };
  const first = { numerator: base.rates[cells[0] as number] as bigint, denominator: RATE_ONE };
  return { numerator, denominator, ratio: own.denominator > 0n ? own : first };
}

function basisSteps(plan: RatioPlan, block: RatioBlock): MeasuredStep[] {
  const basis = basisOf(plan, block);
  if (!basis || basis.denominator.numerator <= 0n) return [];
  const { numerator, denominator } = basis;
  const values = {
    numerator: amount(numerator.numerator, numerator.denominator),
    denominator: amount(denominator.numerator, denominator.denominator),
  };
  return [{ code: 'basis-ratio', number: ratio(basis.ratio), values }];
}

function wantedSteps({ ratio: { wanted }, total, denominator }: RatioPlan): MeasuredStep[] {
  const below = denominator.cells.reduce((sum, cell) => sum + cell, 0n);
  const values = { numerator: amount(total), denominator: amount(below) };
  if (!wanted) return [{ code: 'total-ratio', number: ratio({ numerator: total, denominator: below }), values }];
  return [{ code: 'wanted-ratio', number: ratio(wanted), values }];
}

function waySteps({ ratio: { way, placed } }: RatioPlan, { cells }: RatioBlock): MeasuredStep[] {
  const limited = cells.filter((cell) => placed.capped.has(cell) || placed.floored.has(cell)).length;
  const by: MeasuredStep = {
    code: way,
    number: { form: way, ...placed.by } as NonNullable<MeasuredStep['number']>,
    values: {},
  };
  return limited > 0 ? [by, { code: 'limited', number: undefined, values: { cells: String(limited) } }] : [by];
}

/** Of a single cell, the ratio it starts from and its numerator before rounding. */
function cellSteps({ ratio: { base, way, placed }, plan, denominator }: RatioPlan, { cells }: RatioBlock): MeasuredStep[] {
  const [cell, ...others] = cells;
  if (cell === undefined || others.length > 0) return [];
  const start = { numerator: base.rates[cell] as bigint, denominator: RATE_ONE };
  const source = base.sources[cell];
  const from = source && {
    unit: formatPath(nodeAt(plan.units, source.unit).value.path) || '-',
    period: nodeAt(plan.periods, source.period).value.label,
  };
  const steps: MeasuredStep[] = from ? [{ code: 'base-ratio', number: ratio(start), values: from }] : [];
  if (placed.capped.has(cell) || placed.floored.has(cell)) return steps;
  const { by } = placed;
  const planned =
    way === 'factor'
      ? { numerator: start.numerator * by.numerator, denominator: start.denominator * by.denominator }
      : {
          numerator: start.numerator * by.denominator + by.numerator * start.denominator,
          denominator: start.denominator * by.denominator,
        };
  const below = denominator.cells[cell] as bigint;
  return [...steps, { code: 'unrounded', number: amount(planned.numerator * below, planned.denominator), values: {} }];
}

function effectSteps(plan: RatioPlan, block: RatioBlock): MeasuredStep[] {
  const basis = basisOf(plan, block);
  if (!basis) return [];
  const start = divideRounded(basis.numerator.numerator, basis.numerator.denominator);
  const cells = block.cells.map((cell) => ({
    rate: { numerator: plan.ratio.base.rates[cell] as bigint, denominator: RATE_ONE },
    denominator: plan.denominator.cells[cell] as bigint,
    numerator: plan.plan.cells[cell] as bigint,
  }));
  const { volume, within, mix } = ratioEffects(cells, basis, start);
  return [
    { code: 'start', number: amount(start), values: {} },
    { code: 'volume', number: amount(volume), values: {} },
    { code: 'within', number: amount(within), values: {} },
    { code: 'mix', number: amount(mix), values: {} },
  ];
}
