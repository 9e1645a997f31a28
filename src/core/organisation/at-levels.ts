import { type Place, refuse } from '../finding.ts';
import type { UnitPath } from './unit-tree.ts';

/** A path by other levels: cut to those that both have; refuses one with a gap. */
export function atLevels(own: readonly string[], levels: readonly string[]) {
  const depths = levels.map((level) => own.indexOf(level));
  return (path: UnitPath, place: Place | undefined): UnitPath => {
    const names = depths.map((depth) => path[depth] ?? '');
    const length = names.findLastIndex((name) => name !== '') + 1;
    const cut = names.slice(0, length);
    if (cut.includes('')) throw refuse('metric.denominator-gap', { levels: levels.join(', ') }, place);
    return cut;
  };
}
