import { atScale, type Decimal, LARGEST_AMOUNT, parseDecimal } from '../../core/amount.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { formatPath, isWithin, parsePath, type UnitPath } from '../../core/organisation/unit-tree.ts';
import { writeFiles } from '../../plan-folder/atomic-write.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { type TargetRow, writeTargetsCsv } from '../../plan-folder/targets-csv.ts';
import { targetsSheet } from '../../report/targets-sheet.ts';
import { readAxes } from '../axis-options.ts';
import type { Command, CommandInput } from '../command.ts';
import { type Context, report, sayPhrase } from '../context.ts';
import { type FlagName, READING, SHOWING } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, readOutput } from '../output.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import { settingsMetric } from '../plan-metric.ts';
import { resolve } from '../resolve.ts';
import { suggestTargets } from '../targets/suggest.ts';

/** What `target` can do, by its first word. */
const ACTIONS: Readonly<Record<string, (input: CommandInput, context: Context) => Promise<void>>> = {
  add,
  suggest: suggestTargets,
  list: (input, context) => show(input, context, undefined),
  show: (input, context) => show(input, context, input.args[1]),
};

/** What only `target suggest` takes. */
const SUGGESTING: readonly FlagName[] = [
  ...([
    'history',
    'asOf',
    'kind',
    'model',
    'reconcile',
    'outliers',
    'odds',
    'growth',
    'marketGrowth',
    'stance',
    'relief',
  ] as const),
  ...(['leastGrowth', 'mostGrowth', 'capacity', 'band', 'org', 'rampClock', 'days', 'calendar', 'roundTo'] as const),
  ...(['events', 'noEvents', 'structure'] as const),
  ...READING,
];

export const command: Command = {
  argument: '<action> [id]',
  flags: [
    'target',
    'by',
    'title',
    'metric',
    'period',
    'unit',
    'value',
    'floor',
    'stretch',
    'baseline',
    'owner',
    'supports',
    'reason',
    'fiscalStart',
    'fiscalName',
    ...SUGGESTING,
    ...SHOWING,
    'dryRun',
  ],
  examples: [
    'salesplan target add T1 --value 500万 -p 2026 --title "2026 revenue" --owner 王总',
    'salesplan target add T2 --value 180万 -p 2026 --unit 华东 --supports T1',
    "salesplan target suggest -p 2026 --by 区域 --growth +10% --stance '华东=attack'",
    'salesplan target list',
  ],
  run: async (input, context) => {
    const action = input.args[0] ?? '';
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!run) throw refuse('cli.bad-action', { action, actions: Object.keys(ACTIONS).join(', ') });
    await run(input, context);
    return 0;
  },
};

/** Adds a target to the folder's targets.csv, or shows it where there is no folder. */
async function add(input: CommandInput, context: Context): Promise<void> {
  const read = (reader: OptionReader, folder: PlanFolder | undefined) =>
    readTarget(reader, { folder, id: input.args[1], json: context.look.json });
  const { options, folder } = await resolve(input, read, context);
  const { row, dryRun, levels, output } = options;
  const decimals = folder?.settings.currency.decimals ?? 2;
  if (row.path.length > levels.length)
    throw refuse('cli.path-too-deep', { unit: formatPath(row.path), levels: levels.join(', ') || '-' });
  const isWritten = folder !== undefined && output.file === undefined;
  if (folder) await report(context, unknownUnit(row.path, folder));
  if (isWritten) {
    const content = writeTargetsCsv([...withoutSame(folder.targets.rows, row), row], { levels, decimals });
    const expected = folder.stamps.get('targets.csv');
    if (!dryRun) writeFiles(folder.dir, [{ path: 'targets.csv', content, ...(expected && { expected }) }]);
    sayPhrase(context, dryRun ? 'target.dry-run' : 'target.added', { target: row.target });
  }
  if (!isWritten || context.stdout.isTTY || dryRun || output.format !== 'table') {
    await emit(targetsSheet([row], { levels, decimals }, context.words), output, context);
  }
}

/** A warning when the roster does not know the unit. */
function unknownUnit(path: UnitPath, { organisation }: PlanFolder): readonly Finding[] {
  const isKnown = organisation.rows.some((row) => isWithin(row.path, path));
  if (organisation.rows.length === 0 || isKnown) return [];
  return [finding('warning', 'organisation.no-such-unit', { unit: formatPath(path) })];
}

