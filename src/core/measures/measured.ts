import { power10 } from '../amount.ts';
import type { Finding } from '../finding.ts';
import type { Ratio } from '../metrics/ratio.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import { distinctPaths, type NodeNumbers } from './node-numbers.ts';

/** A node's value; `isTooFew` where it rests on too little to be told, though it can be counted. */
export interface MeasuredValue extends Ratio {
  readonly isTooFew?: boolean;
}

/** What a metric comes to at every unit node in each span of a question, each node by itself, never from its parts' values. */
export interface Measured {
  /** Leaf units that facts name. */
  readonly units: readonly UnitPath[];
  /** Of numerators and denominators. */
  readonly scale: number;
  /** Whether the parts mean something by themselves; a plain number is over 1. */
  readonly isRatio: boolean;
  /** Undefined where the node has no value of its own; a ratio with the denominator 0 has none either. */
  readonly at: (path: UnitPath, span: number) => MeasuredValue | undefined;
  readonly findings: readonly Finding[];
  /** Which of several readings of the metric this is. */
  readonly definition?: string;
}

/** The numbers themselves. */
export function plainNumbers(numbers: NodeNumbers, scale: number): Measured {
  const denominator = power10(scale);
  const at = (path: UnitPath, span: number) => ({ numerator: numbers.at(path, span), denominator });
  return { units: numbers.units, scale, isRatio: false, at, findings: [] };
}

/** One number over another at each node. */
export function quotient(numerator: NodeNumbers, denominator: NodeNumbers, scale: number): Measured {
  return {
    units: distinctPaths([...numerator.units, ...denominator.units]),
    scale,
    isRatio: true,
    at: (path, span) => ({ numerator: numerator.at(path, span), denominator: denominator.at(path, span) }),
    findings: [],
  };
}
