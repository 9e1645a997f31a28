import { Refusal, refuse } from '../core/finding.ts';
import { findUnit } from '../core/organisation/find-unit.ts';
import { formatPath, type UnitTree } from '../core/organisation/unit-tree.ts';
import { nearNames } from '../facts/near-names.ts';

/** The unit by its path or bare name, `-` for the whole; refuses others with the names that may be meant. */
export function nearUnit(units: UnitTree, text: string): number {
  const found = findUnit(units, text.trim() === '-' ? '' : text);
  if ('node' in found) return found.node;
  const near = nearUnits(units, text);
  if (found.problem.code !== 'organisation.no-such-unit' || near.length === 0) throw new Refusal([found.problem]);
  throw refuse('explain.near-unit', { unit: text, near: near.join(', ') });
}

/** Paths and bare names of units that may be meant. */
export function nearUnits({ nodes }: UnitTree, text: string): string[] {
  const names = nodes.flatMap(({ value }) => [formatPath(value.path), value.name]);
  return nearNames(text, [...new Set(names.filter((name) => name !== ''))]);
}
