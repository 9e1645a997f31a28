import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { type Concentration, concentration } from './concentration.ts';

export interface LevelConcentration extends Concentration {
  readonly level: string;
}

/** One line a level: its units are paths down to it, so that one name below two parents is two units. */
export function levelConcentrations(totals: Totals): LevelConcentration[] {
  return totals.levels.map((level, depth) => ({ level, ...concentration(amountsAt(totals, depth + 1)) }));
}

function amountsAt({ units, unit, amount }: Totals, depth: number): Iterable<bigint> {
  const numbers = new Map<string, number>();
  const number = (path: UnitPath) => {
    const key = pathKey(path.slice(0, depth));
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const of = Int32Array.from(units, number);
  const sums = new Array<bigint>(numbers.size).fill(0n);
  for (let i = 0; i < unit.length; i++) {
    const place = of[unit[i] as number] as number;
    sums[place] = (sums[place] as bigint) + (amount[i] as bigint);
  }
  return sums;
}
