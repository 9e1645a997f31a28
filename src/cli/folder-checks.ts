import { join } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { goalsOf, supportedFindings } from '../core/goals/goal.ts';
import { marketFindings } from '../core/market/market-checks.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { Context } from './context.ts';

/** A check of what stands beside the plan. */
export interface FolderCheck {
  readonly name: string;
  readonly isMade: boolean;
  readonly findings: readonly Finding[];
}

/** What is wrong with goals, markets, competitors and notes; no check of what the folder does not have. */
export function folderChecks(folder: PlanFolder | undefined, { today }: Pick<Context, 'today'>): FolderCheck[] {
  if (folder === undefined) return [];
  const made = (name: string, findings: readonly Finding[]): FolderCheck => ({ name, isMade: true, findings });
  const [goals, market, competitors, notes] = [folder.goals(), folder.market(), folder.competitors(), folder.notes()];
  const hasGoals = goals.rows.length + goals.findings.length > 0;
  const hasMarket = market !== undefined || competitors !== undefined;
  return [
    ...(hasGoals ? [made('goals', [...goals.findings, ...goalFindings(folder)])] : []),
    ...(hasMarket
      ? [
          made('market', [
            ...(market?.findings ?? []),
            ...(competitors?.findings ?? []),
            ...marketFindings({ market, competitors, today }),
          ]),
        ]
      : []),
    ...(folder.settings.notes.length > 0 ? [made('notes', notes.findings)] : []),
  ];
}

function goalFindings(folder: PlanFolder): Finding[] {
  const targets = folder.targets.rows.map(({ target, supports, line }) => {
    return { target, supports, place: { file: join(folder.dir, 'targets.csv'), line } };
  });
  const { goals, findings } = goalsOf(folder.goals().rows, targets);
  return [...findings, ...supportedFindings(goals, targets)];
}
