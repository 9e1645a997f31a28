import { finding, Refusal } from '../../finding.ts';

/**
 * Weights of `--populated-only`: cells whose basis is zero get none. Both are leaf units x leaf periods, row by row. Refuses
 * (impossible) when no weight is left.
 */
export function populatedOnly(weights: BigInt64Array, basis: BigInt64Array): BigInt64Array {
  const populated = weights.map((weight, i) => (basis[i] === 0n ? 0n : weight));
  if (populated.every((weight) => weight === 0n)) throw new Refusal([finding('error', 'basis.all-zero')], 'impossible');
  return populated;
}
