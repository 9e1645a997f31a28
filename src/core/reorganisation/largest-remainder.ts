/**
 * A whole amount in proportion to weights (both >= 0): each part is its share rounded down, and what is left goes one by one to
 * the largest remainders, of equal ones to the first. No part of a weight of zero; without any weight all parts are zero.
 */
export function byLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight) / sum);
  const left = Number(total - parts.reduce((all, part) => all + part, 0n));
  const remainders = weights.map((weight, index) => ({ index, remainder: (total * weight) % sum }));
  const order = remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order.slice(0, left)) parts[index]! += 1n;
  return parts;
}

/** The same for an amount of either sign: what is taken back goes where it would have come. */
export function signedByLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 1) return [total];
  return total < 0n ? byLargestRemainder(-total, weights).map((part) => -part) : byLargestRemainder(total, weights);
}
