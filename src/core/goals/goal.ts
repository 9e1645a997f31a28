import type { Decimal } from '../amount.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import { groupBy } from '../group-by.ts';
import { compareNames } from '../names.ts';
import { readSupports } from '../targets/target.ts';

/** A line of goals.csv: a goal, or (with a `target`) what one of its targets weighs. Texts that are not given are blank. */
export interface GoalLine {
  readonly goal: string;
  readonly target: string;
  readonly title: string;
  readonly strategy: string;
  readonly period: string;
  readonly owner: string;
  /** From 0 to 1: of a goal in what it supports, of a target in its goal. */
  readonly weight: Decimal | undefined;
  readonly supports: string;
  readonly reason: string;
  readonly place: Place;
}

/** A target of a goal; its weight from 0 to 1, undefined where nobody gave one. */
export interface GoalTarget {
  readonly target: string;
  readonly weight: Decimal | undefined;
}

/** A goal and what belongs to it. */
export interface Goal {
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  readonly period: string;
  readonly owner: string;
  /** From 0 to 1, in the goal that it supports. */
  readonly weight: Decimal | undefined;
  /** The goal above it; blank for none. */
  readonly supports: string;
  readonly reason: string;
  /** Those that say so themselves, and those that have a line below the goal, by id. */
  readonly targets: readonly GoalTarget[];
  readonly place: Place;
}

/** What targets.csv says of a target; several rows of one id count once each. */
export interface SupportingTarget {
  readonly target: string;
  /** Goals and other targets, as `readSupports` splits them; blank for none. */
  readonly supports: string;
  readonly place?: Place;
}

export interface Goals {
  /** In the order of the file. */
  readonly goals: readonly Goal[];
  readonly findings: readonly Finding[];
}

/**
 * Goals with their targets and weights. Errors: lines of a goal that is not there, goals that support one that is not there or each
 * other in a circle, weights of targets that are not there or support another goal. Whether weights sum to 1 is not judged here.
 */
export function goalsOf(lines: readonly GoalLine[], targets: readonly SupportingTarget[]): Goals {
  const own = lines.filter(({ target }) => target === '');
  const ids = new Set(own.map(({ goal }) => goal));
  const weights = lines.filter(({ target }) => target !== '');
  const below = groupBy(weights, ({ goal }) => goal);
  const goals = own.map(({ goal, target: _, ...said }): Goal => {
    return { id: goal, ...said, targets: targetsOf(goal, below.get(goal) ?? [], targets) };
  });
  const findings = [
    ...weights.flatMap((line) => weightFindings(line, ids, targets)),
    ...own.flatMap((line) => supportFindings(line, ids)),
    ...circles(own),
  ];
  return { goals, findings };
}

function targetsOf(goal: string, weights: readonly GoalLine[], targets: readonly SupportingTarget[]): GoalTarget[] {
  const weightOf = new Map(weights.map(({ target, weight }) => [target, weight]));
  const ids = new Set([
    ...targets.filter(({ supports }) => readSupports(supports).includes(goal)).map(({ target }) => target),
    ...weightOf.keys(),
  ]);
  return [...ids].sort(compareNames).map((target) => ({ target, weight: weightOf.get(target) }));
}

function weightFindings(
  { goal, target, weight, place }: GoalLine,
  ids: ReadonlySet<string>,
  targets: readonly SupportingTarget[],
): Finding[] {
  const at = (code: string, values = {}) => finding('error', code, { goal, target, ...values }, place);
  if (!ids.has(goal)) return [at('goals.no-such-goal', { goals: [...ids].join(', ') || '-' })];
  const rows = targets.filter((row) => row.target === target);
  if (rows.length === 0) return [at('goals.no-such-target', { targets: namesOf(targets) })];
  if (weight === undefined) return [at('goals.no-weight')];
  const elsewhere = rows.find(({ supports }) => supports !== '' && !readSupports(supports).includes(goal));
  return elsewhere ? [at('goals.supports-another', { supports: elsewhere.supports })] : [];
}

function supportFindings({ goal, supports, place }: GoalLine, ids: ReadonlySet<string>): Finding[] {
  if (supports === '' || ids.has(supports)) return [];
  return [finding('error', 'goals.supports-nothing', { goal, supports, goals: [...ids].join(', ') }, place)];
}

/** One finding a circle, at its first line. */
function circles(lines: readonly GoalLine[]): Finding[] {
  const above = new Map(lines.map(({ goal, supports }) => [goal, supports]));
  const told = new Set<string>();
  return lines.flatMap(({ goal, place }) => {
    const way = [goal];
    for (let next = above.get(goal) ?? ''; next !== ''; next = above.get(next) ?? '') {
      if (next === goal && !told.has(goal)) {
        for (const name of way) told.add(name);
        return [finding('error', 'goals.circle', { circle: [...way, goal].join(' -> ') }, place)];
      }
      if (way.includes(next)) return [];
      way.push(next);
    }
    return [];
  });
}

/**
 * Errors for targets whose `supports` names no goal, no other target, or themselves. Without any goals only other targets can be
 * named, and what is not there is then a goal that nobody wrote down: a warning.
 */
export function supportedFindings(goals: readonly Goal[], targets: readonly SupportingTarget[]): Finding[] {
  const known = new Set([...goals.map(({ id }) => id), ...targets.map(({ target }) => target)]);
  return targets.flatMap(({ target, supports: written, place }) =>
    readSupports(written).flatMap((supports) => {
      if (known.has(supports) && supports !== target) return [];
      const code = supports === target ? 'goals.supports-itself' : 'goals.target-supports-nothing';
      const severity = goals.length > 0 || supports === target ? 'error' : 'warning';
      const values = { target, supports, goals: goals.map(({ id }) => id).join(', ') || '-', targets: namesOf(targets) };
      return [finding(severity, code, values, place)];
    }),
  );
}

function namesOf(targets: readonly SupportingTarget[]): string {
  return [...new Set(targets.map(({ target }) => target))].join(', ') || '-';
}
