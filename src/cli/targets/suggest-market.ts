import type { Period } from '../../core/calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../../core/finding.ts';
import type { Fraction } from '../../core/fraction.ts';
import type { Market } from '../../core/market/market.ts';
import { marketGrowths } from '../../core/market/market-growth.ts';
import { atLevels } from '../../core/organisation/at-levels.ts';
import type { PlacedValues } from '../../core/organisation/placed-values.ts';
import { isWithin, pathKey, type UnitPath, type UnitTree, unitIndex } from '../../core/organisation/unit-tree.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { type Context, report } from '../context.ts';
import { readMarketFile } from '../read-market.ts';
import type { SuggestOptions } from './suggest-options.ts';

export interface UnitMarkets {
  /** By how much the market of a node grows; undefined where nobody knows it. */
  readonly of: (node: number) => Fraction | undefined;
  /** What the growths of the markets in and around a unit are made of. */
  readonly findingsOf: (unit: UnitPath) => readonly Finding[];
}

interface Site {
  readonly units: UnitTree;
  readonly said: PlacedValues<Fraction>;
  readonly options: SuggestOptions;
  readonly folder: PlanFolder | undefined;
}

/** The growth that `--market-growth` says of a unit or of one above it, else that of market.csv. */
export async function suggestMarkets({ units, said, options, folder }: Site, context: Context): Promise<UnitMarkets> {
  const market = await marketOf(options, folder, context);
  if (market === undefined) return { of: said.of, findingsOf: () => [] };
  const { period, fiscal } = options;
  const nodes = unitIndex(units);
  const nodeOf = (path: UnitPath): number => nodes.get(pathKey(path)) ?? nodeOf(path.slice(0, -1));
  const pathOf = atLevels(market.levels, units.levels);
  const growths = marketGrowths({
    ...{ market, fiscal, pathOf, period: period as Period },
    said: (unit) => said.of(nodeOf(pathOf(unit, undefined))),
  });
  const findingsOf = (unit: UnitPath) =>
    few(growths.told.filter((one) => isWithin(one.unit, unit) || isWithin(unit, one.unit)).map((one) => one.finding));
  return { of: (node) => said.of(node) ?? growths.of(nodeAt(units, node).value.path), findingsOf };
}

/** A line for each market, as long as a person would read them all. */
const MOST_LINES = 8;

function few(findings: readonly Finding[]): readonly Finding[] {
  return findings.length > MOST_LINES ? [finding('note', 'suggest.markets', { count: findings.length })] : findings;
}

async function marketOf(
  { market: file, isMarketSaid, metric, decimals, fiscal }: SuggestOptions,
  folder: PlanFolder | undefined,
  context: Context,
): Promise<Market | undefined> {
  // The market of the folder is one of revenue, and says nothing of visits or customers.
  const isOwn = metric === folder?.settings.metric || metric === folder?.settings.metrics.market_share?.numerator;
  if (!isOwn && !isMarketSaid) return undefined;
  if (file !== undefined) return readMarketFile(file, { decimals, fiscal }, context);
  const own = folder?.market();
  refuseErrors(own?.findings ?? []);
  await report(context, own?.findings ?? []);
  return own;
}
