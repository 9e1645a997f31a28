import { divideRounded, formatAmount } from '../../amount.ts';
import { parsePeriod } from '../../calendar/parse-period.ts';
import type { FiscalYear } from '../../calendar/period.ts';
import { type Finding, finding, Refusal, refuse } from '../../finding.ts';
import { type Grid, valueAt } from '../../grid.ts';
import { findUnit } from '../../organisation/find-unit.ts';
import { periodNode } from '../../plan.ts';
import type { Block } from '../locks/lock.ts';
import { blockNames } from '../methods/block-names.ts';
import { growthFactor } from '../methods/rate.ts';
import type { Change } from './change.ts';

/** A change whose names are found in a plan; `to` is the receiving unit's node, for a transfer only. */
export interface PlacedChange extends Block {
  readonly change: Change;
  readonly to: number | undefined;
}

/** Finds a change's unit and period in the plan. Refuses names that are unknown or ambiguous, and periods that the plan lacks. */
export function placeChange(grid: Grid, change: Change, fiscal: FiscalYear): PlacedChange {
  const problems: Finding[] = [];
  const unitOf = (text: string): number => {
    const found = findUnit(grid.units, text);
    if ('problem' in found) problems.push(found.problem);
    return 'node' in found ? found.node : 0;
  };
  const unit = unitOf(change.unit);
  const to = change.kind === 'transfer' ? unitOf(change.to) : undefined;
  const period = change.period === undefined ? 0 : planPeriod(grid, change.period, fiscal);
  if (period === undefined) problems.push(finding('error', 'change.no-such-period', { period: change.period ?? '' }));
  if (problems.length > 0) throw new Refusal(problems);
  return { change, unit, to, period: period as number };
}

/** By its label first: a period that the span cuts keeps it. */
function planPeriod({ periods }: Grid, text: string, fiscal: FiscalYear): number | undefined {
  const asked = parsePeriod(text, fiscal);
  const labelled = periods.nodes.findIndex(({ value }) => value.label === asked?.label);
  return labelled >= 0 ? labelled : asked && periodNode(periods, asked);
}

/**
 * What the block of a change holds afterwards, from what it held; a percentage to the smallest unit, halves up, whatever the
 * rounding unit: the node gets what was asked. Refuses (impossible) to take more than there is.
 */
export function newAmount(grid: Grid, { change, ...block }: PlacedChange): bigint {
  const old = valueAt(grid, block.unit, block.period);
  if (change.kind === 'percent-change') {
    const { numerator, denominator } = growthFactor(change.rate);
    return divideRounded(old * numerator, denominator);
  }
  const amounts = { add: old + change.amount, subtract: old - change.amount, set: change.amount, transfer: old - change.amount };
  const amount = amounts[change.kind];
  if (amount < 0n) throw impossible(grid, block, { code: 'change.below-zero', amount: -amount });
  return amount;
}

/** A change that no plan can satisfy, by the amount that is missing. */
export function impossible(grid: Grid, block: Block, { code, amount }: { code: string; amount: bigint }): Refusal {
  const values = { ...blockNames(grid, block), amount: formatAmount(amount, grid.scale) };
  return new Refusal([finding('error', code, values)], 'impossible');
}

/** A change that is not well asked for. */
export function wrongChange(grid: Grid, block: Block, code: string): Refusal {
  return refuse(code, blockNames(grid, block));
}
