import { type Decimal, divideRounded, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { type Finding, refuse } from '../finding.ts';
import type { DecomposeRequest, TotalSpec } from './decompose-request.ts';
import { methodGrowth } from './methods/method-problems.ts';

export interface TotalRequest extends Pick<DecomposeRequest, 'total' | 'method' | 'scale'> {
  /** What a method's own course adds up to. */
  readonly own: bigint | undefined;
  /** What the basis adds up to; undefined when no history is read. */
  readonly net: Decimal | undefined;
}

/** What is planned: the amount asked for, a rate on the basis, or what the method says when nothing was asked for. */
export function planTotal({ total, method, scale, own, net }: TotalRequest): { total: bigint; findings: readonly Finding[] } {
  const { growth, findings } = methodGrowth({ ...method, totalGiven: total !== undefined });
  const asked: TotalSpec | undefined = total ?? (growth && { kind: 'growth', ...growth });
  if (asked) return { total: amountOf(asked, net, scale), findings };
  if (own === undefined) throw refuse('method.needs-total', { method: method.time.text });
  return { total: checked(own), findings };
}

/** The total in numbers, where it is known before any basis is read. */
export function givenAmount(total: TotalSpec | undefined): bigint | undefined {
  return total?.kind === 'amount' ? total.amount : undefined;
}

function amountOf(total: TotalSpec, net: Decimal | undefined, scale: number): bigint {
  if (total.kind === 'amount') return total.amount;
  if (net === undefined) throw refuse('basis.growth-without-history');
  const factor = total.numerator + total.denominator;
  return checked(divideRounded(net.coefficient * factor * power10(scale), total.denominator * power10(net.scale)));
}

function checked(amount: bigint): bigint {
  if (amount < 0n) throw refuse('basis.negative-total');
  if (amount > LARGEST_AMOUNT) throw refuse('plan.too-large');
  return amount;
}
