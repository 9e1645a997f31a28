import { type Finding, finding } from '../finding.ts';
import type { Fraction } from '../fraction.ts';
import type { MeasuredValue } from '../measures/measured.ts';
import { someNames } from '../names.ts';
import { placedValues } from '../organisation/placed-values.ts';
import type { UnitPath, UnitTree } from '../organisation/unit-tree.ts';
import { ancestry, nodeAt } from '../tree.ts';
import type { StatedTerm } from './stated-terms.ts';

/** Where a number of a funnel comes from: what people stated for units, and what history has, which people override. */
export interface TermSource {
  /** What it is, for messages: a stage, or the order value. */
  readonly name: string;
  readonly stated: readonly StatedTerm[];
  /** What the settings say for all units. */
  readonly usual: Fraction | undefined;
  readonly measured: MeasuredTerm | undefined;
}

export interface MeasuredTerm {
  readonly metric: string;
  readonly at: (path: UnitPath) => MeasuredValue | undefined;
  /** The least denominator of a ratio that says something, in whole numbers; below it the unit above stands in. */
  readonly least: bigint;
}

/** The number of each leaf unit; findings are errors where somebody has none or a stated unit is none. */
export interface UnitNumbers {
  /** By leaf number. */
  readonly values: readonly Fraction[];
  readonly findings: readonly Finding[];
}

/**
 * The number that counts for each leaf unit: what was stated for it or the nearest unit above it, else what its own history has, else that
 * of the nearest unit above with enough of it, else what the settings say.
 */
export function unitNumbers(tree: UnitTree, source: TermSource): UnitNumbers {
  const stated = placedValues(tree, source.stated);
  const borrowed: string[] = [];
  const lacking: string[] = [];
  const values = tree.leaves.map((leaf): Fraction => {
    const nodes = ancestry(tree, leaf);
    const said = stated.of(leaf);
    const own = nodes.findIndex((node) => measuredAt(tree, node, source) !== undefined);
    const measured = own < 0 ? undefined : measuredAt(tree, nodes[own] as number, source);
    const value = said ?? measured ?? source.usual;
    if (said === undefined && own > 0) borrowed.push(nodeAt(tree, leaf).value.name);
    if (value === undefined) lacking.push(nodeAt(tree, leaf).value.name);
    return value ?? { numerator: 1n, denominator: 1n };
  });
  return { values, findings: [...stated.findings, ...borrowing(borrowed, source), ...missing(lacking, source)] };
}

/** What the history of a node has, if it has enough and more than nothing. */
function measuredAt(tree: UnitTree, node: number, { measured }: TermSource): Fraction | undefined {
  const value = measured?.at(nodeAt(tree, node).value.path);
  if (measured === undefined || value === undefined || value.isTooFew) return undefined;
  const { numerator, denominator } = value;
  return numerator > 0n && denominator > 0n && denominator >= measured.least ? { numerator, denominator } : undefined;
}

function borrowing(units: readonly string[], { name, measured }: TermSource): Finding[] {
  if (units.length === 0) return [];
  return [
    finding('note', 'funnel.borrowed', {
      stage: name,
      metric: measured?.metric ?? '',
      count: units.length,
      units: someNames(units),
    }),
  ];
}

function missing(units: readonly string[], { name }: TermSource): Finding[] {
  if (units.length === 0) return [];
  return [finding('error', 'funnel.no-number', { stage: name, count: units.length, units: someNames(units) })];
}
