import { type Finding, finding, refuse, refuseErrors } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { findUnit } from '../organisation/find-unit.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { BasisBlocks } from './basis/basis-blocks.ts';
import type { DecomposeRequest, PeriodRate } from './decompose-request.ts';
import { givenBounds } from './given.ts';
import type { Bound } from './locks/lock.ts';
import { isOnUnit, lockBounds } from './locks/lock-bounds.ts';
import { coveringNodes } from './methods/covering-nodes.ts';
import { growthBounds, type PlacedRate } from './methods/growth-bounds.ts';
import type { Tilt } from './tilt.ts';

/** Everything that nodes of the plan must come to: what `--growth` fixes, the locks inside the planned unit, and what it was given. */
export function planBounds(
  request: DecomposeRequest,
  weights: Grid,
  basisOf: BasisBlocks | undefined,
): { bounds: readonly Bound[]; findings: readonly Finding[] } {
  const { unit, scale } = request;
  const inside = request.locks.filter(isOnUnit(weights.units, unit));
  const locks = lockBounds({ axes: weights, locks: inside, scale, asOf: request.asOf });
  const left = request.locks.length - inside.length;
  const growths = placed(weights, request.growths);
  const grown = growths.length > 0 ? growthsOn(request, weights, { growths, basisOf }) : { bounds: [], findings: [] };
  const other = left > 0 ? [finding('note', 'lock.other-units', { count: left, unit: formatPath(unit) })] : [];
  const findings = [...other, ...locks.findings, ...grown.findings];
  refuseErrors(findings);
  return { bounds: [...locks.bounds, ...grown.bounds, ...givenBounds(weights, request)], findings };
}

interface Growths {
  readonly growths: readonly PlacedRate[];
  readonly basisOf: BasisBlocks | undefined;
}

function growthsOn({ scale, roundTo }: DecomposeRequest, axes: Grid, { growths, basisOf }: Growths) {
  if (!basisOf) throw refuse('growth.without-history');
  return growthBounds({ axes, basisOf: basisOf(axes.periods), growths, scale, roundTo });
}

/** `--weight` factors on the blocks of a plan. */
export function planTilts(weights: Grid, rates: readonly PeriodRate[]): Tilt[] {
  const problems: Finding[] = [];
  const tilts = placed(weights, rates).flatMap(({ unit, span, numerator, denominator }): Tilt[] => {
    const covering = coveringNodes(weights.periods, span);
    if ('problem' in covering) {
      problems.push(covering.problem);
      return [];
    }
    return covering.nodes.map((node) => {
      const { leafFrom, leafTo } = nodeAt(weights.periods, node);
      return { unit, periodFrom: leafFrom, periodTo: leafTo, numerator, denominator };
    });
  });
  refuseErrors(problems);
  return tilts;
}

/** Rates with their units found in the plan; refuses, all at once, those that it does not have. */
function placed(weights: Grid, rates: readonly PeriodRate[]): PlacedRate[] {
  const problems: Finding[] = [];
  const found = rates.flatMap((rate): PlacedRate[] => {
    const unit = findUnit(weights.units, rate.unit);
    if ('problem' in unit) problems.push(unit.problem);
    return 'node' in unit ? [{ ...rate, unit: unit.node, span: rate.span ?? nodeAt(weights.periods, 0).value }] : [];
  });
  refuseErrors(problems);
  return found;
}
