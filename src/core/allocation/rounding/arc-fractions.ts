import type { RoundingNetwork } from './rounding-network.ts';

/** Numerators of the arcs' fractional parts over one denominator below 2^53. */
export interface Fractions {
  readonly numerator: Float64Array;
  readonly denominator: number;
}

/**
 * The fractional part of every arc from those of the cells: a node's is the sum of its cells' modulo the denominator.
 * Exact: no intermediate sum leaves the whole numbers below 2^53.
 */
export function arcFractions(network: RoundingNetwork, cells: Fractions): Fractions {
  const { denominator } = cells;
  const numerator = new Float64Array(network.from.length);
  const add = (node: number, value: number) => {
    const arc = network.cells + node;
    const sum = numerator[arc] as number;
    numerator[arc] = sum >= denominator - value ? sum - (denominator - value) : sum + value;
  };
  for (let cell = 0; cell < network.cells; cell++) {
    const value = cells.numerator[cell] as number;
    numerator[cell] = value;
    if (value === 0) continue;
    add(network.from[cell] as number, value);
    add(network.to[cell] as number, value);
  }
  for (let node = network.nodes - 1; node > 0; node--) {
    if (node !== network.sink) add(network.above[node] as number, numerator[network.cells + node] as number);
  }
  numerator[network.cells + network.sink] = 0;
  return { numerator, denominator };
}
