import { parsePeriod } from '../../core/calendar/parse-period.ts';
import type { Period } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import { emptyGrid, type Grid } from '../../core/grid.ts';
import { type UnitPath, unitTree } from '../../core/organisation/unit-tree.ts';
import { type PlanSource, planGrid, planPeriods } from '../../core/plan.ts';
import { buildTree } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { Context } from '../context.ts';
import { cellsOfUnit } from '../level-choice.ts';
import { readPlan, refuseUnlessSums } from '../read-plan.ts';
import type { FunnelOptions } from './funnel-options.ts';

/** The revenue that has to close, and where it comes from. */
export interface ClosingRevenue {
  readonly grid: Grid;
  readonly levels: readonly string[];
  readonly target: string;
  readonly metric: string;
}

/** The plan of the target; the value of one that has no plan yet; `--total` for `-p`. */
export async function closingRevenue(
  options: FunnelOptions,
  folder: PlanFolder | undefined,
  context: Context,
): Promise<ClosingRevenue> {
  const { target, choice, total, period } = options;
  if (!options.isPlanned) return single({ path: [], period: period as Period, amount: total as bigint }, { id: '', options });
  const isThere = choice.plan !== undefined || (folder?.plan().rows ?? []).some((row) => row.target === target?.id);
  if (!isThere && target !== undefined) {
    if (period !== undefined) throw refuse('funnel.part-of-target', { target: target.id });
    return single(
      { path: target.path, period: target.period, amount: target.value },
      { id: target.id, options, metric: target.metric },
    );
  }
  const plan = await readPlan({ ...choice, onLocalMoney: 'home' }, folder, context);
  refuseUnlessSums(plan);
  const { source, metric } = plan;
  const cells = cellsOfUnit(options.unit, source, source.levels);
  const grid = planGrid(within({ ...source, cells }, period), []);
  return { grid, levels: source.levels, target: plan.target, metric };
}

/** The cells of a plan inside a period; refuses one that cuts the plan's own periods or has none. */
function within(source: PlanSource, period: Period | undefined): PlanSource {
  if (period === undefined) return source;
  const { span } = planPeriods(source);
  const inside = source.cells.filter((cell) => {
    const own = parsePeriod(cell.period, source.fiscal) as Period;
    const [starts, ends] = [own.start >= period.start, own.end <= period.end];
    if (starts !== ends && own.start <= period.end && own.end >= period.start)
      throw refuse('funnel.cut-period', { period: period.label, cell: own.label });
    return starts && ends;
  });
  if (inside.length === 0) throw refuse('funnel.outside-plan', { period: period.label, span: span.label });
  return { ...source, cells: inside, period };
}

interface Single {
  readonly path: UnitPath;
  readonly period: Period;
  readonly amount: bigint;
}

function single(
  { path, period, amount }: Single,
  about: { id: string; options: FunnelOptions; metric?: string },
): ClosingRevenue {
  const { axes, decimals, unit } = about.options;
  if (unit !== undefined || axes.levels !== undefined) throw refuse('funnel.needs-plan', { target: about.id || '-' });
  const levels = path.map((_, depth) => `level-${depth + 1}`);
  const shape = { units: unitTree(levels, [path]), periods: buildTree(period, () => []), scale: decimals };
  const grid = emptyGrid(shape);
  grid.cells[0] = amount;
  return { grid, levels, target: about.id, metric: about.metric ?? 'revenue' };
}
