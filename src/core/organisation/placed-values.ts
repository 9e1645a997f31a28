import type { Finding } from '../finding.ts';
import { ancestry } from '../tree.ts';
import { findUnit } from './find-unit.ts';
import type { UnitTree } from './unit-tree.ts';

/** A value that a person said for a unit and everything below it; the empty text is the whole. */
export interface ValueOfUnit<T> {
  /** The unit's path or name. */
  readonly unit: string;
  readonly value: T;
}

export interface PlacedValues<T> {
  /** The value of a node, else of the nearest node above it that has one. */
  readonly of: (node: number) => T | undefined;
  /** Errors: units that the tree does not have. */
  readonly findings: readonly Finding[];
}

/** Finds the units of some values in a tree; of two values of one unit the later counts. */
export function placedValues<T>(tree: UnitTree, values: readonly ValueOfUnit<T>[]): PlacedValues<T> {
  const byNode = new Map<number, T>();
  const findings: Finding[] = [];
  for (const { unit, value } of values) {
    const found = unit === '' ? { node: 0 } : findUnit(tree, unit);
    if ('problem' in found) findings.push(found.problem);
    else byNode.set(found.node, value);
  }
  const of = (node: number) => {
    const nearest = ancestry(tree, node).find((above) => byNode.has(above));
    return nearest === undefined ? undefined : byNode.get(nearest);
  };
  return { of, findings };
}
