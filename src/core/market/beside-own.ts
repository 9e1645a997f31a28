import type { Rate } from '../allocation/methods/rate.ts';
import type { Span } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import { plus } from '../fraction.ts';
import type { Measured } from '../measures/measured.ts';
import { compareNames } from '../names.ts';
import { formatPath, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { CompetitorEntry, Competitors } from './market.ts';
import { percent, sumOf } from './share-sums.ts';

/** What somebody else has, by unit node and span; undefined where nobody knows it. */
export interface CompetitorShares {
  readonly name: string;
  readonly at: (path: UnitPath, span: number) => Rate | undefined;
}

export interface BesideQuestion {
  readonly competitors: Competitors;
  /** Those of the own shares. */
  readonly levels: readonly string[];
  readonly spans: readonly (Span & { readonly label: string })[];
}

/**
 * The shares of competitors at the nodes and spans of one's own, each exactly as its row has it: shares of units are not added up,
 * since their markets differ. A warning where own and other shares come to more than the market.
 */
export function besideOwn(
  own: Measured,
  { competitors: { rows, levels: theirs }, levels, spans }: BesideQuestion,
): { readonly shares: readonly CompetitorShares[]; readonly findings: readonly Finding[] } {
  const depths = theirs.map((level) => levels.indexOf(level));
  const known = rows.flatMap((row) => {
    const path = placed(row.unit, depths);
    const span = spans.findIndex(({ start, end }) => start === row.period.start && end === row.period.end);
    return path === undefined || span < 0 ? [] : [{ row, path, key: keyOf(path, span), span }];
  });
  const names = [...new Set(known.map(({ row }) => row.competitor))].sort(compareNames);
  const shares = names.map((name): CompetitorShares => {
    const byNode = new Map(known.filter(({ row }) => row.competitor === name).map(({ key, row }) => [key, row.share]));
    return { name, at: (path, span) => byNode.get(keyOf(path, span)) };
  });
  const nodes = new Map(known.map(({ key, path, span }) => [key, { path, span }]));
  const findings = [...nodes].flatMap(([key, { path, span }]) => {
    const others = known.filter((other) => other.key === key).map(({ row }) => row);
    return aboveWhole(own.at(path, span), others, { unit: formatPath(path) || '-', period: spans[span]?.label ?? '' });
  });
  return { shares, findings };
}

const keyOf = (path: UnitPath, span: number) => `${span} ${pathKey(path)}`;

/** A unit by other levels; undefined where these do not have one of its names, or leave a gap. */
function placed(unit: UnitPath, depths: readonly number[]): UnitPath | undefined {
  const names: string[] = [];
  for (const [at, name] of unit.entries()) {
    const depth = depths[at] ?? -1;
    if (depth < 0) return undefined;
    names[depth] = name;
  }
  return Object.keys(names).length === names.length ? names : undefined;
}

function aboveWhole(
  own: Rate | undefined,
  others: readonly CompetitorEntry[],
  values: { unit: string; period: string },
): Finding[] {
  if (own === undefined || own.denominator <= 0n) return [];
  const sum = plus(own, sumOf(others));
  if (sum.numerator <= sum.denominator) return [];
  const place = others[0]?.place;
  return [finding('warning', 'market.own-above-whole', { ...values, own: percent(own), sum: percent(sum) }, place)];
}
