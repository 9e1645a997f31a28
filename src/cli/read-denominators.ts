import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import type { DenominatorBlock } from '../core/metrics/denominator-blocks.ts';
import type { PlannedDenominators } from '../core/metrics/ratio-request.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import { readDenominatorsCsv } from '../plan-folder/weights-csv.ts';
import { type Context, report } from './context.ts';
import { homeTable } from './home-table.ts';
import { markInput } from './inputs.ts';
import type { DenominatorChoice } from './metric-options.ts';
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

/**
 * Planned denominators by the levels of the plan, at its scale: of a table `period,{levels},amount` (or `weight`), or of the only
 * target of another plan. Refuses decimals that the currency does not have.
 */
export async function readDenominators(choice: FileChoice, form: Form, context: Context): Promise<PlannedDenominators> {
  const rows = choice.kind === 'file' ? await tableRows(choice.path, form, context) : await planRows(choice.path, form, context);
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

/** A path by other levels: cut to those that both have; refuses one with a gap. */
function atLevels(own: readonly string[], levels: readonly string[]) {
  const depths = levels.map((level) => own.indexOf(level));
  return (path: UnitPath, place: DenominatorBlock['place']): UnitPath => {
    const names = depths.map((depth) => path[depth] ?? '');
    const length = names.findLastIndex((name) => name !== '') + 1;
    const cut = names.slice(0, length);
    if (cut.includes('')) throw refuse('metric.denominator-gap', { levels: levels.join(', ') }, place);
    return cut;
  };
}
