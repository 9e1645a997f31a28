import { nameAndValue } from '../../stated-value.ts';
import { parseGrowth, type Rate } from '../methods/rate.ts';
import { parseScope, type Scope } from '../methods/scoped-rate.ts';
import { parseUnsigned } from '../methods/unsigned-amount.ts';

/** One change of a plan as a person wrote it; amounts >= 0 in 10^-scale of the plan. */
export type Change = Scope & { readonly text: string } & (
    | { readonly kind: 'percent-change'; readonly rate: Rate }
    | { readonly kind: 'add' | 'subtract' | 'set'; readonly amount: bigint }
    | { readonly kind: 'transfer'; readonly to: string; readonly amount: bigint }
  );

/** Every change as it can be written, for messages. */
export const CHANGE_EXAMPLES = [
  '华东@2026-Q1=+10%',
  '华东@2026-Q1+=50万',
  '华东@2026-Q1-=50万',
  '华东@2026-Q1=300万',
  '华东->华南@2026-Q1=50万',
];

const ARROW = /->|－＞|→/;
const SIGNS: Readonly<Record<string, 'add' | 'subtract'>> = { '+': 'add', '＋': 'add', '-': 'subtract', '－': 'subtract' };

/**
 * Reads `华东@2026-Q1=+10%`, `+=50万`, `-=50万`, `=300万`, and `华东->华南@2026-Q1=50万` (also `→`), full-width signs too. The
 * last `=` splits; without a period the whole span is meant, without a unit the whole organisation. Undefined when it is none: an
 * amount with a sign and a percentage without one are not guessed at.
 */
export function parseChange(text: string, scale: number): Change | undefined {
  const { name, value } = nameAndValue(text);
  if (name === undefined) return undefined;
  const left = name.trimEnd();
  return ARROW.test(left) ? transfer(text, left, parseUnsigned(value, scale)) : ownChange(text, left, { value, scale });
}

function transfer(text: string, left: string, amount: bigint | undefined): Change | undefined {
  const [from = '', to = '', ...more] = left.split(ARROW);
  const scope = parseScope(to);
  const unit = parseScope(from).unit;
  if (amount === undefined || more.length > 0 || unit === '' || scope.unit === '') return undefined;
  return { kind: 'transfer', text, unit, to: scope.unit, period: scope.period, amount };
}

function ownChange(text: string, left: string, { value, scale }: { value: string; scale: number }): Change | undefined {
  const signed = SIGNS[left.at(-1) ?? ''];
  const scope = parseScope(signed ? left.slice(0, -1) : left);
  if (scope.unit === '' && scope.period === undefined) return undefined;
  const rate = signed ? undefined : parseGrowth(value);
  if (rate) return { kind: 'percent-change', text, ...scope, rate };
  const amount = parseUnsigned(value, scale);
  return amount === undefined ? undefined : { kind: signed ?? 'set', text, ...scope, amount };
}
