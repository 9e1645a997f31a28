import type { PeriodTree } from '../../calendar/period-tree.ts';
import { parsePoints } from '../../metrics/ratio-target.ts';
import { compound, parseCompound } from './compound.ts';
import { parsePattern, pattern } from './pattern.ts';
import type { Profile } from './profile.ts';
import { parseGrowth, type Rate } from './rate.ts';
import { parseLine, straightLine } from './straight-line.ts';

/** The axes of a plan. */
export const METHOD_AXES = ['time', 'org'] as const;
/** One of `METHOD_AXES`. */
export type MethodAxis = (typeof METHOD_AXES)[number];

/** How an axis takes its part of an amount. */
export interface Method {
  readonly name: string;
  /** As a person wrote it, full-width characters as their ASCII forms. */
  readonly text: string;
  /** The axes it can serve. */
  readonly axes: readonly MethodAxis[];
  /** Whether it leaves room for a basis on its axis. */
  readonly usesBasis: boolean;
  /** Whether it says how much there is in all, so that no total need be given. */
  readonly givesTotal: boolean;
  /** Without a total, the plan is the basis grown by this rate. */
  readonly growth: Rate | undefined;
  /** Without a total, every ratio grows by these points: of a ratio metric only. */
  readonly points: Rate | undefined;
  /**
   * The fixed course over leaf periods (months or coarser) of a method that has one. `total` in the smallest unit of the scale
   * that the method was read with. Refuses what cannot be, as said at each course.
   */
  readonly profile: ((periods: PeriodTree, total: bigint | undefined) => Profile) | undefined;
}

interface Kind {
  readonly name: string;
  /** How it is written, for messages. */
  readonly example: string;
  readonly axes: readonly MethodAxis[];
  readonly usesBasis: boolean;
  /** What a parameter adds; undefined when it is not well written. */
  readonly parse: (parameter: string | undefined, scale: number) => Partial<Method> | undefined;
}

/** A method without a parameter. */
const plain: Kind['parse'] = (parameter) => (parameter === undefined ? {} : undefined);

const KINDS: readonly Kind[] = [
  { name: 'proportional', example: 'proportional', axes: METHOD_AXES, usesBasis: true, parse: plain },
  { name: 'equal', example: 'equal', axes: METHOD_AXES, usesBasis: false, parse: plain },
  { name: 'repeat', example: 'repeat', axes: METHOD_AXES, usesBasis: false, parse: plain },
  { name: 'growth', example: 'growth:+8%', axes: METHOD_AXES, usesBasis: true, parse: growthOf },
  { name: 'uplift', example: 'uplift', axes: METHOD_AXES, usesBasis: true, parse: plain },
  { name: 'straight-line', example: 'straight-line:1000..2000', axes: ['time'], usesBasis: false, parse: lineOf },
  { name: 'compound', example: 'compound:+2%', axes: ['time'], usesBasis: false, parse: compoundOf },
  { name: 'pattern', example: 'pattern:4,4,5', axes: ['time'], usesBasis: false, parse: patternOf },
];

/** Every method as it can be written, for messages. */
export const METHOD_NAMES = KINDS.map(({ example }) => example);

/**
 * Reads `proportional`, `equal`, `repeat`, `growth:+8%`, `growth:+5pp`, `uplift`, `straight-line:100万..200万` (one end may be open), `compound:+2%`,
 * `compound:100万,+2%`, `pattern:4,4,5`; amounts at `scale`. Undefined when it is none.
 */
export function parseMethod(text: string, scale: number): Method | undefined {
  const normal = text.normalize('NFKC').trim();
  const at = normal.indexOf(':');
  const name = at < 0 ? normal : normal.slice(0, at).trim();
  const kind = KINDS.find((candidate) => candidate.name === name);
  const own = kind?.parse(at < 0 ? undefined : normal.slice(at + 1).trim(), scale);
  if (!kind || !own) return undefined;
  const { axes, usesBasis } = kind;
  return {
    name,
    text: normal,
    axes,
    usesBasis,
    givesTotal: false,
    growth: undefined,
    points: undefined,
    profile: undefined,
    ...own,
  };
}

function growthOf(parameter = ''): Partial<Method> | undefined {
  const points = parsePoints(parameter);
  if (points) return { points, givesTotal: true };
  const growth = parseGrowth(parameter);
  return growth && growth.numerator > -growth.denominator ? { growth, givesTotal: true } : undefined;
}

function lineOf(parameter = '', scale: number): Partial<Method> | undefined {
  const line = parseLine(parameter, scale);
  if (!line) return undefined;
  const givesTotal = line.from !== undefined && line.to !== undefined;
  return { givesTotal, profile: (periods, total) => straightLine(line, periods, total) };
}

function compoundOf(parameter = '', scale: number): Partial<Method> | undefined {
  const course = parseCompound(parameter, scale);
  return course && { givesTotal: course.start !== undefined, profile: (periods, total) => compound(course, periods, total) };
}

function patternOf(parameter = ''): Partial<Method> | undefined {
  const course = parsePattern(parameter);
  return course && { profile: (periods, total) => pattern(course, periods, total) };
}
