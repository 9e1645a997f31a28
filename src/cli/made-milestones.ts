import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Grid } from '../core/grid.ts';
import { type LocalMilestone, localMilestones, roundedMilestones } from '../core/milestones/local-milestones.ts';
import { type Milestone, type MilestoneRequest, milestones } from '../core/milestones/milestones.ts';
import { ownDecimals, type ShownForm } from '../core/money/local-values.ts';
import { planGrid, planRatio } from '../core/plan.ts';
import { regroup } from '../core/regroup.ts';
import { SHOWN_DECIMALS, shownIn } from '../core/show-in.ts';
import type { MilestonesHeading } from '../report/milestones-sheet.ts';
import { localView } from './local-view.ts';
import type { LocalLeaves, ReadPlan } from './read-plan.ts';

/** Which milestones, and how they are shown. */
export interface MilestonesAsked extends Pick<MilestoneRequest, 'every' | 'depths'>, ShownForm {
  readonly levels: readonly string[];
  readonly forPeople: boolean;
}

/** The milestones of a plan, exact and as they are shown, at the scale of the exact ones. */
export interface MadeMilestones {
  readonly all: readonly (Milestone | LocalMilestone)[];
  readonly shown: readonly (Milestone | LocalMilestone)[];
  readonly scale: number;
  readonly money?: MilestonesHeading['money'];
}

/** The milestones of a plan: where units have money of their own, of a unit of one currency in that, of others in home money. */
export function madeMilestones(plan: ReadPlan, asked: MilestonesAsked): MadeMilestones {
  return plan.local ? ofLocal({ ...plan, local: plan.local }, asked) : ofHome(plan, asked);
}

function ofHome(plan: ReadPlan, { levels, unit, every, depths }: MilestonesAsked): MadeMilestones {
  const { source, rollUp, definition } = plan;
  const ratio = definition.kind === 'ratio' ? planRatio(source, []) : undefined;
  const grouped = (grid: Grid) => (levels === source.levels ? grid : regroup(grid, levels));
  const denominator = ratio && grouped(ratio.denominator);
  const { time: over } = rollUp;
  const of = (grid: Grid) =>
    milestones({ every, depths, plan: grid, denominator, fiscal: fiscalOf(grid, plan), ...(over !== 'same' && { over }) });
  const grid = grouped(ratio?.numerator ?? planGrid(source, []));
  const all = of(grid);
  return { all, shown: unit ? of(shownIn(grid, unit)) : all, scale: source.scale };
}

/** People read them rounded, and so does who asks for a unit. */
function ofLocal(plan: ReadPlan & { readonly local: LocalLeaves }, asked: MilestonesAsked): MadeMilestones {
  const { levels, every, depths, unit, decimals, forPeople } = asked;
  const view = localView(plan, levels);
  const { homeCurrency: home } = view;
  const { scale } = view.home;
  const all = localMilestones({ every, depths, fiscal: fiscalOf(view.home, plan) }, view);
  const shown = forPeople || unit !== undefined ? roundedMilestones(all, { home, scale }, asked) : all;
  const decimalsOf = (currency: string) => (unit === undefined ? ownDecimals(currency, home, decimals) : SHOWN_DECIMALS);
  return { all, shown, scale, money: { home, decimalsOf } };
}

/** The fiscal year, for a plan whose periods are named by it. */
function fiscalOf(grid: Grid, { source }: ReadPlan) {
  return isFiscalLabel(grid.periods.nodes[0]!.value.label) ? source.fiscal : undefined;
}
