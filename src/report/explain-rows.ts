import { divideRounded, formatAmount, formatExact, formatRatio, power10 } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { Explanation, Share, Step } from '../core/explain/explanation.ts';
import type { Fraction } from '../core/fraction.ts';
import type { PresenceAccount } from '../core/organisation/presence.ts';
import { formatPath, type UnitPath } from '../core/organisation/unit-tree.ts';

/** One row of an explanation for programs: every number as exact decimal text, blank where it does not apply. */
export interface StepRow {
  readonly step: string;
  readonly unit?: string;
  readonly period?: string;
  readonly amount?: string;
  readonly part?: string;
  readonly whole?: string;
  readonly share?: string;
  readonly rows?: string;
  readonly days?: string;
  readonly place?: string;
  readonly note?: string;
}

/** Decimals of a share; and those beyond the scale that hold every amount under locks exactly (parts of 2^-20). */
const SHARE_DECIMALS = 12;
const FINE_DECIMALS = 20;

/** The steps as rows; the number itself comes last, as `result`. */
export function explainRows(explained: Explanation): StepRow[] {
  const { unit, period, value, scale, steps } = explained;
  const { currency } = explained;
  const result = {
    ...{ step: 'result', unit: formatPath(unit), period, amount: formatAmount(value, scale) },
    ...(currency !== undefined && { note: currency }),
  };
  return [...steps.flatMap((step) => rowsOf(step, scale)), result];
}

type RowsOf<Kind extends Step['kind']> = (step: Extract<Step, { kind: Kind }>, scale: number) => readonly Omit<StepRow, 'step'>[];

const ROWS: { readonly [Kind in Step['kind']]: RowsOf<Kind> } = {
  read: ({ unit, rows, amount, scale, days, axes, counted, made }) => [
    {
      unit: formatPath(unit),
      amount: formatExact(amount, scale, 2),
      rows: String(rows),
      days: days.map(({ start, end }) => `${formatDay(start)}..${formatDay(end)}`).join(' '),
      note: axes.join(',') + (made === undefined ? '' : `; forecast: ${made}`),
    },
    {
      unit: formatPath(unit),
      amount: formatExact(divideRounded(counted.numerator, counted.denominator), scale, 2),
      note: 'counted',
    },
  ],
  total: ({ amount }, scale) => [{ amount: formatAmount(amount, scale) }],
  level: ({ unit, ...share }) => [{ unit: formatPath(unit), ...shareCells(share) }],
  course: ({ unit, period, drawn, isFallback, ...share }) => [
    { unit: pathCell(unit), period, ...shareCells(share), ...(isFallback && { note: 'fallback' }) },
    ...(drawn
      ? [
          { period, ...shareCells(drawn.own), note: `own x ${drawn.lambda.numerator}/${drawn.lambda.denominator}` },
          { unit: pathCell(unit), period, ...shareCells(drawn.followed), note: 'followed' },
        ]
      : []),
  ],
  period: ({ period, ...share }) => [{ period, ...shareCells(share) }],
  days: ({ period, month, ...share }) => [{ period, ...shareCells(share), note: month }],
  adjusted: ({ reason, after }) => [{ ...shareCells(after), note: reason }],
  tilt: ({ unit, period, text, source }) => [
    { unit, ...(period !== undefined && { period }), note: source === 'flag' ? text : `${source} ${text}` },
  ],
  presence: ({ unit, account, factor, share, kept, before, after }, scale) => [
    {
      unit: formatPath(unit),
      ...shareCells({ part: factor.numerator, whole: factor.denominator }),
      note: account ? `${account.there}/${account.all} days${account.ramp.map(rampNote).join('')}` : 'vacant',
    },
    ...(share ? [{ unit: formatPath(unit), ...shareCells(share), note: 'among siblings' }] : []),
    { unit: formatPath(kept.unit), amount: formatAmount(kept.amount, scale), note: 'kept' },
    { amount: formatAmount(before, scale), note: 'before' },
    { amount: formatAmount(after, scale), note: 'after' },
  ],
  bound: ({ unit, period, source, min, max, isReached }, scale) => [
    {
      unit: formatPath(unit),
      period,
      amount: formatAmount(min ?? max ?? 0n, scale),
      ...(source.place && { place: `${source.place.file ?? ''}:${source.place.line ?? ''}` }),
      note: [source.kind, ...(isReached ? ['reached'] : []), source.reason].filter((text) => text !== '').join(' '),
    },
  ],
  inside: ({ count }) => [{ rows: String(count) }],
  weight: ({ of, amount, ...share }, scale) => [{ amount: fractionCell(amount, scale), ...shareCells(share), note: of }],
  unrounded: ({ value }, scale) => [{ amount: fractionCell(value, scale) }],
  rounding: ({ floor, roundTo, received }, scale) => [
    { amount: formatAmount(floor, scale), note: 'floor' },
    { amount: formatAmount(received ? roundTo : 0n, scale), note: 'received' },
  ],
  odd: ({ amount, isTakenBefore }, scale) => [
    { amount: formatAmount(amount, scale), note: isTakenBefore ? 'taken-before' : 'added-after' },
  ],
  repeated: ({ amount }, scale) => [{ amount: formatAmount(amount, scale) }],
  fitted: ({ amount }, scale) => [{ amount: formatAmount(amount, scale) }],
  drift: ({ units, roundTo }, scale) => [
    { amount: fractionCell({ numerator: units.numerator * roundTo, denominator: units.denominator }, scale) },
  ],
  parts: ({ axis, parts }, scale) => parts.map(({ name, amount }) => ({ [axis]: name, amount: formatAmount(amount, scale) })),
  absent: () => [{ amount: '0' }],
  money: ({ home, scale: finer, parts }, scale) =>
    parts.map(({ currency, amount, rate, product }) => ({
      amount: formatExact(product, finer, scale),
      note: `${home} = ${formatAmount(amount, scale)} ${currency} x ${rate ? formatExact(rate.coefficient, rate.scale, 0) : 'rates'}`,
    })),
  change: ({ by, text, before, after, committed }, scale) => [
    ...(committed === undefined ? [] : [{ amount: formatAmount(committed, scale), note: 'committed' }]),
    { amount: formatAmount(after - before, scale), note: by === 'change' ? text : `${by}: ${text}` },
  ],
};

function rowsOf(step: Step, scale: number): StepRow[] {
  const make = ROWS[step.kind] as RowsOf<Step['kind']>;
  return make(step as never, scale).map((row) => ({ step: step.kind, ...row }));
}

type RampDays = PresenceAccount['ramp'][number];

function rampNote({ step, factor, days }: RampDays): string {
  return `; ramp ${step}: ${factor.numerator}/${factor.denominator} x ${days}`;
}

function shareCells({ part, whole }: Share) {
  return { part: part.toString(), whole: whole.toString(), share: formatRatio(part, whole, SHARE_DECIMALS) };
}

function fractionCell({ numerator, denominator }: Fraction, scale: number): string {
  const decimals = scale + FINE_DECIMALS;
  const text = formatRatio(numerator, denominator * power10(scale), decimals);
  return formatExact(BigInt(text.replace('.', '')), decimals, scale);
}

function pathCell(unit: UnitPath | undefined): string {
  return unit ? formatPath(unit) : '';
}
