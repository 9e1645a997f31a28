import { power10 } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear, Period } from '../core/calendar/period.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import { forecastMarket } from '../core/market/forecast-market.ts';
import type { DenominatorBlock } from '../core/metrics/denominator-blocks.ts';
import type { PlannedDenominators } from '../core/metrics/ratio-request.ts';
import { atLevels } from '../core/organisation/at-levels.ts';
import { isWithin, type UnitPath } from '../core/organisation/unit-tree.ts';
import { readDenominatorsCsv } from '../plan-folder/weights-csv.ts';
import { type Context, report } from './context.ts';
import { homeTable } from './home-table.ts';
import { markInput } from './inputs.ts';
import type { DenominatorChoice, MarketChoice } from './metric-options.ts';
import { readMarketFile } from './read-market.ts';
import { planFile } from './read-plan.ts';
import { readBytes } from './read-roster.ts';

interface Form {
  /** The levels of the plan. */
  readonly levels: readonly string[];
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

interface Rows {
  readonly levels: readonly string[];
  readonly scale: number;
  readonly blocks: readonly DenominatorBlock[];
}

type FileChoice = Extract<DenominatorChoice, { path: string }>;

/** What is planned, for which only its own markets count. */
interface Planned {
  readonly period: Period;
  readonly unit: UnitPath;
}

/**
 * Planned denominators by the levels of the plan, at its scale: of a table `period,{levels},amount` (or `weight`), or of the only
 * target of another plan. Refuses decimals that the currency does not have.
 */
export async function readDenominators(choice: FileChoice, form: Form & Planned, context: Context): Promise<PlannedDenominators> {
  const rows = await rowsOf(choice, form, context);
  const factor = 10n ** BigInt(Math.abs(form.decimals - rows.scale));
  const pathOf = atLevels(rows.levels, form.levels);
  const blocks = rows.blocks.map(({ path, amount, ...block }) => {
    if (rows.scale > form.decimals && amount % factor !== 0n)
      throw refuse('metric.fine-denominator', { decimals: form.decimals }, block.place);
    const scaled = rows.scale > form.decimals ? amount / factor : amount * factor;
    return { ...block, path: pathOf(path, block.place), amount: scaled };
  });
  return { kind: 'table', scale: form.decimals, blocks };
}

function rowsOf(choice: FileChoice, form: Form & Planned, context: Context): Promise<Rows> {
  if (choice.kind === 'market') return marketBlocks(choice, form, context);
  return choice.kind === 'file' ? tableRows(choice.path, form, context) : planRows(choice.path, form, context);
}

/** The markets of the planned period, each as large as the table says it will be. */
async function marketBlocks({ path, growths }: MarketChoice, form: Form & Planned, context: Context): Promise<Rows> {
  const { period, unit, fiscal, decimals } = form;
  const market = await readMarketFile(path, form, context);
  const pathOf = atLevels(market.levels, form.levels);
  const rows = market.rows.filter((row) => isWithin(pathOf(row.unit, row.place), unit));
  const { sizes, findings } = forecastMarket({ market: { ...market, rows }, period, fiscal, growths, scale: decimals });
  await report(context, findings);
  const blocks = sizes.map(({ unit: own, period: part, size, row, growths: steps }): DenominatorBlock => {
    // What a growth made is rounded; what a person wrote is not.
    const isFine = (row.size as bigint) % power10(Math.max(0, market.scale - decimals)) !== 0n;
    if (steps.length === 0 && isFine) throw refuse('metric.fine-denominator', { decimals }, row.place);
    return { period: part, path: own, amount: size, place: row.place };
  });
  return { levels: market.levels, scale: decimals, blocks };
}

async function tableRows(file: string, { decimals, fiscal }: Form, context: Context): Promise<Rows> {
  markInput(file, context);
  const { levels, scale, rows, findings } = readDenominatorsCsv({ content: readBytes(file), file }, { decimals, fiscal });
  refuseErrors(findings);
  await report(context, findings);
  return { levels, scale, blocks: rows.map(({ weight, ...row }) => ({ ...row, amount: weight })) };
}

async function planRows(file: string, form: Form, context: Context): Promise<Rows> {
  const table = homeTable(planFile(file, form, context));
  refuseErrors(table.findings);
  await report(context, table.findings);
  const targets = [...new Set(table.rows.map(({ target }) => target))];
  if (targets.length === 0) throw refuse('cli.empty-plan', {}, { file });
  if (targets.length > 1) throw refuse('cli.several-targets', { targets: targets.join(', ') }, { file });
  const blocks = table.rows.flatMap(({ period, path, amount, line }): DenominatorBlock[] =>
    amount === undefined ? [] : [{ period: parsePeriod(period, form.fiscal), path, amount, place: { file, line } }],
  );
  return { levels: table.levels, scale: table.scale, blocks };
}
