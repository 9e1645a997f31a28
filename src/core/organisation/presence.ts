import { civil, type Day, firstOfMonth, lastOfMonth } from '../calendar/day.ts';
import { type CountDays, countingIn } from '../calendar/day-count.ts';
import type { Span } from '../calendar/period.ts';
import { type Fraction, fraction, ONE, times, ZERO } from '../fraction.ts';
import { parseRamp, type Ramp, type RampClock, rampDays } from './ramp.ts';
import type { Roster, RosterEntry } from './roster.ts';
import { pathKey, type UnitPath } from './unit-tree.ts';

/** Who is there when, and how days and ramps count. */
export interface PresenceRules {
  readonly roster: Roster;
  readonly clock: RampClock;
  /** By which days a part of a period counts. */
  readonly countDays: CountDays;
  /** Units beside the roster that are always there; what holds them is there as long. */
  readonly others?: readonly UnitPath[];
}

/** Days with one factor. */
export interface Stretch extends Span {
  /** 0 before a start and after an end, the ramp's step after a start, 1 otherwise. */
  readonly factor: Fraction;
  /** Step of the unit's own ramp, from 1; undefined outside it. */
  readonly step: number | undefined;
  readonly isThere: boolean;
}

/** How the factor of a span comes about, in days that count. */
export interface PresenceAccount {
  readonly there: number;
  readonly all: number;
  /** Days under the unit's own ramp, by step. */
  readonly ramp: readonly { readonly step: number; readonly factor: Fraction; readonly days: number }[];
}

/** What a unit carries of a full share: exact rationals from 0 to 1, the mean over the days that count. */
export interface Presence {
  /**
   * A unit among its siblings: by its own row, and a unit with others below it not before the earliest start of these. A span
   * without a day that counts is measured by calendar days.
   */
  readonly amongSiblings: (path: UnitPath, span: Span) => Fraction;
  /** The same with everything that holds the unit: a rep of a shop that opens in July carries nothing in June. */
  readonly inAll: (path: UnitPath, span: Span) => Fraction;
  /** Whether `inAll` is 1 on every day of the span. */
  readonly isInFull: (path: UnitPath, span: Span) => boolean;
  /** `inAll` of a single day. */
  readonly onDay: (path: UnitPath, day: Day) => Fraction;
  /** Whether the unit and everything that holds it are there on any day of the span, whatever their ramps. */
  readonly isThere: (path: UnitPath, span: Span) => boolean;
  /** The stretches of a span that `amongSiblings` is the mean of, in order, without gaps. */
  readonly stretches: (path: UnitPath, span: Span) => readonly Stretch[];
  readonly account: (path: UnitPath, span: Span) => PresenceAccount;
}

/** What a unit carries of a full share in a span: `presenceOf(rules).inAll`, for capacity. */
export function presence(rules: PresenceRules): (path: UnitPath, span: Span) => Fraction {
  return presenceOf(rules).inAll;
}

/** Presence by a roster; units without a row are always there. */
export function presenceOf(rules: PresenceRules): Presence {
  const stays = staysOf(rules);
  const stayAt = (path: UnitPath) => stays.get(pathKey(path)) ?? ALWAYS;
  const above = (path: UnitPath) => path.map((_, depth) => stayAt(path.slice(0, depth + 1))).concat(stayAt([]));
  const mean = (found: readonly Stay[], span: Span) => meanOf(stretchesOf(found, span), span, rules.countDays);
  return {
    amongSiblings: (path, span) => mean([stayAt(path)], span),
    inAll: (path, span) => mean(above(path), span),
    isInFull: (path, span) => stretchesOf(above(path), span).every(({ factor }) => factor.numerator === factor.denominator),
    onDay: (path, day) => (stretchesOf(above(path), { start: day, end: day })[0] as Stretch).factor,
    isThere: (path, span) => stretchesOf(above(path), span).some((stretch) => stretch.isThere),
    stretches: (path, span) => stretchesOf([stayAt(path)], span),
    account: (path, span) => accountOf(stretchesOf([stayAt(path)], span), countingIn(rules.countDays, span)),
  };
}

/** The days of a unit. */
interface Stay {
  readonly from: Day;
  /** The first day in a span that holds the whole month of it: under the calendar clock the first of the month. */
  readonly monthFrom: Day;
  readonly to: Day;
  readonly ramp: Ramp;
  /** First day of each step and the first one after all. */
  readonly steps: readonly Day[];
}

const ALWAYS: Stay = { from: -Infinity, monthFrom: -Infinity, to: Infinity, ramp: [], steps: [] };

/** A node of the roster's tree on the way to its first day. */
interface Draft {
  entry: RosterEntry | undefined;
  isOpen: boolean;
  readonly children: Draft[];
}

