import { divideRounded, formatExact, formatRatio, power10 } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { Span } from '../core/calendar/period.ts';
import type { Measure, MoneyPart, Share, Step } from '../core/explain/explanation.ts';
import { type Fraction, greatestCommonDivisor } from '../core/fraction.ts';
import { writtenDecimals } from '../core/money/plan-money.ts';
import type { PresenceAccount } from '../core/organisation/presence.ts';
import { formatPath, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';

/** The scale of the plan's amounts, and the language. */
export interface ShownIn {
  readonly scale: number;
  readonly words: Words;
}

/** A row for people: the step, its number, and how it came about. */
export type WordRow = readonly [step: string, number: string, how: string];

const PERCENT_DECIMALS = 4;
/** Decimals of an unrounded value beyond the plan's own. */
const MORE_DECIMALS = 4;
/** Spans of days and parts of a sum that are named; the rest is counted. */
const NAMED_SPANS = 3;
const NAMED_PARTS = 24;

/** A step in words; the numbers add up as they stand. */
export function stepWords(step: Step, shown: ShownIn): readonly WordRow[] {
  return (WORDS[step.kind] as WordsOf<Step['kind']>)(step as never, shown);
}

type WordsOf<Kind extends Step['kind']> = (step: Extract<Step, { kind: Kind }>, shown: ShownIn) => readonly WordRow[];

const WORDS: { readonly [Kind in Step['kind']]: WordsOf<Kind> } = {
  read: readWords,
  total: ({ amount }, { scale, words }) => [
    [words.phrase('explain.total'), amountText(amount, scale), words.phrase('explain.total-how')],
  ],
  level: (step, shown) => [[shareLabel(step.unit.at(-1) ?? '', shown), percent(step), levelHow(step, shown)]],
  course: courseWords,
  period: (step, shown) => [
    [shareLabel(step.period, shown), percent(step), shown.words.phrase('explain.of-weights', weightsOf(step))],
  ],
  days: (step, shown) => [
    [
      shareLabel(step.period, shown),
      percent(step),
      shown.words.phrase(step.byCalendar ? 'explain.of-working-days' : 'explain.of-days', { month: step.month }),
    ],
  ],
  adjusted: ({ reason, before, after }, { words }) => {
    const how = words.phrase(reason === 'presence' ? 'explain.adjusted-presence' : 'explain.adjusted-weights', {
      before: percent(before),
    });
    return [[words.phrase('explain.adjusted'), percent(after), how]];
  },
  presence: presenceWords,
  tilt: ({ unit, period, text, source }, { words }) => {
    if (source !== 'flag') {
      const label = words.phrase(source === 'role' ? 'explain.role' : 'explain.roster-weight', { role: unit, unit });
      return [[label, '', words.phrase('explain.roster-factor', { factor: text })]];
    }
    const scope = [unit, ...(period === undefined ? [] : [`@${period}`])].join('');
    return [['--weight', '', words.phrase('explain.tilt', { scope, factor: text })]];
  },
  bound: boundWords,
  inside: ({ count }, { words }) => [[words.phrase('explain.inside'), String(count), '']],
  weight: weightWords,
  unrounded: ({ value }, { scale, words }) => [[words.phrase('explain.unrounded'), fractionText(value, scale), '']],
  rounding: ({ floor, roundTo, received }, { scale, words }) => {
    const unit = amountText(roundTo, scale);
    const answer = words.phrase(received ? 'explain.received-yes' : 'explain.received-no');
    return [
      [words.phrase('explain.floor'), amountText(floor, scale), words.phrase('explain.floor-how', { roundTo: unit })],
      [words.phrase('explain.received'), amountText(received ? roundTo : 0n, scale), answer],
    ];
  },
  odd: ({ amount }, { scale, words }) => [
    [words.phrase('explain.odd'), amountText(amount, scale), words.phrase('explain.odd-how')],
  ],
  repeated: ({ amount }, { scale, words }) => [
    [words.phrase('explain.repeated'), amountText(amount, scale), words.phrase('explain.repeated-how')],
  ],
  fitted: ({ amount }, { scale, words }) => [
    [words.phrase('explain.fitted'), amountText(amount, scale), words.phrase('explain.fitted-how')],
  ],
  drift: driftWords,
  parts: partsWords,
  absent: (_, { scale, words }) => [[words.phrase('explain.absent'), amountText(0n, scale), words.phrase('explain.absent-how')]],
  change: ({ by, text, before, after, committed }, { scale, words }) => {
    const values = { before: amountText(before, scale), after: amountText(after, scale), change: text };
    const how =
      committed === undefined
        ? words.phrase('explain.change-how', values)
        : words.phrase('explain.settlement-how', { ...values, committed: amountText(committed, scale) });
    return [[words.phrase(`explain.${by}`), amountText(after - before, scale), how]];
  },
  money: moneyWords,
};

function readWords(step: Extract<Step, { kind: 'read' }>, { words }: ShownIn): WordRow[] {
  const { axes, rows, unit, days, amount, scale, counted } = step;
  const label = axes.length > 1 ? 'explain.read' : axes[0] === 'org' ? 'explain.read-org' : 'explain.read-time';
  const values = { rows, unit: unitText(unit, words), days: daysText(days, words) };
  const isCut = counted.numerator !== amount * counted.denominator;
  const value = amountText(divideRounded(counted.numerator, counted.denominator), scale);
  const more = isCut ? words.phrase('explain.counted', { amount: value }) : '';
  return [[words.phrase(label), amountText(amount, scale), words.phrase('explain.read-how', values) + more]];
}

function daysText(days: readonly Span[], words: Words): string {
  const named = days.slice(0, NAMED_SPANS).map(({ start, end }) => `${formatDay(start)}..${formatDay(end)}`);
  const more = days.length - named.length;
  return named.join(', ') + (more > 0 ? words.phrase('explain.more', { count: more }) : '');
}

function levelHow({ unit, part, whole, measure }: Extract<Step, { kind: 'level' }>, { words }: ShownIn): string {
  const values = { ...measured({ part, whole }, measure), unit: unitText(unit.slice(0, -1), words) };
  return words.phrase(measure === 'weights' ? 'explain.of-weight-unit' : 'explain.of-unit', values);
}

function courseWords(step: Extract<Step, { kind: 'course' }>, shown: ShownIn): WordRow[] {
  const { words } = shown;
  const how = step.drawn ? drawnHow(step, words) : followedHow(step, words);
  const more = step.isFallback ? words.phrase('explain.fallback') : '';
  return [[shareLabel(step.period, shown), percent(step), how + more]];
}

function followedHow(step: Extract<Step, { kind: 'course' }>, words: Words): string {
  if (!step.unit) return words.phrase('explain.course-common', weightsOf(step));
  const values = { ...measured(step, step.measure), unit: unitText(step.unit, words) };
  return words.phrase(step.isOwn ? 'explain.course-own' : 'explain.course-of', values);
}

function drawnHow({ drawn, unit }: Extract<Step, { kind: 'course' }>, words: Words): string {
  const { lambda, own, followed } = drawn as NonNullable<typeof drawn>;
  const lambdaText = formatRatio(lambda.numerator, lambda.denominator, PERCENT_DECIMALS);
  const rest = formatRatio(lambda.denominator - lambda.numerator, lambda.denominator, PERCENT_DECIMALS);
  const values = { own: percent(own), followed: percent(followed), unit: unitText(unit ?? [], words), lambda: lambdaText, rest };
  return words.phrase('explain.course-drawn', values);
}

function boundWords(step: Extract<Step, { kind: 'bound' }>, { scale, words }: ShownIn): WordRow[] {
  const { unit, period, source, min, max, isReached } = step;
  const { file, line } = source.place ?? {};
  const place = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
  const reason = source.reason === '' ? '' : `, ${source.reason}`;
  const answer = words.phrase(isReached ? 'explain.reached' : 'explain.not-reached');
  const kind = words.phrase(`lock.kind.${source.kind}`);
  return [[kind, amountText(min ?? max ?? 0n, scale), `${unitText(unit, words)} ${period}${reason}${place}; ${answer}`]];
}

/** What is shared out, where it is not the total itself, and the share of it. */
function weightWords(step: Extract<Step, { kind: 'weight' }>, { scale, words }: ShownIn): WordRow[] {
  const pool = {
    total: undefined,
    locks: 'explain.pool-locks',
    line: 'explain.pool-line',
    month: 'explain.pool-month',
    presence: 'explain.pool-presence',
  }[step.of];
  const share: WordRow = [words.phrase('explain.weight'), percent(step), words.phrase('explain.of-weights', weightsOf(step))];
  if (pool === undefined) return [share];
  const shared: WordRow = [words.phrase('explain.pool'), fractionText(step.amount, scale), words.phrase(pool)];
  // The share of a week or day in its month stands there already.
  return step.of === 'month' ? [shared] : [shared, share];
}

function presenceWords(step: Extract<Step, { kind: 'presence' }>, { scale, words }: ShownIn): WordRow[] {
  const { unit, account, factor, share, kept, before, after } = step;
  const above = unitText(unit.slice(0, -1), words);
  const carried = percent({ part: factor.numerator, whole: factor.denominator });
  const name = unit.at(-1) ?? '';
  const values = { before: amountText(before, scale), after: amountText(after, scale) };
  const shareHow = share && words.phrase('explain.presence-share-how', { ...weightsOf(share), unit: above });
  return [
    [
      words.phrase('explain.kept', { unit: unitText(kept.unit, words) }),
      amountText(kept.amount, scale),
      words.phrase('explain.kept-how'),
    ],
    account
      ? [words.phrase('explain.presence', { unit: name }), carried, accountHow(account, words)]
      : [words.phrase('explain.presence', { unit: name }), '', words.phrase('explain.presence-vacant', { unit: above })],
    ...(share && shareHow ? [[words.phrase('explain.presence-share', { name }), percent(share), shareHow] as const] : []),
    [words.phrase('explain.shifted'), amountText(after - before, scale), words.phrase('explain.shifted-how', values)],
  ];
}

function accountHow({ there, all, ramp }: PresenceAccount, words: Words): string {
  const steps = ramp.map(({ step, factor, days }) => {
    const text = percent({ part: factor.numerator, whole: factor.denominator });
    return words.phrase('explain.presence-ramp', { step, factor: text, days });
  });
  return words.phrase('explain.presence-days', { days: there, all }) + steps.join('');
}

/** Of one foreign currency also how the amount came about; of each its product. */
function moneyWords(step: Extract<Step, { kind: 'money' }>, { scale, words }: ShownIn): WordRow[] {
  const { home, parts, before } = step;
  const [only] = parts;
  const isForeign = parts.length === 1 && only?.currency !== home;
  const values = ({ currency, amount, rate }: MoneyPart) => ({
    ...{ home, currency, amount: grouped(amountText(amount, scale, currency)), before: grouped(amountText(before, scale)) },
    rate: rate ? formatExact(rate.coefficient, rate.scale, 0) : words.phrase('explain.money-rates'),
  });
  const ownRow = (part: MoneyPart): WordRow => [
    words.phrase('explain.money', values(part)),
    amountText(part.amount, scale, part.currency),
    words.phrase('explain.money-how', values(part)),
  ];
  const products = parts.map(
    (part): WordRow => [
      words.phrase('explain.product', { home, currency: part.currency }),
      amountText(part.product, step.scale),
      words.phrase('explain.product-how', values(part)),
    ],
  );
  return [...(only && isForeign ? [ownRow(only)] : []), ...products];
}

function driftWords({ units, roundTo }: Extract<Step, { kind: 'drift' }>, { scale, words }: ShownIn): WordRow[] {
  const distance = { numerator: units.numerator * roundTo, denominator: units.denominator };
  const values = { units: formatRatio(units.numerator, units.denominator, 2), roundTo: amountText(roundTo, scale) };
  return [[words.phrase('explain.drift'), fractionText(distance, scale), words.phrase('explain.drift-how', values)]];
}

function partsWords({ axis, parts }: Extract<Step, { kind: 'parts' }>, { scale, words }: ShownIn): WordRow[] {
  const rows = parts.slice(0, NAMED_PARTS).map(({ name, amount }): WordRow => {
    return [words.phrase('explain.part', { name }), amountText(amount, scale), ''];
  });
  const more = parts.slice(NAMED_PARTS);
  if (more.length === 0) return rows;
  const rest = more.reduce((sum, { amount }) => sum + amount, 0n);
  const label = words.phrase(axis === 'unit' ? 'explain.more-units' : 'explain.more-periods', { count: more.length });
  return [...rows, [label, amountText(rest, scale), '']];
}

function shareLabel(name: string, { words }: ShownIn): string {
  return words.phrase('explain.share', { name });
}

function unitText(path: UnitPath, words: Words): string {
  return formatPath(path) || words.phrase('explain.whole');
}

/** Mere weights in lowest terms: their size says nothing. */
function weightsOf({ part, whole }: Share) {
  const divisor = greatestCommonDivisor(part, whole) || 1n;
  return { part: grouped((part / divisor).toString()), whole: grouped((whole / divisor).toString()) };
}

/** Amounts of the basis in money, mere weights as they are. */
function measured({ part, whole }: Share, measure: Measure) {
  if (measure === 'weights') return weightsOf({ part, whole });
  const text = (value: bigint) => grouped(amountText(divideRounded(value, measure.times), measure.scale));
  return { part: text(part), whole: text(whole) };
}

/** `1234567.50` as `1,234,567.50`: inside a sentence nobody else does it. */
function grouped(text: string): string {
  return text.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

function percent({ part, whole }: Share): string {
  return whole === 0n ? '' : `${formatRatio(100n * part, whole, PERCENT_DECIMALS)}%`;
}

/** An amount with two decimals at least, and no more than it has. */
export function amountText(amount: bigint, scale: number, currency?: string): string {
  return formatExact(amount, scale, writtenDecimals(currency, Math.min(2, scale)));
}

function fractionText({ numerator, denominator }: Fraction, scale: number): string {
  return formatRatio(numerator, denominator * power10(scale), scale + MORE_DECIMALS);
}
