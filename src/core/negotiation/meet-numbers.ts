import type { Block, Bound } from '../allocation/locks/lock.ts';
import { blockNames } from '../allocation/methods/block-names.ts';
import { divideRounded, formatAmount, power10 } from '../amount.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import { type Nesting, nest } from './nested-numbers.ts';

/** What a block is to come to: `amount` with `digits` more decimals than the plan; `isExact` when it is not to be rounded. */
export interface Wanted extends Block {
  readonly amount: bigint;
  readonly isExact: boolean;
  readonly place: Place | undefined;
}

export interface Meeting {
  readonly digits: number;
  /** What amounts that are not exact are rounded to, in the plan's smallest unit. */
  readonly roundTo: bigint;
  /** The source kind of the bounds. */
  readonly kind: string;
}

/** The plan's total and a bound for each wanted block, all of which one plan can keep as long as no two blocks cross. */
export interface Met {
  readonly total: bigint;
  readonly bounds: readonly Bound[];
  readonly findings: readonly Finding[];
}

/**
 * What each wanted block can have. The total is the plan's with every outermost difference. Inside a block that has its own number the
 * numbers keep theirs and what has none takes the rest; where that leaves less than nothing, or where all have one and the sum is
 * another, the numbers inside are brought to it in proportion, with a finding.
 */
export function meetNumbers(plan: Grid, wanted: readonly Wanted[], meeting: Meeting): Met {
  const nesting = nest(plan, wanted);
  const crossed = new Set(nesting.crossing.flat());
  const values = rollUp(plan);
  const planned = ({ unit, period }: Block) => values[unit * plan.periods.nodes.length + period] as bigint;
  const sharing: Sharing = { plan, nesting, crossed, planned, meeting };
  const root = { unit: 0, period: 0 };
  const total = nesting.at(root) ? inPlanUnits(nesting.at(root) as Wanted, meeting) : totalOf(sharing);
  const findings: Finding[] = [];
  const amounts = new Map<Wanted, bigint>();
  const visit = (block: Block, amount: bigint) => {
    const inner = nesting.inside(block).filter((one) => !amounts.has(one));
    const shared = shareInside(sharing, { block, amount, inner });
    findings.push(...shared.findings);
    for (const [i, one] of inner.entries()) amounts.set(one, shared.amounts[i] as bigint);
    for (const one of inner) visit(one, amounts.get(one) as bigint);
  };
  const own = nesting.at(root);
  if (own) amounts.set(own, total);
  visit(root, total);
  const bounds = wanted.map((one): Bound => {
    const amount = amounts.get(one) as bigint;
    return { ...blockOf(one), min: amount, max: amount, source: { kind: meeting.kind, place: one.place, reason: '' } };
  });
  return { total, bounds, findings };
}

interface Sharing {
  readonly plan: Grid;
  readonly nesting: Nesting<Wanted>;
  readonly crossed: ReadonlySet<Wanted>;
  readonly planned: (block: Block) => bigint;
  readonly meeting: Meeting;
}

const blockOf = ({ unit, period }: Block): Block => ({ unit, period });

function inPlanUnits({ amount, isExact }: Pick<Wanted, 'amount' | 'isExact'>, { digits, roundTo }: Meeting): bigint {
  const unit = isExact ? 1n : roundTo;
  return divideRounded(amount, unit * power10(digits)) * unit;
}

/** The plan's total with the difference of every outermost number. */
function totalOf({ nesting, planned, meeting }: Sharing): bigint {
  const root = { unit: 0, period: 0 };
  const fine = power10(meeting.digits);
  const outermost = nesting.inside(root);
  const amount = outermost.reduce((sum, one) => sum + one.amount - planned(one) * fine, planned(root) * fine);
  return inPlanUnits({ amount, isExact: outermost.every(({ isExact }) => isExact) }, meeting);
}

interface Inside {
  readonly block: Block;
  readonly amount: bigint;
  readonly inner: readonly Wanted[];
}

function shareInside(sharing: Sharing, { block, amount, inner }: Inside): { amounts: bigint[]; findings: Finding[] } {
  const { plan, crossed, planned, meeting } = sharing;
  const amounts = inner.map((one) => inPlanUnits(one, meeting));
  const sum = amounts.reduce((a, b) => a + b, 0n);
  const rest = amount - sum;
  if (rest === 0n || inner.length === 0 || inner.some((one) => crossed.has(one))) return { amounts, findings: [] };
  if (rest > 0n && canTake(sharing, { block, inner })) return { amounts, findings: [] };
  const brought = inProportion(amount, amounts.some((one) => one > 0n) ? inner.map((one) => one.amount) : inner.map(planned));
  const isRounding =
    (rest < 0n ? -rest : rest) <= BigInt(inner.length) * meeting.roundTo && inner.some(({ isExact }) => !isExact);
  if (isRounding) return { amounts: brought, findings: [] };
  const said = { amount: formatAmount(amount, plan.scale), parts: formatAmount(sum, plan.scale), count: inner.length };
  return { amounts: brought, findings: [finding('warning', 'negotiation.brought-to', { ...blockNames(plan, block), ...said })] };
}

/** Whether the cells of a block outside the numbers in it can take an amount: they have a value, or the whole block has none. */
function canTake({ plan, planned }: Sharing, { block, inner }: Pick<Inside, 'block' | 'inner'>): boolean {
  const left = inner.reduce((value, one) => value - planned(one), planned(block));
  const cells = inner.reduce((count, one) => count - cellCount(plan, one), cellCount(plan, block));
  return cells > 0 && (left > 0n || planned(block) === 0n);
}

function cellCount({ units, periods }: Grid, { unit, period }: Block): number {
  const [rows, columns] = [nodeAt(units, unit), nodeAt(periods, period)];
  return (rows.leafTo - rows.leafFrom) * (columns.leafTo - columns.leafFrom);
}

/** The amount in whole parts by weights, the largest remainders first, equal ones in order; equal parts where all weights are zero. */
function inProportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (whole === 0n) {
    return inProportion(
      amount,
      weights.map(() => 1n),
    );
  }
  const parts = weights.map((weight) => (amount * weight) / whole);
  const left = Number(amount - parts.reduce((a, b) => a + b, 0n));
  const order = weights.map((weight, i) => ({ i, remainder: (amount * weight) % whole }));
  order.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  for (const { i } of order.slice(0, left)) parts[i] = (parts[i] as bigint) + 1n;
  return parts;
}
