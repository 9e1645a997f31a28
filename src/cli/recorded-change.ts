import type { Absorb } from '../core/allocation/changes/change-problem.ts';
import { atScale, parseDecimal } from '../core/amount.ts';

/** A recorded change: its text, and the flags beside it where they were not the usual ones. */
export function recordedFlags(recorded: string): {
  readonly text: string;
  readonly absorb: Absorb;
  readonly roundTo: string | undefined;
} {
  const [text = '', ...flags] = recorded.split(/ --(?=absorb none|round-to [\d.]+)/);
  const value = (name: string) => flags.find((flag) => flag.startsWith(`${name} `))?.slice(name.length + 1);
  return { text, absorb: value('absorb') === 'none' ? 'none' : 'siblings', roundTo: value('round-to') };
}

/** A rounding unit of a record at the scale of its plan; the smallest unit where it says none. */
export function recordedRounding(text: string | undefined, scale: number): bigint {
  const written = text === undefined ? undefined : parseDecimal(text);
  return (written && atScale(written, scale)) || 1n;
}
