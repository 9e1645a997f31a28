import { type Finding, finding } from '../../finding.ts';
import { METHOD_AXES, type Method, type MethodAxis } from './method.ts';
import type { Rate } from './rate.ts';

/** The methods of both axes, and what else was said. */
export interface MethodChoice {
  readonly time: Method;
  readonly org: Method;
  /** Whether a person named a basis for the axis; a default does not count. */
  readonly basisGiven: Readonly<Record<MethodAxis, boolean>>;
  readonly totalGiven: boolean;
}

/**
 * What is wrong with methods together, as errors (wrong use): a method on an axis that it does not serve, one that leaves no room
 * for the basis that was named, two rates of growth, and no total where no method gives one.
 */
export function methodProblems(choice: MethodChoice): Finding[] {
  return [...METHOD_AXES.flatMap((axis) => axisProblem(choice, axis)), ...growthProblem(choice), ...totalProblem(choice)];
}

function axisProblem(choice: MethodChoice, axis: MethodAxis): Finding[] {
  const method = choice[axis];
  const values = { method: method.text, axis };
  if (!method.axes.includes(axis)) return [finding('error', 'method.wrong-axis', values)];
  if (choice.basisGiven[axis] && !method.usesBasis) return [finding('error', 'method.no-room-for-basis', values)];
  return [];
}

function growthProblem({ time, org }: MethodChoice): Finding[] {
  const [a, b] = [time.growth, org.growth];
  if (!a || !b || a.numerator * b.denominator === b.numerator * a.denominator) return [];
  return [finding('error', 'method.two-growths', { time: time.text, org: org.text })];
}

function totalProblem({ time, org, totalGiven }: MethodChoice): Finding[] {
  if (totalGiven || time.givesTotal || org.givesTotal) return [];
  return [finding('error', 'method.needs-total', { method: methodText(time, org) })];
}

function methodText(time: Method, org: Method): string {
  return time.text === org.text ? time.text : `time=${time.text}, org=${org.text}`;
}

/** The rate by which a plan without a total grows over its basis; with a total it is a note that it has no effect. */
export function methodGrowth({ time, org, totalGiven }: Omit<MethodChoice, 'basisGiven'>): {
  readonly growth: Rate | undefined;
  readonly findings: readonly Finding[];
} {
  const method = [time, org].find(({ growth }) => growth !== undefined);
  if (!method) return { growth: undefined, findings: [] };
  if (!totalGiven) return { growth: method.growth, findings: [] };
  return { growth: undefined, findings: [finding('note', 'method.growth-without-effect', { method: method.text })] };
}
