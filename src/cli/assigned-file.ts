import { formatExact, formatRatio } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { type Finding, finding, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { type AssignedLayer, assignedLayers } from '../core/layers/assigned.ts';
import { type Buffer, parseBuffer } from '../core/layers/buffer.ts';
import { addsUp, type RollUp } from '../core/metrics/roll-up.ts';
import { isWithin, type UnitPath } from '../core/organisation/unit-tree.ts';
import { fullPlanGrid } from '../core/plan.ts';
import { type PlanRow, type PlanTable, writePlanCsv } from '../plan-folder/plan-csv.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import { gridRows, rescaledRows } from './plan-rows.ts';

/** A plan as it stands in a file, all its targets. */
export type WholePlan = Pick<PlanTable, 'rows' | 'levels' | 'scale'>;

/** The unit of an existing plan that alone is replaced, and that plan; undefined where the part gets a file of its own. */
export interface ReplacedPart {
  readonly unit: UnitPath;
  readonly fiscal: FiscalYear;
  readonly whole: WholePlan | undefined;
}

/** A plan that is written. */
export interface WrittenPlan {
  readonly plan: Grid;
  readonly target: string;
  readonly metric: string;
  readonly rollUp: RollUp;
  readonly part?: ReplacedPart;
  readonly options: { readonly decimals: number };
}

/** What is written beside a plan. */
export interface AssignedSite {
  readonly meta: PlanMeta;
  /** Rows of other targets, which stay, at `scale`. */
  readonly others: readonly PlanRow[];
  readonly scale: number;
  /** Whether there is such a file already, which must not say any more what it said of the target. */
  readonly isThere: boolean;
}

/** A file's content with the stack of buffers as notes. */
export interface AssignedFile {
  readonly content: Iterable<string>;
  readonly findings: readonly Finding[];
}

/**
 * assigned.csv for a plan as it is written, by the buffers of its record; undefined when there are none and no file either.
 * Refuses buffers on cells that repeat a rate.
 */
export async function assignedFile(written: WrittenPlan, site: AssignedSite): Promise<AssignedFile | undefined> {
  const { target, metric, options } = written;
  const buffers = buffersOf(site.meta.targets[target]?.buffer);
  if (buffers.length === 0 && !site.isThere) return undefined;
  if (buffers.length > 0) refuseBufferOfRates(written);
  const base = buffers.length > 0 ? wholeGrid(written, site.meta) : undefined;
  const layers = base ? assignedLayers(base, buffers) : [];
  const scale = Math.max(site.scale, written.plan.scale, base?.scale ?? 0);
  const rows = [
    ...rescaledRows(site.others, site.scale, scale),
    ...layers.flatMap(({ level, grid }) => [...rescaledRows(gridRows(grid, { target, metric, level }), grid.scale, scale)]),
  ];
  const form = { levels: written.plan.units.levels, scale, decimals: options.decimals };
  return { content: writePlanCsv(rows, form, 'assigned'), findings: base ? stackFindings(base, layers, options.decimals) : [] };
}

/** Nothing is assigned above cells that repeat a rate. */
export function refuseBufferOfRates({ rollUp, target }: Pick<WrittenPlan, 'rollUp' | 'target'>): void {
  if (!addsUp(rollUp)) throw refuse('layers.buffer-of-rates', { target });
}

/** The buffers of a record; refuses one that cannot be read rather than assign without it. */
export function buffersOf(recorded: readonly string[] | undefined): Buffer[] {
  return (recorded ?? []).map((text) => {
    const buffer = parseBuffer(text);
    if (!buffer) throw refuse('layers.unreadable-buffer', { buffer: text });
    return buffer;
  });
}

/** All of the plan, also where only a part of it is delivered. */
function wholeGrid({ plan, part, target }: WrittenPlan, meta: PlanMeta): Grid {
  if (!part?.whole) return plan;
  const { fiscal } = part;
  const { rows, levels, scale } = part.whole;
  const kept = rows.filter((row) => row.target === target && !isWithin(row.path, part.unit));
  const most = Math.max(scale, plan.scale);
  const cells = [...rescaledRows(kept, scale, most), ...rescaledRows(gridRows(plan, { target, metric: '' }), plan.scale, most)];
  const label = meta.targets[target]?.period;
  const period = label === undefined ? undefined : parsePeriod(label, fiscal);
  return fullPlanGrid({ levels, scale: most, cells: cells.map((cell) => ({ ...cell, place: undefined })), period, fiscal });
}

/** The stack: a note for each level with its buffer, what is stacked, its total, and the attainment that the base needs. */
export function stackFindings(base: Grid, layers: readonly AssignedLayer[], decimals: number): Finding[] {
  return layers.map(({ level, buffer, factor, grid }) => {
    const { numerator, denominator } = factor;
    const total = grid.cells.reduce((sum, cell) => sum + cell, 0n);
    const values = {
      level,
      buffer: buffer ? formatRatio(100n * buffer.numerator, buffer.denominator, 2) : '0.00',
      stacked: formatRatio(100n * (numerator - denominator), denominator, 2),
      total: formatExact(total, base.scale, decimals),
      needed: formatRatio(100n * denominator, numerator, 4),
    };
    return finding('note', 'layers.stack', values);
  });
}
