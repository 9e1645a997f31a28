import { parseGrowth } from '../../core/allocation/methods/rate.ts';
import type { Fraction } from '../../core/fraction.ts';
import { normalName } from '../../core/names.ts';
import type { ValueOfUnit } from '../../core/organisation/placed-values.ts';
import { nameAndValue, readShare } from '../../core/stated-value.ts';
import { STANCES, type Stance } from '../../core/targets/suggest/stance.ts';

/** `+8%`, `华东=+10%`: a growth of the whole or of a unit. Undefined when it is none. */
export function parseUnitGrowth(text: string): ValueOfUnit<Fraction> | undefined {
  return ofUnit(text, parseGrowth);
}

/** `2%`, `华东=2%`: a share from 0 to 1. Undefined when it is none. */
export function parseUnitShare(text: string): ValueOfUnit<Fraction> | undefined {
  return ofUnit(text, (value) => {
    const share = readShare(value);
    return share && share.numerator >= 0n && share.numerator <= share.denominator ? share : undefined;
  });
}

/** `attack`, `华东=hold`. Undefined when it is none. */
export function parseUnitStance(text: string): ValueOfUnit<Stance> | undefined {
  return ofUnit(text, (value) => STANCES.find((stance) => stance === value.trim()));
}

/** Without a `=` it is the whole's. */
function ofUnit<T>(text: string, read: (text: string) => T | undefined): ValueOfUnit<T> | undefined {
  const { name = '', value: written } = nameAndValue(text);
  const value = read(written);
  return value === undefined ? undefined : { unit: normalName(name), value };
}

/** `80%,50%,25%`: three odds between 0 and 1, falling. Undefined when they are none. */
export function parseOdds(text: string): readonly [number, number, number] | undefined {
  const odds = text.split(/[,，、]/).map((part) => {
    const share = readShare(part);
    return share ? Number(share.numerator) / Number(share.denominator) : Number.NaN;
  });
  const [floor = 0, base = 0, stretch = 0] = odds;
  const isFalling = 1 > floor && floor > base && base > stretch && stretch > 0;
  return odds.length === 3 && isFalling ? [floor, base, stretch] : undefined;
}
