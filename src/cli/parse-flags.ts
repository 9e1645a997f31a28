import type { TotalSpec } from '../core/allocation/decompose.ts';
import type { Like } from '../core/allocation/plan-units.ts';
import { atScale, LARGEST_AMOUNT, parseDecimal } from '../core/amount.ts';
import { parseGrain } from '../core/calendar/parse-period.ts';
import type { Grain } from '../core/calendar/period.ts';
import { ONE } from '../core/fraction.ts';
import { normalName } from '../core/names.ts';

/** The axes that `--by` names: time grains and organisation levels, outermost first. */
export interface Axes {
  readonly grains: readonly Grain[] | undefined;
  /** The levels of all axes of columns, one axis after the other. */
  readonly levels: readonly string[] | undefined;
  /** The levels of each axis of columns: two for `--by 产品 --by 区域,销售员`. */
  readonly unitAxes: readonly (readonly string[])[];
}

/** Codes of what may be wrong with the `--by` flags together. */
export type AxisProblem = 'cli.mixed-axis' | 'cli.two-time-axes' | 'cli.blank-axis';

/**
 * Reads every `--by`. One is one axis: all grains, or columns; `col:月` is a column of that name. Separated by `,`, `，`
 * or `、`.
 */
export function parseAxes(texts: readonly string[]): { readonly axes: Axes; readonly problems: readonly AxisProblem[] } {
  const problems: AxisProblem[] = [];
  const unitAxes: string[][] = [];
  let time: Grain[] | undefined;
  for (const text of texts) {
    const names = text.split(/[,，、]/).map(normalName);
    const grains = names.flatMap((name) => parseGrain(name) ?? []);
    if (names.includes('')) problems.push('cli.blank-axis');
    else if (grains.length === names.length && time) problems.push('cli.two-time-axes');
    else if (grains.length === names.length) time = grains;
    else if (grains.length > 0) problems.push('cli.mixed-axis');
    else unitAxes.push(names.map((name) => name.replace(/^col:/, '')));
  }
  return { axes: { grains: time, levels: unitAxes.length > 0 ? unitAxes.flat() : undefined, unitAxes }, problems };
}

/** `k=列`; several in one text are split only before another `key=`. */
export function parseMap(text: string): readonly (readonly [string, string])[] | undefined {
  const pairs = text.split(/,(?=[^,=]+=)/).map((pair) => {
    const at = pair.indexOf('=');
    return [mapKey(pair.slice(0, at)), normalName(pair.slice(at + 1))] as const;
  });
  return pairs.every(([key, column]) => key !== '' && column !== '') ? pairs : undefined;
}

const CHINESE_KEYS: Readonly<Record<string, string>> = { 日期: 'date', 金额: 'amount' };

/** What a column is mapped to: a role, which may be said in Chinese, a level or a metric. */
export function mapKey(text: string): string {
  const name = normalName(text);
  return CHINESE_KEYS[name] ?? name;
}

/** `+8%`, `-5%`, `+8pct` as numerator / denominator. */
export function parseRate(text: string): { readonly numerator: bigint; readonly denominator: bigint } | undefined {
  const match = /^([+-]?[\d.,]+)\s*(?:%|pct)$/i.exec(text.normalize('NFKC').trim());
  const decimal = match?.[1] ? parseDecimal(match[1]) : undefined;
  return decimal && { numerator: decimal.coefficient, denominator: 100n * 10n ** BigInt(decimal.scale) };
}

/** An amount not below zero, at a scale; undefined when it is no number, has more decimals, or is past what a plan can hold. */
export function parseAmount(text: string, scale: number): bigint | undefined {
  const decimal = parseDecimal(text);
  const amount = decimal && atScale(decimal, scale);
  return amount === undefined || amount < 0n || amount > LARGEST_AMOUNT ? undefined : amount;
}

/** `500万`, or a signed rate on the basis total. */
export function parseTotal(text: string, scale: number): TotalSpec | undefined {
  const rate = /^[+-]/.test(text.normalize('NFKC').trim()) ? parseRate(text) : undefined;
  if (rate) return rate.numerator > -rate.denominator ? { kind: 'growth', ...rate } : undefined;
  const amount = /^[+-]/.test(text.trim()) ? undefined : parseAmount(text, scale);
  return amount === undefined ? undefined : { kind: 'amount', amount };
}

/** `新品=老品:60%`; without a share all of it. */
export function parseLike(text: string): Like | undefined {
  const match = /^([^=]+)=(.+?)(?:[:：]([^:：]+))?$/.exec(text);
  if (!match) return undefined;
  const share = match[3] === undefined ? ONE : parseRate(match[3]);
  const [unit, model] = [normalName(match[1] as string), normalName(match[2] as string)];
  return share && share.numerator > 0n && unit !== '' && model !== '' ? { unit, model, share } : undefined;
}

/** A whole number from 0. */
export function parseCount(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
