import { normalName } from '../../names.ts';
import { nameAndValue } from '../../stated-value.ts';
import { parseFactor, parseGrowth, type Rate } from './rate.ts';

/** A unit and a period as a person wrote them, both still to be found in the plan. */
export interface Scope {
  /** The unit's path or name; empty for the whole organisation. */
  readonly unit: string;
  /** Undefined for the whole span. */
  readonly period: string | undefined;
}

/** A rate that holds for a scope: `--growth` with +10/100, `--weight` with 12/10. */
export interface ScopedRate extends Scope, Rate {
  /** The rate as it was written. */
  readonly text: string;
}

/**
 * Reads `华东/上海@2026-04..2026-12`: the last `@` that a year stands behind begins the period, so that names may contain
 * others. `@2026-04` is the whole organisation.
 */
export function parseScope(text: string): Scope {
  const match = /^(.*)[@＠]\s*((?:FY)?[\d０-９]{4}[^@＠]*)$/is.exec(text);
  return match
    ? { unit: normalName(match[1] as string), period: (match[2] as string).trim() }
    : { unit: normalName(text), period: undefined };
}

/** `华东=+10%`, `华东/上海@2026-04..2026-12=+10%`, `@2026-04=+5%`: a growth from -100 %. Undefined when it is none. */
export function parseScopedGrowth(text: string): ScopedRate | undefined {
  return parseScoped(text, parseGrowth);
}

/** `华东=1.2`, `华东@2026-Q1=120%`: a factor from 0. Undefined when it is none. */
export function parseScopedFactor(text: string): ScopedRate | undefined {
  return parseScoped(text, parseFactor);
}

function parseScoped(text: string, parseRate: (text: string) => Rate | undefined): ScopedRate | undefined {
  const { name, value } = nameAndValue(text);
  const rate = name === undefined ? undefined : parseRate(value);
  const scope = parseScope(name ?? '');
  if (!rate || (scope.unit === '' && scope.period === undefined)) return undefined;
  return { ...scope, ...rate, text: value.trim() };
}