/** The targets there are; refuses one with the same id, period and unit. */
function withoutSame(rows: readonly TargetRow[], row: TargetRow): readonly TargetRow[] {
  const key = ({ target, period, path }: TargetRow) => JSON.stringify([target, period, ...path]);
  if (rows.some((other) => key(other) === key(row)))
    throw refuse('cli.target-exists', { target: row.target, period: row.period });
  return rows;
}

interface TargetSource {
  readonly folder: PlanFolder | undefined;
  readonly id: string | undefined;
  readonly json: boolean;
}

function readTarget(reader: OptionReader, { folder, id, json }: TargetSource) {
  const fiscal = readFiscal(reader);
  const period = readPeriod(reader, fiscal);
  const decimals = folder?.settings.currency.decimals ?? 2;
  const metric = reader.text('metric') ?? 'revenue';
  const known = folder && folder.targets.levels.length > 0 ? folder.targets.levels : folder?.settings.levels;
  const levels = known ?? readAxes(reader).levels ?? [];
  const amount = (name: 'value' | 'floor' | 'stretch' | 'baseline') =>
    reader.value(name, (text) => targetValue(text, { metric, folder, decimals }), valueForms(metric, folder));
  const value = amount('value');
  reader.need('period', period !== undefined);
  reader.need('value', value !== undefined);
  const row: TargetRow = {
    target: id ?? reader.text('target') ?? `${metric}-${period?.label ?? ''}`,
    title: reader.text('title') ?? '',
    metric,
    period: period?.label ?? '',
    path: parsePath(reader.text('unit') ?? ''),
    ...{ value, floor: amount('floor'), stretch: amount('stretch'), baseline: amount('baseline') },
    ...{ owner: reader.text('owner') ?? '', supports: reader.text('supports') ?? '', reason: reader.text('reason') ?? '' },
    ...{ effective_from: undefined, approved_by: '', status: 'draft', line: 0 },
  };
  return { row, levels, dryRun: reader.on('dryRun'), output: readOutput(reader, json) };
}

/** Whether a metric's targets are rates or scores instead of amounts. */
function isRate(metric: string, folder: PlanFolder | undefined): boolean {
  const { kind } = settingsMetric(metric, folder);
  return kind === 'ratio' || kind === 'score';
}

function valueForms(metric: string, folder: PlanFolder | undefined): string {
  const [amounts, rates] = ['5000000, 500万', '0.365, 36.5%'];
  if (folder === undefined) return `${amounts}, ${rates}`;
  return isRate(metric, folder) ? rates : amounts;
}

const RATE_DECIMALS = 6;

/** An amount at the currency's decimals; of a rate, also in percent. Before a folder is read nobody knows which it is. */
function targetValue(text: string, { metric, folder, decimals }: ValueForm): Decimal | undefined {
  if (folder !== undefined && !isRate(metric, folder)) return atCurrency(parseDecimal(text), decimals);
  const plain = text.normalize('NFKC').trim();
  const number = parseDecimal(plain.replace(/\s*%$/u, ''));
  const rate = number && plain.endsWith('%') ? { ...number, scale: number.scale + 2 } : number;
  return rate && (atCurrency(rate, decimals) ?? atCurrency(rate, RATE_DECIMALS));
}

interface ValueForm {
  readonly metric: string;
  readonly folder: PlanFolder | undefined;
  readonly decimals: number;
}

/** A decimal that the currency can hold, not below zero. */
function atCurrency(value: Decimal | undefined, decimals: number): Decimal | undefined {
  const units = value && atScale(value, decimals);
  return units === undefined || units < 0n || units > LARGEST_AMOUNT ? undefined : { coefficient: units, scale: decimals };
}

async function show(input: CommandInput, context: Context, id: string | undefined): Promise<void> {
  const read = (reader: OptionReader) => readOutput(reader, context.look.json);
  const { options: output, folder } = await resolve(input, read, context);
  if (!folder) throw refuse('cli.needs-folder', { command: 'target list' });
  const rows = folder.targets.rows.filter((row) => id === undefined || row.target === id);
  const known = [...new Set(folder.targets.rows.map(({ target }) => target))].join(', ') || '-';
  if (id !== undefined && rows.length === 0) throw refuse('cli.no-target', { target: id, known });
  const { levels } = folder.targets;
  await emit(targetsSheet(rows, { levels, decimals: folder.settings.currency.decimals }, context.words), output, context);
}
