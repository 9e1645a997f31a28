import { divideRounded } from '../amount.ts';

/** What amounts with tax come to over amounts without it, at rates that are usual in China. */
export const TAX_QUOTIENTS = ['1.13', '1.09', '1.06'] as const;

/**
 * The usual tax quotient that one amount over another, either way round, is near: within 0.5 %, both ends included. Undefined for
 * amounts that are not above zero and for every other quotient. Two tables of the same sales should be equal; near 1.13 one of
 * them most likely has tax and the other has not (domain rule T25).
 */
export function taxQuotient(a: bigint, b: bigint): (typeof TAX_QUOTIENTS)[number] | undefined {
  if (a <= 0n || b <= 0n) return undefined;
  const [more, less] = a > b ? [a, b] : [b, a];
  return TAX_QUOTIENTS.find((text) => {
    const wanted = less * BigInt(text.replace('.', ''));
    const off = more * 100n - wanted;
    return (off < 0n ? -off : off) * 200n <= wanted;
  });
}

/** A quotient as text with three decimals, for messages. */
export function quotientText(a: bigint, b: bigint): string {
  const [more, less] = a > b ? [a, b] : [b, a];
  const hundredths = divideRounded(more * 1000n, less)
    .toString()
    .padStart(4, '0');
  return `${hundredths.slice(0, -3)}.${hundredths.slice(-3)}`;
}
