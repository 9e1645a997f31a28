/** Classes by size: A makes up to 80 % of the whole, B up to 95 %, C the rest. */
export const ABC = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof ABC)[number];

/** Percent of the whole at which A and B end. */
const ENDS = [80n, 95n] as const;

/**
 * The class of each amount, given from the largest on. An amount is of class A while all that is larger makes less than 80 % of
 * what is above zero, so the one that crosses the line is still A; equal amounts have the better class. What is not above zero is C.
 */
export function abcClasses(sorted: ArrayLike<bigint>): AbcClass[] {
  let whole = 0n;
  for (let i = 0; i < sorted.length; i++) whole += positive(sorted[i] as bigint);
  const classes: AbcClass[] = [];
  let [reached, larger, previous] = [0n, 0n, undefined as bigint | undefined];
  for (let i = 0; i < sorted.length; i++) {
    const amount = sorted[i] as bigint;
    if (amount !== previous) larger = reached;
    previous = amount;
    reached += positive(amount);
    const place = ENDS.findIndex((end) => 100n * larger < end * whole);
    classes.push(amount <= 0n || place < 0 ? 'C' : (ABC[place] as AbcClass));
  }
  return classes;
}

function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
