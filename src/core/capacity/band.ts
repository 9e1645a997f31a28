import { type Decimal, formatAmount, formatRatio, parseDecimal, power10 } from '../amount.ts';

/** Capacity / quota that is right, both ends included. */
export interface Band {
  readonly least: Decimal;
  readonly most: Decimal;
  readonly text: string;
}

/** What a unit is by its capacity: too little, too much, right, or `none` where there is nothing to compare. */
export const CAPACITY_STATUSES = ['short', 'ok', 'idle', 'none'] as const;
export type CapacityStatus = (typeof CAPACITY_STATUSES)[number];

export const USUAL_BAND: Band = {
  least: { coefficient: 9n, scale: 1 },
  most: { coefficient: 115n, scale: 2 },
  text: '0.9..1.15',
};

/** Reads `0.9..1.15`; undefined when it is none, or ends below its start. */
export function parseBand(text: string): Band | undefined {
  const [first, second, ...more] = text.normalize('NFKC').trim().split('..');
  const [least, most] = [parseDecimal(first ?? ''), parseDecimal(second ?? '')];
  if (!least || !most || more.length > 0 || least.coefficient < 0n) return undefined;
  const isUpsideDown = most.coefficient * power10(least.scale) < least.coefficient * power10(most.scale);
  return isUpsideDown ? undefined : { least, most, text: text.trim() };
}

export interface Compared {
  readonly quota: bigint;
  readonly capacity: bigint;
}

/** By the unrounded rate; capacity without a quota is idle. */
export function capacityStatus({ quota, capacity }: Compared, { least, most }: Band): CapacityStatus {
  if (quota <= 0n) return capacity > 0n ? 'idle' : 'none';
  if (compare({ quota, capacity }, least) < 0n) return 'short';
  return compare({ quota, capacity }, most) > 0n ? 'idle' : 'ok';
}

/** Above zero where capacity / quota is above the limit. */
function compare({ quota, capacity }: Compared, { coefficient, scale }: Decimal): bigint {
  return capacity * power10(scale) - quota * coefficient;
}

const RATE_DECIMALS = 4;

/** capacity / quota with four decimals; one that rounding would lift into the band is rounded down, one above it up. */
export function capacityRate(compared: Compared, band: Band): string {
  const { quota, capacity } = compared;
  if (quota <= 0n) return '';
  const text = formatRatio(capacity, quota, RATE_DECIMALS);
  const shown = { quota: power10(RATE_DECIMALS), capacity: parseDecimal(text)?.coefficient ?? 0n };
  const status = capacityStatus(compared, band);
  if (capacityStatus(shown, band) === status) return text;
  const down = (capacity * power10(RATE_DECIMALS)) / quota;
  return formatAmount(status === 'short' ? down : down + 1n, RATE_DECIMALS);
}
