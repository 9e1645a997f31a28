import { nodeAt } from '../tree.ts';
import { reaches, statusOf, type Thresholds } from './measures.ts';
import type { Variance, VarianceRow } from './variance.ts';

/** A condition that `--fail-on` names, on the rows of a level or, without one, on the total. */
export interface FailRule {
  readonly text: string;
  readonly level: string | undefined;
  readonly isTrue: (row: VarianceRow, thresholds: Thresholds) => boolean;
}

/** Reads `red@区域`, `amber` (amber or worse), `pace<0.9@区域`, `attainment<0.5`; undefined when it is none of these. */
export function parseFailRule(text: string): FailRule | undefined {
  const [, condition = '', level] = /^([^@]+)(?:@(.+))?$/.exec(text.trim()) ?? [];
  const isTrue = parseCondition(condition);
  return isTrue && { text, level, isTrue };
}

function parseCondition(text: string): FailRule['isTrue'] | undefined {
  if (text === 'red') return (row, thresholds) => statusOf(row.figures, thresholds) === 'red';
  if (text === 'amber') return (row, thresholds) => ['amber', 'red'].includes(statusOf(row.figures, thresholds));
  const [, measure, limit] = /^(pace|attainment)<(\d+(?:\.\d+)?)$/.exec(text.replaceAll(' ', '')) ?? [];
  if (measure === undefined) return undefined;
  const share = Number(limit);
  return ({ figures }) => {
    const planToDate = measure === 'pace' ? figures.planToDate : figures.plan;
    return planToDate > 0n && !reaches({ ...figures, planToDate }, share);
  };
}

/** The rows for which a rule is true. */
export function failing({ units, rows }: Variance, rule: FailRule, thresholds: Thresholds): VarianceRow[] {
  const depth = rule.level === undefined ? 0 : units.levels.indexOf(rule.level) + 1;
  return rows.filter((row) => nodeAt(units, row.unit).depth === depth && rule.isTrue(row, thresholds));
}
