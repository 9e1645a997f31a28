import { divideRounded, parseDecimal } from '../amount.ts';
import { normalName } from '../names.ts';

/** What is assigned at a level above what the level above it is assigned: rate = numerator / denominator >= 0. */
export interface Buffer {
  readonly level: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** As it was written: `区域=3%`. */
  readonly text: string;
}

/** Reads `区域=3%` and `区域=+3%`; undefined for anything else, and for a rate below zero. */
export function parseBuffer(text: string): Buffer | undefined {
  const match = /^(.+)=\s*\+?([\d.,]+)\s*(?:%|pct)$/i.exec(text.normalize('NFKC').trim());
  const decimal = match?.[2] ? parseDecimal(match[2]) : undefined;
  const level = normalName(match?.[1] ?? '');
  if (!decimal || level === '') return undefined;
  return { level, numerator: decimal.coefficient, denominator: 100n * 10n ** BigInt(decimal.scale), text };
}

/** A level of the plan with its buffer, and the product of all factors down to it. */
export interface StackedLevel {
  readonly level: string;
  /** 1 for the outermost level. */
  readonly depth: number;
  /** The level's own buffer; undefined where it only carries on what stands above it. */
  readonly buffer: Buffer | undefined;
  /** Assigned / base of the level: (1 + rate) of every level down to this one, multiplied. */
  readonly factor: { readonly numerator: bigint; readonly denominator: bigint };
}

/** Every level that has a buffer or lies below one, outermost first: over-assignment of stacked levels multiplies. */
export function stackedLevels(levels: readonly string[], buffers: readonly Buffer[]): StackedLevel[] {
  const factor = { numerator: 1n, denominator: 1n };
  let isBuffered = false;
  return levels.flatMap((level, i): StackedLevel[] => {
    const buffer = buffers.find((one) => one.level === level);
    isBuffered ||= buffer !== undefined;
    factor.numerator *= buffer ? buffer.denominator + buffer.numerator : 1n;
    factor.denominator *= buffer?.denominator ?? 1n;
    return isBuffered ? [{ level, depth: i + 1, buffer, factor: { ...factor } }] : [];
  });
}

/** What a level is assigned in all: base x factor, to the nearest smallest unit, halves up. */
export function assignedTotal(base: bigint, { factor }: Pick<StackedLevel, 'factor'>): bigint {
  return divideRounded(base * factor.numerator, factor.denominator);
}
