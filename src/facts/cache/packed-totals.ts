import type { UnitPath } from '../../core/organisation/unit-tree.ts';
import type { Totals } from '../../core/totals.ts';

/** Totals as they are kept: of each level the names in the order of the units, those that follow one another once. */
export interface PackedTotals extends Omit<Totals, 'units'> {
  readonly names: readonly (readonly string[])[];
  /** `runs[level][unit]` is a place in `names[level]`. */
  readonly runs: readonly Int32Array[];
  readonly unitCount: number;
}

/** Every unit must have a name at every level. */
export function packTotals({ units, ...rest }: Totals): PackedTotals {
  const names = rest.levels.map((): string[] => []);
  const runs = names.map((own, level) =>
    Int32Array.from(units, (path) => {
      const name = path[level]!;
      return own.at(-1) === name ? own.length - 1 : own.push(name) - 1;
    }),
  );
  return { ...rest, names, runs, unitCount: units.length };
}

export function unpackTotals({ names, runs, unitCount, ...rest }: PackedTotals): Totals {
  const units = new Array<UnitPath>(unitCount);
  for (let unit = 0; unit < unitCount; unit++) units[unit] = names.map((own, level) => own[runs[level]![unit]!]!);
  return { ...rest, units };
}
