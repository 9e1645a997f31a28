import { nodeAt } from '../tree.ts';
import { methodOf } from './methods/index.ts';
import type { MonthlyHistory } from './monthly-history.ts';
import type { PanelUnit } from './panel.ts';
import type { PreparedUnit } from './unit-preparation.ts';

/** From so many nodes on, leaves are forecast by the quick method. */
export const MANY_NODES = 2000;
export const QUICK_METHOD = 'theta';
/** Methods that need less and less. */
const FALLBACKS = ['theta', 'seasonal-naive', 'drift'];

/** The units of a panel, each with a method that its history is long enough for; leaves of a very large organisation with a quick one. */
export function panelOf({ units }: MonthlyHistory, prepared: readonly PreparedUnit[], model: string): PanelUnit[] {
  const isLarge = prepared.length >= MANY_NODES;
  return prepared.map(({ node, unit }) => {
    const isLeaf = nodeAt(units, node).children.length === 0;
    return { ...unit, method: methodFor(isLarge && isLeaf ? QUICK_METHOD : model, unit) };
  });
}

/** The method that a series is long enough for; one with a borrowed season is forecast without any. */
function methodFor(asked: string, { series, borrowed }: Omit<PanelUnit, 'method'>): string {
  const season = borrowed ? 1 : series.season;
  const isAble = (name: string) => (methodOf(name)?.least(season) ?? Number.POSITIVE_INFINITY) <= series.values.length;
  return [asked, ...FALLBACKS].find(isAble) ?? QUICK_METHOD;
}
