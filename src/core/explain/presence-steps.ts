import type { SharedAgain } from '../allocation/place-presence.ts';
import { ONE } from '../fraction.ts';
import { isAbove, leafIndex, pathKey, type UnitPath, unitIndex, VACANT } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { AskedBlock, ExplainRequest, LeafRange } from './explained-block.ts';
import type { PresenceStep, Share, Step } from './explanation.ts';
import { placedSteps, pooledCell } from './placed-steps.ts';

/** The node of a plan's unit in the plan as if everybody were there; undefined for a vacancy. */
export function baseNode({ plan, trace }: ExplainRequest, unit: number): number | undefined {
  const { units } = trace.allocated;
  if (plan.units === units) return unit;
  return unitIndex(units).get(pathKey(nodeAt(plan.units, unit).value.path));
}

/** The sharing that a unit lies inside of; undefined when its amounts are as if everybody were there. */
export function sharedAgainOver({ plan, trace }: ExplainRequest, { unit }: AskedBlock): SharedAgain | undefined {
  const { path } = nodeAt(plan.units, unit).value;
  return trace.present?.shared.find((again) => {
    const isInside = isAbove(again.path, path);
    return isInside && again.columns.some((amount) => amount > 0n);
  });
}

interface Shared {
  readonly again: SharedAgain;
  /** The number as if everybody were there, and as it is. */
  readonly before: bigint;
  readonly value: bigint;
}

/** Presence, and for a single cell how its share of what was kept was placed and rounded. */
export function presenceSteps(request: ExplainRequest, block: AskedBlock, { again, before, value }: Shared): Step[] {
  const { plan, trace } = request;
  const node = nodeAt(plan.units, block.unit);
  const step = presenceStep(request, block, { again, before, value });
  if (node.children.length > 0 || block.to - block.from > 1) return [step];
  const { weights, settled, columns } = again;
  const row = leafIndex(weights.units).get(pathKey(node.value.path)) as number;
  const total = columns.reduce((sum, amount) => sum + amount, 0n);
  const pooled = pooledCell({ ...trace, weights, settled, total }, row * columns.length + block.from);
  const weight = { ...pooled.weight, of: 'presence' as const };
  return [step, ...placedSteps({ ...pooled, weight }, { value, roundTo: trace.roundTo })];
}

function presenceStep(request: ExplainRequest, block: AskedBlock, { again, before, value }: Shared): PresenceStep {
  const { plan, trace } = request;
  const { path } = nodeAt(plan.units, block.unit).value;
  const isVacant = path.at(-1) === VACANT;
  const kept = again.columns.slice(block.from, block.to).reduce((sum, amount) => sum + amount, 0n);
  return {
    kind: 'presence',
    unit: path,
    account: isVacant ? undefined : trace.presence?.account(path, block.period),
    factor: trace.presence?.amongSiblings(path, block.period) ?? ONE,
    share: isVacant || block.to - block.from > 1 ? undefined : shareAbove(request, path, block),
    kept: { unit: again.path, amount: kept },
    before,
    after: value,
  };
}

/** The share among the siblings in one leaf period. */
function shareAbove({ trace }: ExplainRequest, path: UnitPath, { from }: LeafRange): Share | undefined {
  const { units } = trace.allocated;
  const nodes = unitIndex(units);
  const unit = nodes.get(pathKey(path)) as number;
  const { parent } = nodeAt(units, unit);
  const parts = trace.present?.shares.divide(parent, from);
  if (!parts) return undefined;
  const part = parts[nodeAt(units, parent).children.indexOf(unit)] as bigint;
  return { part, whole: parts.reduce((sum, one) => sum + one, 0n) };
}
