import { divideRounded, formatExact, power10 } from './amount.ts';
import { type Day, formatDay, weekday } from './calendar/day.ts';
import { type CheckedCapacity, shortUnits } from './capacity/quota-capacity.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { groupBy } from './group-by.ts';
import { type AssignedPlan, brokenLayers } from './layers/check-assigned.ts';
import { brokenLocks, type LockedPlan } from './locked-plan.ts';
import { defaultMetric, type Metric } from './metrics/metric.ts';
import { planWhole, wholeAmount } from './metrics/plan-whole.ts';
import { type MetricTotal, productFindings } from './metrics/products.ts';
import type { Ratio } from './metrics/ratio.ts';
import { ratioFindings } from './metrics/ratio-checks.ts';
import { ratioText } from './metrics/ratio-text.ts';
import { type CheckedMilestone, milestoneSums } from './milestones/milestone-checks.ts';
import { formatPath, isWithin, pathKey, UNASSIGNED, type UnitPath, VACANT } from './organisation/unit-tree.ts';

/** What the checks look at, at one scale. Undefined where the folder has no such file. */
export interface PlanFacts {
  readonly scale: number;
  readonly plan: readonly {
    readonly target: string;
    readonly path: UnitPath;
    readonly period: string;
    readonly amount: bigint | undefined;
    /** For a ratio. */
    readonly denominator?: bigint | undefined;
  }[];
  readonly targets: readonly {
    readonly target: string;
    readonly value: bigint | undefined;
    /** Whether the value of a ratio is its numerator and not the ratio itself. */
    readonly isNumerator?: boolean;
  }[];
  /** By how much the sum of a target with local money may be off: what whole units of it leave. */
  readonly slack: ReadonlyMap<string, bigint>;
  readonly milestones: readonly CheckedMilestone[];
  /** What each target's metric is; a target that is not there has a plain sum. */
  readonly metrics: ReadonlyMap<string, Metric>;
  /** What metrics come to, and the ratios of which the parts may be among them. */
  readonly totals: readonly MetricTotal[];
  readonly ratios: readonly Metric[];
  /** Decimals of money. */
  readonly decimals: number;
  /** The plans that locks speak of. */
  readonly locked: readonly LockedPlan[];
  /** The plans that something is assigned above, or should be. */
  readonly assigned: readonly AssignedPlan[];
  /** Plans beside what their units can do in the whole span. */
  readonly capacities: readonly CheckedCapacity[];
  /** Leaf paths of the roster. */
  readonly roster: readonly UnitPath[] | undefined;
  /** Events with the units that they speak of; undefined where there are none. */
  readonly events: readonly EventUnits[] | undefined;
  /** Last day of the actuals; undefined when there are none to check. */
  readonly dataThrough: Day | undefined;
  readonly today: Day;
}

/** An event's unit, and the units that it gives to. */
export interface EventUnits {
  readonly path: UnitPath;
  readonly heirs: readonly UnitPath[];
  /** The targets whose plan it should have moved and has not. */
  readonly openIn: readonly string[];
  readonly place: Place | undefined;
}

/** A check gives findings: errors fail the gate, warnings do not. */
export interface PlanCheck {
  readonly name: string;
  /** Whether there is anything to check. */
  readonly isMade: (facts: PlanFacts) => boolean;
  readonly run: (facts: PlanFacts) => readonly Finding[];
}

const MOST_WORKING_DAYS = 3;

/** At least two decimals, more only where needed. */
const amountText = (amount: bigint, scale: number) => formatExact(amount, scale, Math.min(2, scale));

/** The checks of `salesplan check`, in the order in which they are reported. */
export const PLAN_CHECKS: readonly PlanCheck[] = [
  { name: 'sums', isMade: ({ targets }) => targets.some(({ value }) => value !== undefined), run: targetSums },
  { name: 'amounts', isMade: () => true, run: negativeAmounts },
  { name: 'ratios', isMade: (facts) => facts.plan.some(({ target }) => kindOf(facts, target) === 'ratio'), run: ratioParts },
  { name: 'products', isMade: ({ ratios }) => ratios.length > 0, run: ({ totals, ...facts }) => productFindings(totals, facts) },
  { name: 'locks', isMade: ({ locked }) => locked.length > 0, run: keptLocks },
  { name: 'assigned', isMade: ({ assigned }) => assigned.length > 0, run: ({ assigned }) => assigned.flatMap(brokenLayers) },
  { name: 'roster', isMade: ({ roster }) => roster !== undefined, run: unitsOnRoster },
  {
    name: 'capacity',
    isMade: ({ capacities }) => capacities.length > 0,
    run: ({ capacities }) => capacities.flatMap(shortUnits),
  },
  { name: 'events', isMade: ({ events }) => events !== undefined, run: (facts) => [...knownUnits(facts), ...openEvents(facts)] },
  { name: 'milestones', isMade: ({ milestones }) => milestones.length > 0, run: milestoneSums },
  { name: 'data', isMade: ({ dataThrough }) => dataThrough !== undefined, run: staleData },
];

function kindOf({ metrics }: PlanFacts, target: string): Metric['kind'] {
  return metrics.get(target)?.kind ?? 'flow';
}

/**
 * Every target with plan rows comes to its value: the sum, of a stock its last value or its mean as rounded, of a ratio to one smallest unit of its
 * numerator. One without any rows is a warning.
 */
