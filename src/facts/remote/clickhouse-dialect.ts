import type { Day } from '../../core/calendar/day.ts';
import { AMOUNT_SCALE, BLANKS, NUMBER_PATTERN } from '../cells/cell-rules.ts';
import type { WholeFactor } from '../row-factor.ts';
import { cellAmount, cellDay, cellText, plainAmount, plainDay } from './clickhouse-cells.ts';
import { clickHouseName, clickHouseText } from './clickhouse-literals.ts';
import { flatStatement } from './clickhouse-statement.ts';
import type { Dialect } from './dialect.ts';
import { exactText } from './odd-cells.ts';

/** Texts that are not in Unicode NFC, without blanks at their ends, and what they are in NFC. */
export type Folded = ReadonlyMap<string, string>;

/** The last day that a Date of this server can hold. */
const LAST_DAY = 65_535;

/** ClickHouse's SQL, as old servers know it too: no parameters, no NFC, no windows. `folded` has all texts that are asked about. */
export function clickHouseDialect(folded: Folded = new Map()): Dialect {
  return {
    identifier: clickHouseName,
    literal: clickHouseText,
    bound: clickHouseText,
    text: cellText,
    day: cellDay,
    amount: cellAmount,
    plainDay,
    plainAmount,
    zero: `toDecimal64(0, ${AMOUNT_SCALE})`,
    firstOfMonth: (day) => `toStartOfMonth(${day})`,
    dayNumber: (day) => `toInt32(${day})`,
    dayLiteral: (day: Day) => `toDate(${Math.min(Math.max(day, 0), LAST_DAY)})`,
    taxed,
    sum: (amount) => `toString(sum(${amount}))`,
    normal: (text) => foldedText(trimmed(text), folded),
    number: exactNumber,
    numberLiteral: (value) => `toFloat64(${value})`,
    byCodePoints: (text) => text,
    statement: flatStatement,
    totalRow: true,
  };
}

/** Division of decimals cuts; with 38 digits products are not checked, but the factors' are bounded. */
function taxed(amount: string, { above, below, unit }: WholeFactor): string {
  const isBelow = `ifNull(${amount} < 0, 0)`;
  const size = `toDecimal128(if(${isBelow}, -${amount}, ${amount}), ${AMOUNT_SCALE})`;
  const whole = (value: bigint) => `toDecimal128('${value}', 0)`;
  const half = `toDecimal128('${exactText(below / 2n)}', ${AMOUNT_SCALE})`;
  const rounded = `(${size} * ${whole(above)} + ${half}) / ${whole(below)} * ${whole(unit)}`;
  return `if(${isBelow}, -(${rounded}), ${rounded})`;
}

const BLANK = `[${[...BLANKS].map((sign) => `\\x{${sign.codePointAt(0)!.toString(16)}}`).join('')}]+`;

export function trimmed(text: string): string {
  const ends = [`^${BLANK}`, `${BLANK}$`].map(clickHouseText);
  return `replaceRegexpOne(replaceRegexpOne(${text}, ${ends[0]}, ''), ${ends[1]}, '')`;
}

/**
 * Characters that NFC leaves alone wherever they stand, a part of them: Latin up to U+02FF, punctuation, CJK, kana, Hangul
 * syllables, full-width forms. A text of these is in NFC; what others do, only Unicode's tables know.
 */
export const SETTLED =
  '^[\\x{0}-\\x{2ff}\\x{2010}-\\x{2027}\\x{3000}-\\x{3029}\\x{3030}-\\x{3098}\\x{309b}-\\x{9fff}\\x{ac00}-\\x{d7a3}\\x{ff01}-\\x{ffee}]*$';

/** A text that came after `folded` was asked for is refused rather than compared as it is. */
function foldedText(text: string, folded: Folded): string {
  const known = [...folded.keys()].map(clickHouseText).join(', ');
  const strange = `NOT match(${text}, ${clickHouseText(SETTLED)})`;
  if (folded.size === 0) return `substring(${text}, 1 + throwIf(${strange}))`;
  const normal = [...folded.values()].map(clickHouseText).join(', ');
  const told = `transform(${text}, [${known}], [${normal}], ${text})`;
  return `substring(${told}, 1 + throwIf(${strange} AND NOT has([${known}], ${text})))`;
}

/**
 * The server's own reading of decimals is off by a last bit here and there. A whole number of at most 15 digits, divided by a
 * power of ten, is the nearest number there is.
 */
function exactNumber(text: string): string {
  const isNumber = `match(${text}, ${clickHouseText(`^(?:${NUMBER_PATTERN})$`)})`;
  const digits = `replaceRegexpAll(${text}, '[+,.]', '')`;
  const decimals = `if(position(${text}, '.') = 0, 0, length(${text}) - position(${text}, '.'))`;
  const powers = Array.from({ length: 16 }, (_, power) => `1${'0'.repeat(power)}.`).join(', ');
  const short = `toFloat64(toInt64OrZero(${digits})) / arrayElement([${powers}], 1 + least(${decimals}, 15))`;
  const long = `toFloat64OrZero(replaceRegexpAll(${text}, '[+,]', ''))`;
  return `if(${isNumber}, if(length(${digits}) <= 15, ${short}, ${long}), NULL)`;
}
