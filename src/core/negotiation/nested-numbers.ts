import type { Block } from '../allocation/locks/lock.ts';
import type { Grid } from '../grid.ts';
import { ancestry } from '../tree.ts';

/** Numbers of a plan's blocks, by what lies in what. */
export interface Nesting<T extends Block> {
  /** The number of this very block. */
  readonly at: (block: Block) => T | undefined;
  /** The outermost numbers strictly inside a block: no other number lies between them and it. */
  readonly inside: (block: Block) => readonly T[];
  /** Pairs of numbers of which neither lies in the other though they have cells in common: a unit's year, and its region's quarter. */
  readonly crossing: readonly (readonly [T, T])[];
}

/** Sorts numbers, at most one a block, into each other. */
export function nest<T extends Block>({ units, periods }: Pick<Grid, 'units' | 'periods'>, numbers: readonly T[]): Nesting<T> {
  const key = ({ unit, period }: Block) => unit * periods.nodes.length + period;
  const byBlock = new Map(numbers.map((number) => [key(number), number]));
  const inner = new Map<number, T[]>();
  for (const number of numbers) {
    const around = blocksAround({ units, periods }, number);
    for (const outer of around) {
      const isBetween = around.some(
        (block) => block !== outer && byBlock.has(key(block)) && isIn(block, outer, { units, periods }),
      );
      if (!isBetween) append(inner, key(outer), number);
    }
  }
  return {
    at: (block) => byBlock.get(key(block)),
    inside: (block) => inner.get(key(block)) ?? [],
    crossing: crossings({ units, periods }, numbers),
  };
}

type Axes = Pick<Grid, 'units' | 'periods'>;

/** Every block that holds this one and more. */
function blocksAround({ units, periods }: Axes, { unit, period }: Block): Block[] {
  const spans = ancestry(periods, period);
  const all = ancestry(units, unit).flatMap((above) => spans.map((span) => ({ unit: above, period: span })));
  return all.slice(1);
}

function isIn(block: Block, outer: Block, { units, periods }: Axes): boolean {
  return ancestry(units, block.unit).includes(outer.unit) && ancestry(periods, block.period).includes(outer.period);
}

function crossings<T extends Block>({ units, periods }: Axes, numbers: readonly T[]): [T, T][] {
  const byUnit = new Map<number, T[]>();
  for (const number of numbers) append(byUnit, number.unit, number);
  return numbers.flatMap((number) => {
    const above = ancestry(units, number.unit).slice(1);
    const parts = above.flatMap((unit) => byUnit.get(unit) ?? []);
    const shorter = parts.filter(({ period }) => period !== number.period && ancestry(periods, period).includes(number.period));
    return shorter.map((other): [T, T] => [number, other]);
  });
}

function append<T>(lists: Map<number, T[]>, at: number, item: T): void {
  const list = lists.get(at);
  if (list) list.push(item);
  else lists.set(at, [item]);
}
