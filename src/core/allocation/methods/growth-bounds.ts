import { LARGEST_AMOUNT, power10 } from '../../amount.ts';
import type { Period } from '../../calendar/period.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import type { Block, Bound } from '../locks/lock.ts';
import { blockNames } from './block-names.ts';
import { coveringNodes } from './covering-nodes.ts';
import { growthFactor, type Rate } from './rate.ts';

/** A rate for a unit node in a span, found in the plan. */
export interface PlacedRate extends Rate {
  readonly unit: number;
  readonly span: Period;
  /** The rate as it was written, for messages. */
  readonly text: string;
}

/** Growths on the nodes of a plan, and the basis that they grow from. */
export interface GrowthRequest {
  readonly axes: { readonly units: UnitTree; readonly periods: PeriodTree };
  /** What the basis holds in a block, returns included, in 10^-scale of its own. */
  readonly basisOf: (block: Block) => { readonly amount: bigint; readonly scale: number };
  readonly growths: readonly PlacedRate[];
  /** Scale of the plan. */
  readonly scale: number;
  readonly roundTo: bigint;
}

/**
 * What `--growth` fixes: each of the largest blocks inside the span at basis x (1 + rate), to the nearest multiple of
 * `roundTo`, halves up. Its siblings absorb the difference (domain rule T18). Errors (wrong use) for a span that is no union of
 * the plan's periods, and for a block whose basis is not above zero.
 */
export function growthBounds(request: GrowthRequest): {
  readonly bounds: readonly Bound[];
  readonly findings: readonly Finding[];
} {
  const bounds: Bound[] = [];
  const findings: Finding[] = [];
  for (const growth of request.growths) {
    const covering = coveringNodes(request.axes.periods, growth.span);
    if ('problem' in covering) {
      findings.push(covering.problem);
      continue;
    }
    for (const period of covering.nodes) {
      const amount = grownAmount(request, growth, { unit: growth.unit, period });
      if (amount === undefined) findings.push(nothingToGrow(request, growth, period));
      else bounds.push({ unit: growth.unit, period, min: amount, max: amount, source: sourceOf(growth) });
    }
  }
  return { bounds, findings };
}

function sourceOf({ text }: PlacedRate): Bound['source'] {
  return { kind: '--growth', place: undefined, reason: text };
}

function grownAmount({ basisOf, scale, roundTo }: GrowthRequest, rate: Rate, block: Block): bigint | undefined {
  const basis = basisOf(block);
  if (basis.amount <= 0n) return undefined;
  const { numerator, denominator } = growthFactor(rate);
  const divisor = denominator * power10(basis.scale) * roundTo;
  const amount = ((2n * basis.amount * numerator * power10(scale) + divisor) / (2n * divisor)) * roundTo;
  if (amount > LARGEST_AMOUNT) throw refuse('plan.too-large');
  return amount;
}

function nothingToGrow({ axes }: GrowthRequest, { unit, text }: PlacedRate, period: number): Finding {
  return finding('error', 'growth.no-basis', { ...blockNames(axes, { unit, period }), growth: text });
}
