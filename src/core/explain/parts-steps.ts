import type { Grid } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import { type AskedBlock, type LeafRange, sumOver } from './explained-block.ts';
import type { PartsStep } from './explanation.ts';

/** What a number of the plan is the sum of: its parts by unit, and by period. `asked` counts leaf periods of the plan. */
export function partsSteps(plan: Grid, asked: AskedBlock): PartsStep[] {
  const width = plan.periods.leaves.length;
  const amountOf = (unit: number, range: LeafRange) => sumOver(plan.cells, width, { ...nodeAt(plan.units, unit), ...range });
  const units = nodeAt(plan.units, asked.unit).children.map((unit) => ({
    name: nodeAt(plan.units, unit).value.name,
    amount: amountOf(unit, asked),
  }));
  const periods = periodsInside(plan, asked).map((node) => {
    const { value, leafFrom, leafTo } = nodeAt(plan.periods, node);
    return { name: value.label, amount: amountOf(asked.unit, { from: leafFrom, to: leafTo }) };
  });
  return [
    ...(units.length > 0 ? [{ kind: 'parts' as const, axis: 'unit' as const, parts: units }] : []),
    ...(periods.length > 0 ? [{ kind: 'parts' as const, axis: 'period' as const, parts: periods }] : []),
  ];
}

/** The children of the period's node; of a period without one, the largest nodes inside it. None for a single leaf. */
function periodsInside({ periods }: Grid, { from, to }: LeafRange): readonly number[] {
  if (to - from === 1) return [];
  const inside = (node: number) => from <= nodeAt(periods, node).leafFrom && nodeAt(periods, node).leafTo <= to;
  return periods.nodes.flatMap(({ parent, leafFrom, leafTo }, node) => {
    if (!inside(node) || (leafFrom === from && leafTo === to)) return [];
    const isTop = parent < 0 || !inside(parent) || isWhole(periods.nodes[parent]!, { from, to });
    return isTop ? [node] : [];
  });
}

function isWhole({ leafFrom, leafTo }: { readonly leafFrom: number; readonly leafTo: number }, { from, to }: LeafRange): boolean {
  return leafFrom === from && leafTo === to;
}