function targetSums(facts: PlanFacts): Finding[] {
  const { targets, scale } = facts;
  const rows = groupBy(facts.plan, ({ target }) => target);
  return targets.flatMap(({ target, value, isNumerator }) => {
    const own = rows.get(target);
    if (own === undefined) return [finding('warning', 'check.target-without-plan', { target })];
    const metric = facts.metrics.get(target) ?? defaultMetric(target);
    if (value === undefined) return [];
    const whole = planWhole(own, metric);
    if (metric.kind === 'ratio' && !isNumerator) return ratioOff(whole, { target, value, facts });
    const sum = isNumerator && metric.kind === 'ratio' ? whole.numerator : (wholeAmount(whole, 1n) as bigint);
    const off = sum > value ? sum - value : value - sum;
    if (off < (whole.denominator > 1n && metric.kind === 'stock' ? power10(scale - facts.decimals) : 1n)) return [];
    const values = {
      target,
      value: amountText(value, scale),
      sum: amountText(sum, scale),
      off: amountText(sum - value, scale),
    };
    return [offFinding(off <= (facts.slack.get(target) ?? 0n), values)];
  });
}

/** What whole units of local money leave over is only told. */
function offFinding(isLeft: boolean, values: Finding['values']): Finding {
  return isLeft ? finding('note', 'check.local-sum', values) : finding('error', 'check.sum', values);
}

interface RatioTarget {
  readonly target: string;
  readonly value: bigint;
  readonly facts: PlanFacts;
}

function ratioOff(whole: Ratio, { target, value, facts: { scale, decimals } }: RatioTarget): Finding[] {
  const due = divideRounded(value * whole.denominator, power10(scale));
  const off = whole.numerator - due;
  if ((off < 0n ? -off : off) < power10(scale - decimals)) return [];
  const values = {
    target,
    value: formatExact(value, scale, 4),
    ratio: ratioText(whole, 'data') || '-',
    off: amountText(off, scale),
  };
  return [finding('error', 'check.ratio', values)];
}

function ratioParts(facts: PlanFacts): Finding[] {
  return [...groupBy(facts.plan, ({ target }) => target)].flatMap(([target, cells]) => {
    const metric = facts.metrics.get(target);
    return metric?.kind === 'ratio' ? ratioFindings(cells, { scale: facts.scale, atMostOne: metric.atMostOne }) : [];
  });
}

function negativeAmounts({ plan, scale }: PlanFacts): Finding[] {
  return plan.flatMap(({ target, path, period, amount }) => {
    if (amount === undefined || amount >= 0n) return [];
    return [
      finding('error', 'check.negative', { target, unit: formatPath(path) || '-', period, amount: amountText(amount, scale) }),
    ];
  });
}

/** Every lock holds in the plan, whatever was typed into it since. */
function keptLocks({ locked, today }: PlanFacts): Finding[] {
  return locked.flatMap((plan) => brokenLocks(plan, today));
}

/** Every planned unit is one of the roster, or an event says that it comes. */
function unitsOnRoster({ plan, roster, events = [] }: PlanFacts): Finding[] {
  if (!roster) return [];
  // A plan may stop above the units of the roster.
  const known = new Set(roster.flatMap((path) => path.map((_, depth) => pathKey(path.slice(0, depth + 1)))));
  const planned = new Map(plan.filter(({ amount }) => (amount ?? 0n) > 0n).map(({ path }) => [pathKey(path), path]));
  const isKnown = (path: UnitPath) =>
    path.length === 0 ||
    path.includes(UNASSIGNED) ||
    path.includes(VACANT) ||
    known.has(pathKey(path)) ||
    isHeir(path, { known, events });
  return [...planned.values()]
    .filter((path) => !isKnown(path))
    .map((path) => finding('error', 'check.not-on-roster', { unit: formatPath(path) }));
}

interface KnownUnits {
  readonly known: ReadonlySet<string>;
  readonly events: readonly EventUnits[];
}

/** Whether an event made the unit: as an heir, or below one as somebody who is known was below the event's unit. */
function isHeir(path: UnitPath, { known, events }: KnownUnits): boolean {
  return events.some(({ path: unit, heirs }, i) =>
    heirs
      .filter((heir) => isWithin(path, heir))
      .some((heir) => {
        const before = [...unit, ...path.slice(heir.length)];
        return heir.length === path.length || known.has(pathKey(before)) || isHeir(before, { known, events: events.slice(0, i) });
      }),
  );
}

/** Every unit of an event is one of the plan or the roster, or comes by another event. */
function knownUnits({ events = [], plan, roster = [] }: PlanFacts): Finding[] {
  const paths = [...plan.map(({ path }) => path), ...roster, ...events.flatMap(({ heirs }) => heirs)];
  const known = new Set(paths.flatMap((path) => path.map((_, depth) => pathKey(path.slice(0, depth + 1)))));
  if (plan.length + roster.length === 0) return [];
  return events
    .filter(({ path }) => !known.has(pathKey(path)))
    .map(({ path, place }) => finding('warning', 'check.event-unit', { unit: formatPath(path) }, place));
}

/** Events that a plan should have and does not. */
function openEvents({ events = [] }: PlanFacts): Finding[] {
  return events.flatMap(({ path, openIn, place }) =>
    openIn.map((target) => finding('warning', 'check.open-event', { unit: formatPath(path), target }, place)),
  );
}

/** Data that ends more than three working days (Monday to Friday) before today. */
function staleData({ dataThrough, today }: PlanFacts): Finding[] {
  if (dataThrough === undefined) return [];
  let age = 0;
  for (let day = dataThrough + 1; day < today && age <= MOST_WORKING_DAYS; day++) if (weekday(day) < 5) age++;
  return age > MOST_WORKING_DAYS
    ? [finding('error', 'check.stale', { through: formatDay(dataThrough), days: MOST_WORKING_DAYS })]
    : [];
}
