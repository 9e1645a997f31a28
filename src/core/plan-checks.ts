import { formatExact } from './amount.ts';
import { type Day, formatDay, weekday } from './calendar/day.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { brokenLocks, type LockedPlan } from './locked-plan.ts';
import { formatPath, pathKey, UNASSIGNED, type UnitPath, VACANT } from './organisation/unit-tree.ts';

/** What the checks look at, at one scale. Undefined where the folder has no such file. */
export interface PlanFacts {
  readonly scale: number;
  readonly plan: readonly {
    readonly target: string;
    readonly path: UnitPath;
    readonly period: string;
    readonly amount: bigint | undefined;
  }[];
  readonly targets: readonly { readonly target: string; readonly value: bigint | undefined }[];
  readonly milestones: readonly { readonly target: string; readonly path: UnitPath; readonly amount: bigint | undefined }[];
  /** The plans that locks speak of. */
  readonly locked: readonly LockedPlan[];
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
  { name: 'locks', isMade: ({ locked }) => locked.length > 0, run: keptLocks },
  { name: 'roster', isMade: ({ roster }) => roster !== undefined, run: unitsOnRoster },
  { name: 'events', isMade: ({ events }) => events !== undefined, run: knownUnits },
  { name: 'milestones', isMade: ({ milestones }) => milestones.length > 0, run: milestoneSums },
  { name: 'data', isMade: ({ dataThrough }) => dataThrough !== undefined, run: staleData },
];

function sumBy<T>(rows: readonly T[], key: (row: T) => string, amount: (row: T) => bigint | undefined): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0n) + (amount(row) ?? 0n));
  return sums;
}

/** Every target with plan rows adds up to its value; one without any is a warning. */
function targetSums({ plan, targets, scale }: PlanFacts): Finding[] {
  const sums = sumBy(
    plan,
    ({ target }) => target,
    ({ amount }) => amount,
  );
  return targets.flatMap(({ target, value }) => {
    const sum = sums.get(target);
    if (sum === undefined) return [finding('warning', 'check.target-without-plan', { target })];
    if (value === undefined || value === sum) return [];
    const values = {
      target,
      value: amountText(value, scale),
      sum: amountText(sum, scale),
      off: amountText(sum - value, scale),
    };
    return [finding('error', 'check.sum', values)];
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

function unitsOnRoster({ plan, roster }: PlanFacts): Finding[] {
  if (!roster) return [];
  const known = new Set(roster.map(pathKey));
  const planned = new Map(plan.filter(({ amount }) => (amount ?? 0n) > 0n).map(({ path }) => [pathKey(path), path]));
  const isKnown = (path: UnitPath) =>
    path.length === 0 || path.includes(UNASSIGNED) || path.includes(VACANT) || known.has(pathKey(path));
  return [...planned.values()]
    .filter((path) => !isKnown(path))
    .map((path) => finding('error', 'check.not-on-roster', { unit: formatPath(path) }));
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

/** The milestones of each unit add up to its plan. */
function milestoneSums({ plan, milestones, scale }: PlanFacts): Finding[] {
  const key = ({ target, path }: { target: string; path: UnitPath }) => JSON.stringify([target, ...path]);
  const sums = sumBy(milestones, key, ({ amount }) => amount);
  return [...sums].flatMap(([unit, sum]) => {
    const [target, ...path] = JSON.parse(unit) as [string, ...string[]];
    const rows = plan.filter((row) => row.target === target && path.every((name, depth) => row.path[depth] === name));
    const planned = rows.reduce((all, { amount }) => all + (amount ?? 0n), 0n);
    if (planned === sum) return [];
    const values = { target, unit: formatPath(path) || '-', sum: amountText(sum, scale), plan: amountText(planned, scale) };
    return [finding('error', 'check.milestones', values)];
  });
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
