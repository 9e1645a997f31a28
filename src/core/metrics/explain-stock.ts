import type { Period } from '../calendar/period.ts';
import { leavesOf } from '../explain/explained-block.ts';
import { refuse } from '../finding.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { StockPlan } from './decompose-stock.ts';
import { amount, type MeasuredExplanation, type MeasuredStep } from './measured-explanation.ts';

/**
 * Where a stock's level came from: the total, the company's level in the period, and the unit's share of it; a larger period shows
 * its last leaf period, or the mean of all. Refuses a period that the plan does not have.
 */
export function explainStock(plan: StockPlan, unit: number, period: Period): MeasuredExplanation {
  const { units, periods, cells, scale } = plan.plan;
  const leaves = leavesOf(periods, period);
  if (!leaves) {
    const [first, last] = [leafValue(periods, 0), leafValue(periods, periods.leaves.length - 1)];
    throw refuse('explain.no-such-period', { period: period.label, first: first.label, last: last.label });
  }
  const { leafFrom, leafTo, value } = nodeAt(units, unit);
  const width = periods.leaves.length;
  const rows = Array.from({ length: leafTo - leafFrom }, (_, i) => leafFrom + i);
  const at = (values: BigInt64Array, leaf: number) => rows.reduce((sum, row) => sum + (values[row * width + leaf] as bigint), 0n);
  const columns = Array.from({ length: leaves.to - leaves.from }, (_, i) => leaves.from + i);
  const sum = columns.reduce((all, leaf) => all + at(cells, leaf), 0n);
  const isLast = plan.stock.closing === 'last';
  const closing = leaves.to - 1;
  return {
    unit: value.path,
    period: period.label,
    scale,
    sum,
    result: isLast ? amount(at(cells, closing)) : amount(sum, BigInt(columns.length)),
    steps: isLast
      ? lastSteps(plan, { leaf: closing, weight: at(plan.stock.weights.cells, closing), isSingle: columns.length === 1 })
      : meanSteps(plan, { columns, weights: columns.map((leaf) => at(plan.stock.weights.cells, leaf)) }),
  };
}

interface LastBlock {
  readonly leaf: number;
  readonly weight: bigint;
  readonly isSingle: boolean;
}

function lastSteps({ total, stock, plan }: StockPlan, { leaf, weight, isSingle }: LastBlock): MeasuredStep[] {
  const level = stock.columns?.[leaf] as bigint;
  const { label } = leafValue(plan.periods, leaf);
  const whole = columnSum(stock.weights.cells, leaf, plan.periods.leaves.length);
  return [
    { code: 'stock-total', number: amount(total), values: {} },
    ...(isSingle ? [] : [{ code: 'stock-last', number: undefined, values: { period: label } }]),
    { code: 'stock-level', number: amount(level), values: { period: label } },
    { code: 'stock-share', number: { form: 'ratio', numerator: weight, denominator: whole || 1n }, values: {} },
    { code: 'unrounded', number: amount(level * weight, whole || 1n), values: {} },
  ];
}

interface MeanBlock {
  readonly columns: readonly number[];
  readonly weights: readonly bigint[];
}

function meanSteps({ total, stock, plan }: StockPlan, { columns, weights }: MeanBlock): MeasuredStep[] {
  const count = BigInt(plan.periods.leaves.length);
  const sum = plan.cells.reduce((a, b) => a + b, 0n);
  const whole = stock.weights.cells.reduce((a, b) => a + b, 0n);
  const weight = weights.reduce((a, b) => a + b, 0n);
  return [
    { code: 'stock-mean-total', number: amount(total), values: { periods: String(count), sum: amount(sum) } },
    { code: 'stock-share', number: { form: 'ratio', numerator: weight, denominator: whole || 1n }, values: {} },
    {
      code: 'unrounded-mean',
      number: amount(sum * weight, (whole || 1n) * BigInt(columns.length)),
      values: { periods: String(columns.length) },
    },
  ];
}

function columnSum(cells: BigInt64Array, leaf: number, width: number): bigint {
  let sum = 0n;
  for (let cell = leaf; cell < cells.length; cell += width) sum += cells[cell] as bigint;
  return sum;
}
