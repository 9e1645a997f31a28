import { pathKey } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { lentSeason } from './borrowed-season.ts';
import { type MonthlyHistory, valuesOf } from './monthly-history.ts';
import type { PanelUnit } from './panel.ts';
import { type PreparedSeries, prepareSeries, turned } from './preparation/prepare-series.ts';
import { hasOwnSeason, type SeasonalShape } from './seasonal-shape.ts';

/** Months in a year: the season of every unit. */
export const SEASON = 12;
/** A unit without a row for this long is forecast as nothing. */
const ASLEEP_MONTHS = 12;

/** A node that has a series of its own, ready for a method. */
export interface PreparedUnit {
  readonly node: number;
  readonly prepared: PreparedSeries;
  readonly unit: Omit<PanelUnit, 'method'>;
}

/**
 * How a node is forecast: by its own series; or as nothing, since no complete month has a row of it (`new`), it had none for a year
 * (`asleep`), or all that it has is zero (`zero`).
 */
export type NodeState = 'own' | 'new' | 'asleep' | 'zero';

export function stateOf(history: MonthlyHistory, node: number): NodeState {
  const { months, begins, ends } = history;
  if ((begins[node] as number) >= months.length) return 'new';
  // The whole is never asleep: its last month has rows.
  if (node > 0 && (ends[node] as number) < months.length - ASLEEP_MONTHS) return 'asleep';
  return valuesOf(history, node).some((value) => Math.abs(value) > 0) ? 'own' : 'zero';
}

export interface PreparationChoice {
  readonly outliers: 'keep' | 'damp';
  readonly isNonNegative: boolean;
}

/**
 * Every node with a series of its own, in the order of the tree: gaps filled, outliers damped where that is wanted. A node too short
 * for a season of its own, or one that sells now and then, borrows that of the nearest node above it that has one.
 */
export function prepareUnits(history: MonthlyHistory, choice: PreparationChoice): PreparedUnit[] {
  const lent = new Map<number, Lent>();
  return history.units.nodes.flatMap((_, node) => {
    if (stateOf(history, node) !== 'own') return [];
    const { parent, value } = nodeAt(history.units, node);
    const above = lent.get(parent);
    const outcomes = valuesOf(history, node);
    const begin = history.begins[node] as number;
    const isNonNegative = choice.isNonNegative && !outcomes.some((one) => one < 0);
    const wishes = { outliers: choice.outliers === 'damp' ? 'damp' : 'report', shifts: 'report' } as const;
    const given = { values: outcomes, season: SEASON, isNonNegative };
    const prepared = prepareSeries(given, above ? { ...wishes, borrowedSeason: shapeFrom(above, begin) } : wishes);
    const { series, start } = prepared;
    const isSeasonal = hasOwnSeason(series.values.length, SEASON) && prepared.kind !== 'intermittent';
    const own = isSeasonal ? lentSeason(series.values, SEASON) : undefined;
    const lends = own && own.kind !== 'none' ? { shape: own, from: begin + start } : above;
    if (lends) lent.set(node, lends);
    const borrowed = isSeasonal || !above ? undefined : shapeFrom(above, begin + start);
    const unit = {
      name: pathKey(value.path),
      peers: prepared.kind,
      series,
      outcomes: outcomes.slice(start),
      ...(borrowed && { borrowed }),
    };
    return [{ node, prepared, unit }];
  });
}

/** A season, and the month that its first index belongs to. */
interface Lent {
  readonly shape: SeasonalShape;
  readonly from: number;
}

function shapeFrom({ shape, from }: Lent, month: number): SeasonalShape {
  return turned(shape, (((month - from) % SEASON) + SEASON) % SEASON);
}
