import { type Finding, finding } from '../../core/finding.ts';
import { goalsOf } from '../../core/goals/goal.ts';
import { formatPath } from '../../core/organisation/unit-tree.ts';
import type { SmartEvidence } from '../../core/targets/evidence.ts';
import type { Gap } from '../../core/targets/gap.ts';
import { judgeTarget, type Verdict } from '../../core/targets/judge-target.ts';
import { SMART_RULES } from '../../core/targets/rules/index.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { Context } from '../context.ts';
import { metricOf } from '../plan-metric.ts';
import { judgedTarget } from './judged-target.ts';

/** Rules whose failure is a contradiction in the folder itself: no history decides them. Products are a check of their own. */
const CONTRADICTIONS = ['range', 'weights', 'conflict', 'effective'];

/** The check `targets` of the folder: an error for each contradiction. How good targets are is the matter of `target check`. */
export function targetsCheck(folder: PlanFolder | undefined, { today, words }: Context) {
  const rows = folder?.targets.rows ?? [];
  const run = (own: PlanFolder): Finding[] => {
    const site = { folder: own, fiscal: own.fiscal };
    const targets = rows.map((row) => judgedTarget(row, site));
    const evidence: SmartEvidence = {
      ...{ targets, today, units: undefined, milestones: [], decimals: own.settings.currency.decimals },
      goals: goalsOf(own.goals().rows, rows).goals,
      ratios: Object.entries(own.settings.metrics).flatMap(([name, set]) => (set.kind === 'ratio' ? [metricOf(name, set)] : [])),
      ...{ ownerOf: () => '', historyOf: () => NOT_READ, outlookOf: () => NOT_READ, capacityOf: () => undefined },
      definitionOf: () => ({ isKnown: true, known: [], source: undefined, definition: undefined, isUsual: false }),
    };
    const rules = SMART_RULES.filter(({ name }) => CONTRADICTIONS.includes(name));
    const failed = targets.flatMap((target) => judgeTarget(target, evidence, rules)).filter(({ result }) => result === 'fail');
    return oncePerPair(failed).map(({ target, code, values }) => {
      const { what } = words.finding(finding('error', code, values));
      const unit = formatPath(target.unit) || '-';
      return finding('error', 'check.target', { target: target.id, unit, period: target.period.label, evidence: what });
    });
  };
  return { name: 'targets', isMade: rows.length > 0, findings: folder && rows.length > 0 ? run(folder) : [] };
}

/** A conflict of two targets is told once, by the first of them. */
function oncePerPair(verdicts: readonly Verdict[]): readonly Verdict[] {
  const pair = ({ code, target, values }: Verdict) => {
    const ids = [target.id, String(values.other ?? '')].sort();
    return JSON.stringify([code, ids, values.other === undefined ? formatPath(target.unit) : '']);
  };
  return [...new Map([...verdicts].reverse().map((verdict) => [pair(verdict), verdict])).values()].reverse();
}

const NOT_READ: Gap = { code: 'smart.no-history' };
