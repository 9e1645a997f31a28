import { refuse } from '../../core/finding.ts';
import { formatPath, isWithin } from '../../core/organisation/unit-tree.ts';
import { ancestry, nodeAt } from '../../core/tree.ts';
import type { CommitmentRow } from '../../plan-folder/commitments-csv.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { type CommitmentLine, commitmentsSheet } from '../../report/commitments-sheet.ts';
import type { Command } from '../command.ts';
import { type AmountGiven, type CommitOptions, needNumber, readCommitOptions } from '../commit-options.ts';
import { inOrder, lineOf } from '../commitment-lines.ts';
import { committed } from '../commitment-row.ts';
import { type Context, sayPhrase } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { depthsOf } from '../level-choice.ts';
import { nearUnit } from '../near-unit.ts';
import { COMMITMENTS_FILE, commitmentsWith, type Negotiation, readNegotiation, rowKey, saveCommitments } from '../negotiation.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit } from '../output.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  argument: '[list]',
  flags: [
    ...(['target', 'unit', 'period', 'amount', 'note', 'person', 'status', 'reason', 'by', 'fiscalStart', 'fiscalName'] as const),
    ...SHOWING,
    'dryRun',
  ],
  examples: [
    'salesplan commit --target T1 --unit 华东/上海 --amount 105万 --person 王芳',
    'salesplan commit --unit 华东 --status frozen --person 李总',
    'salesplan commit list --by 销售员',
  ],
  run: async (input, context) => {
    const [action] = input.args;
    if (action !== undefined && action !== 'list') throw refuse('negotiation.bad-action', { action });
    const asks = action === undefined && context.interactive;
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => {
      const options = readCommitOptions(reader, folder, context);
      if (action === undefined && (options.sets || !asks)) needNumber(reader, options);
      return options;
    };
    const { options, folder } = await resolve(input, read, context);
    const negotiation = await readNegotiation(options.choice, { folder, command: 'commit' }, context);
    const run = action === 'list' ? list : options.sets ? commit : askAll;
    await run(options, negotiation, context);
    return 0;
  },
};

type Run = (options: CommitOptions, negotiation: Negotiation, context: Context) => Promise<void>;

/** Writes one row. */
const commit: Run = async (options, negotiation, context) => {
  const { folder, plan, read } = negotiation;
  const unit = nearUnit(plan.units, options.unit as string);
  const row = committed(negotiation, { unit, period: periodNode(options, negotiation), said: options, today: context.today });
  const rows = commitmentsWith(folder, [row], plan.units.levels);
  const { dryRun, output } = options;
  const expected = folder.stamps.get(COMMITMENTS_FILE);
  if (!dryRun) saveCommitments(folder, rows, { levels: plan.units.levels, expected });
  const values = { unit: formatPath(row.path) || '-', period: row.period, status: row.status, target: read.target };
  sayPhrase(context, dryRun ? 'negotiation.dry-run' : 'negotiation.committed', values);
  if (dryRun || context.stdout.isTTY || output.format !== 'table' || output.file !== undefined) {
    await show([lineOf(negotiation, row)], negotiation, { options, context });
  }
};

/** The node of `-p`, else the whole plan. */
function periodNode({ period }: CommitOptions, { plan }: Negotiation): number {
  if (!period) return 0;
  const node = plan.periods.nodes.findIndex(({ value }) => value.label === period.label);
  const span = nodeAt(plan.periods, 0).value.label;
  if (node < 0) throw refuse('negotiation.plan-period', { period: period.label, span });
  return node;
}

/** Asks for the numbers of the units below `--unit`, or of those of a level by `--by`. */
const askAll: Run = async (options, negotiation, context) => {
  const { folder, plan, read } = negotiation;
  const { levels } = plan.units;
  const within = nearUnit(plan.units, options.unit ?? '');
  const period = periodNode(options, negotiation);
  let expected = folder.stamps.get(COMMITMENTS_FILE);
  let rows = commitmentsWith(folder, [], levels);
  const saidBy = (unit: number) => {
    const { path } = nodeAt(plan.units, unit).value;
    const label = nodeAt(plan.periods, period).value.label;
    return rows.find((row) => rowKey(row) === rowKey({ target: read.target, period: label, path }));
  };
  const save = (unit: number, given: AmountGiven) => {
    const own = rows.filter(({ target }) => target === read.target);
    const row = committed({ ...negotiation, rows: own }, { unit, period, said: { ...options, given }, today: context.today });
    rows = [...rows.filter((other) => rowKey(other) !== rowKey(row)), row];
    expected = saveCommitments(folder, rows, { levels, expected });
  };
  const { askCommitments } = await import('../ask-commitments.ts');
  const { questions } = await import('../prompter.ts');
  const { decimals } = folder.settings.currency;
  const said = ['salesplan', 'commit', '--target', read.target];
  const when = period === 0 ? [] : ['-p', nodeAt(plan.periods, period).value.label];
  const who = options.person === undefined ? [] : ['--person', options.person];
  const asking = { plan, units: unitsBelow(options, negotiation, within), period, decimals, saidBy, save };
  await askCommitments({ ...asking, command: [...said, ...when, ...who] }, questions(context), context);
};

/** The units of the levels of `--by` inside a unit, else its children; the unit itself where it has none. */
function unitsBelow({ levels }: CommitOptions, { plan }: Negotiation, unit: number): readonly number[] {
  const { children } = nodeAt(plan.units, unit);
  if (levels === undefined) return children.length > 0 ? children : [unit];
  const depths = depthsOf(levels, plan.units.levels);
  return plan.units.nodes.flatMap(({ depth }, node) =>
    depths.includes(depth) && ancestry(plan.units, node).includes(unit) ? [node] : [],
  );
}

/** Every commitment of the target, and with `--by` every unit of those levels. */
const list: Run = async (options, negotiation, context) => {
  const { plan, rows, read } = negotiation;
  const within = options.unit === undefined ? 0 : nearUnit(plan.units, options.unit);
  const unit = nodeAt(plan.units, within).value.path;
  const inside = rows.filter(({ path }) => isWithin(path, unit));
  const label = options.period?.label;
  const named = options.levels === undefined ? [] : unitsBelow(options, negotiation, within);
  const period = nodeAt(plan.periods, periodNode(options, negotiation)).value.label;
  const silent = named.flatMap((node): CommitmentRow[] => {
    const { path } = nodeAt(plan.units, node).value;
    const key = { target: read.target, period, path };
    const isSaid = inside.some((row) => rowKey(row) === rowKey(key));
    return isSaid ? [] : [{ ...key, amount: undefined, note: '', by: '', status: 'draft', date: undefined, line: 0 }];
  });
  const lines = [...inside.filter((row) => label === undefined || row.period === label), ...silent].map((row) => {
    const line = lineOf(negotiation, row);
    return silent.includes(row) ? { ...line, status: '' } : line;
  });
  await show(inOrder(lines, negotiation), negotiation, { options, context });
};

interface Showing {
  readonly options: CommitOptions;
  readonly context: Context;
}

async function show(lines: readonly CommitmentLine[], { read, plan }: Negotiation, { options, context }: Showing) {
  const heading = { target: read.target, metric: read.metric, scale: plan.scale };
  await emit(commitmentsSheet(lines, heading, context.words), options.output, context);
}