function staysOf({ roster, others = [], clock }: PresenceRules): Map<string, Stay> {
  const drafts = new Map<string, Draft>();
  const draftAt = (path: UnitPath): Draft => {
    const known = drafts.get(pathKey(path));
    if (known) return known;
    const draft: Draft = { entry: undefined, isOpen: false, children: [] };
    drafts.set(pathKey(path), draft);
    if (path.length > 0) draftAt(path.slice(0, -1)).children.push(draft);
    return draft;
  };
  for (const entry of roster) draftAt(entry.path).entry = entry;
  for (const path of others) draftAt(path).isOpen ||= !drafts.get(pathKey(path))?.entry;
  return new Map([...drafts].map(([key, draft]) => [key, stayOf(draft, clock)]));
}

function stayOf(draft: Draft, clock: RampClock): Stay {
  const { entry } = draft;
  const ramp = rampOf(entry);
  const steps = ramp.length > 0 ? rampDays(ramp, entry?.start as Day, clock) : [];
  return { ...firstDays(draft, clock), to: entry?.end ?? Infinity, ramp, steps };
}

/** A ramp counts from a start; without one there is none. */
function rampOf(entry: RosterEntry | undefined): Ramp {
  return entry?.start === undefined ? [] : (parseRamp(entry.ramp ?? '') ?? []);
}

/** The later of a unit's own start and the earliest first day below it. */
function firstDays({ entry, isOpen, children }: Draft, clock: RampClock): Pick<Stay, 'from' | 'monthFrom'> {
  const from = entry?.start ?? -Infinity;
  const [step = from] = rampOf(entry).length > 0 ? rampDays([], from, clock) : [];
  const own = { from, monthFrom: Math.min(from, step) };
  if (isOpen || children.length === 0) return own;
  const below = children.map((child) => firstDays(child, clock));
  return {
    from: Math.max(own.from, Math.min(...below.map((days) => days.from))),
    monthFrom: Math.max(own.monthFrom, Math.min(...below.map((days) => days.monthFrom))),
  };
}

/**
 * A ramp by the calendar has whole months: in a span that holds all of the first month, that month counts from its first day. In
 * weeks and days the days before the start have nothing.
 */
function wholeFirstMonth(stay: Stay, { start, end }: Span): Stay {
  if (stay.monthFrom === stay.from) return stay;
  const { year, month } = civil(stay.from);
  const covers = start <= firstOfMonth(year, month) && lastOfMonth(year, month) <= end;
  return covers ? { ...stay, from: stay.monthFrom } : stay;
}

function stretchesOf(given: readonly Stay[], span: Span): Stretch[] {
  const stays = given.map((stay) => wholeFirstMonth(stay, span));
  const cuts = stays
    .flatMap(({ from, to, steps }) => [from, to + 1, ...steps])
    .filter((day) => span.start < day && day <= span.end);
  const starts = [span.start, ...[...new Set(cuts)].sort((a, b) => a - b)];
  return starts.map((start, i): Stretch => {
    const end = (starts[i + 1] ?? span.end + 1) - 1;
    const isThere = stays.every(({ from, to }) => from <= start && start <= to);
    if (!isThere) return { start, end, factor: ZERO, step: undefined, isThere };
    const at = stays.map(({ steps }) => steps.filter((day) => day <= start).length - 1);
    const factor = stays.reduce((all, stay, j) => product(all, factorAt(stay, at[j] as number)), ONE);
    const own = stays[0] as Stay;
    const step = own.ramp.length > 0 && (at[0] as number) < own.ramp.length ? (at[0] as number) + 1 : undefined;
    return { start, end, factor, step, isThere };
  });
}

/** The step in force; nothing before the first, all after the last. */
function factorAt({ ramp }: Stay, at: number): Fraction {
  if (ramp.length === 0) return ONE;
  return at < 0 ? ZERO : (ramp[at] ?? ONE);
}

function product(a: Fraction, b: Fraction): Fraction {
  if (a === ONE) return b;
  return b === ONE ? a : times(a, b);
}

function accountOf(stretches: readonly Stretch[], count: CountDays): PresenceAccount {
  const days = (some: readonly Stretch[]) => some.reduce((sum, stretch) => sum + count(stretch), 0);
  return {
    there: days(stretches.filter(({ isThere }) => isThere)),
    all: days(stretches),
    ramp: stretches.flatMap((stretch) => {
      const { step, factor } = stretch;
      return step === undefined ? [] : [{ step, factor, days: count(stretch) }];
    }),
  };
}

function meanOf(stretches: readonly Stretch[], span: Span, countDays: CountDays): Fraction {
  const [only] = stretches;
  if (stretches.length === 1 && only) return only.factor;
  const count = countingIn(countDays, span);
  const sum = stretches.reduce((all, stretch) => {
    const days = BigInt(count(stretch));
    const { numerator, denominator } = stretch.factor;
    return {
      numerator: all.numerator * denominator + days * numerator * all.denominator,
      denominator: all.denominator * denominator,
    };
  }, ZERO);
  return fraction(sum.numerator, sum.denominator * BigInt(count(span)));
}
