import type { CellForm } from './cell-form.ts';
import { AMOUNT_DIGITS, AMOUNT_SCALE } from './cell-rules.ts';
import { noCell, tidyCell } from './tidy-cell.ts';

export type AmountCell =
  | {
      /** In the column's unit, at `AMOUNT_SCALE` decimals. */
      readonly amount: bigint;
      /** A finding's code: what a person should know of such cells. */
      readonly notice?: string;
    }
  /** A finding's code. */
  | { readonly problem: string };

interface AmountParts {
  readonly negative: boolean;
  /** Digits with separators. */
  readonly number: string;
  /** Power of ten of the cell's own unit; undefined without one, 0 for 元. */
  readonly power: number | undefined;
  readonly percent: boolean;
  readonly dollars: boolean;
}

const UNITS: Readonly<Record<string, number>> = {
  千: 3,
  万: 4,
  萬: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
};

const CURRENCY = 'CN¥|RMB|CNY|人民币|¥|US\\$|USD|\\$';
const PARENTHESES = /^([^()0-9]*)\(([^()]+)\)([^()0-9]*)$/u;
const AMOUNT = new RegExp(
  `^([-+△▲])? ?(${CURRENCY})? ?([-+△▲])? ?([0-9][0-9., ]*|\\.[0-9]+)(${Object.keys(UNITS).join('|')})?(元整?|圆整?)?(%)?(-)?(${CURRENCY})?$`,
  'iu',
);
const SCIENTIFIC = /^[-+]?[0-9]+(?:\.[0-9]*)?E[-+]?[0-9]+$/iu;
const NUMERALS = /^[负]?[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟元圆角分整点]+$/u;
const GROUPED =
  /^(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+|[0-9]{1,4}(?: [0-9]{4})+)?$/u;
/** `1.234,56`, `1.234.567`, `12,5`: the comma is the decimal point, or the point separates thousands. */
const DECIMAL_COMMA = /^(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]{1,2})$/u;
const LIMIT = 10n ** BigInt(AMOUNT_DIGITS + AMOUNT_SCALE);

/**
 * Reads an amount: `1,234.56`, `１，２３４`, `1 234`, `1,2345` (by fours), `￥1,234元`, `(1,234)`, `△12`, `1234-`, `1.2万`, and `12.5%`
 * where the form says so. Nothing is rounded. A blank, `-` or `N/A` is missing, which is not zero.
 */
export function readAmount(cell: string, form: CellForm): AmountCell {
  const text = tidyCell(cell);
  const none = noCell(text);
  if (none) return { problem: none === 'missing' ? 'facts.blank-amount' : none };
  const parts = amountParts(text);
  return typeof parts === 'string' ? { problem: parts } : amountOf(parts, form);
}

/** The parts of a text, or why it has none. */
function amountParts(text: string): AmountParts | string {
  if (SCIENTIFIC.test(text)) return 'facts.amount-scientific';
  if (NUMERALS.test(text)) return 'facts.amount-numerals';
  const inside = PARENTHESES.exec(text);
  const match = AMOUNT.exec(inside ? inside.slice(1).join('').trim() : text);
  if (!match) return 'facts.bad-amount';
  const [, before, sign, after, number = '', unit, yuan, percent, last, code] = match;
  const signs = [inside?.[0], before, after, last].filter((part) => part !== undefined);
  const currencies = [sign, code].filter((part) => part !== undefined);
  if (signs.length > 1 || currencies.length > 1) return 'facts.bad-amount';
  if (percent !== undefined && (unit ?? yuan ?? currencies[0]) !== undefined) return 'facts.bad-amount';
  return {
    negative: signs.length > 0 && signs[0] !== '+',
    number: number.trim(),
    power: unit === undefined ? (yuan === undefined ? undefined : 0) : UNITS[unit]!,
    percent: percent !== undefined,
    dollars: /\$|USD/iu.test(currencies[0] ?? ''),
  };
}

function amountOf({ negative, number, power, percent, dollars }: AmountParts, form: CellForm): AmountCell {
  if (percent && !form.percent) return { problem: 'facts.amount-percent' };
  if (power !== undefined && form.power !== 0) return { problem: 'facts.amount-unit-twice' };
  const magnitude = magnitudeOf(number, percent ? -2 : (power ?? 0));
  if (typeof magnitude === 'string') return { problem: magnitude };
  const amount = negative ? -magnitude : magnitude;
  if (dollars) return { amount, notice: 'facts.dollar-cells' };
  return power === undefined || power === 0 ? { amount } : { amount, notice: 'facts.scaled-cells' };
}

/** The digits x 10^`power` at `AMOUNT_SCALE`, or why they are no amount. */
function magnitudeOf(number: string, power: number): bigint | string {
  if (DECIMAL_COMMA.test(number)) return 'facts.amount-decimal-comma';
  const [whole = '', decimals = '', ...more] = number.split('.');
  if (more.length > 0 || !/^[0-9]*$/u.test(decimals)) return 'facts.bad-amount';
  if (!GROUPED.test(whole)) return 'facts.amount-grouping';
  const fraction = decimals.replace(/0+$/u, '');
  const digits = BigInt(`${whole.replace(/[, ]/gu, '')}${fraction}`);
  const shift = AMOUNT_SCALE + power - fraction.length;
  if (shift < 0 && digits % 10n ** BigInt(-shift) !== 0n) return 'facts.amount-too-fine';
  const value = shift < 0 ? digits / 10n ** BigInt(-shift) : digits * 10n ** BigInt(shift);
  return value < LIMIT ? value : 'facts.amount-too-large';
}
