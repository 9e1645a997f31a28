import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve as resolvePath } from 'node:path';
import { SHAPES } from '../../core/allocation/weigh.ts';
import { Refusal, refuse } from '../../core/finding.ts';
import type { Totals } from '../../core/totals.ts';
import { detectColumns } from '../../facts/detect-columns.ts';
import { recordAddress } from '../../facts/remote/address.ts';
import { writeFiles } from '../../plan-folder/atomic-write.ts';
import { SETTINGS_FILE } from '../../plan-folder/find-plan-folder.ts';
import { writeOrganisationCsv } from '../../plan-folder/organisation-csv.ts';
import { defaultSettings, type Settings, settingsJsonSchema, writeSettings } from '../../plan-folder/settings.ts';
import { writeTargetsCsv } from '../../plan-folder/targets-csv.ts';
import { renameFile } from '../addresses.ts';
import { readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, say, sayPhrase } from '../context.ts';
import { longForm, READING } from '../flags.ts';
import { OptionReader } from '../option-reader.ts';
import { readFiscal } from '../period-options.ts';
import { withPreset } from '../preset.ts';
import { progressLine } from '../progress-line.ts';
import { readFacts, sayRows } from '../read-facts.ts';
import { expecting, type Reading, readReading } from '../reading-options.ts';

export const command: Command = {
  argument: '[dir]',
  flags: ['history', 'actual', 'org', 'by', 'shape', 'fiscalStart', 'fiscalName', ...READING, 'dryRun'],
  examples: ["salesplan init plan-2026 --history 'orders-*.csv'", 'salesplan init . --history orders.csv --by 区域,团队,销售员'],
  run: async ({ raw, args }, context) => {
    const options = readOptions(new OptionReader({ raw, env: context.env, defaults: {} }));
    const dir = resolvePath(context.cwd, args[0] ?? '.');
    if (existsSync(join(dir, SETTINGS_FILE)))
      throw refuse('cli.folder-exists', { dir: args[0] ?? '.' }, { file: join(dir, SETTINGS_FILE) });
    const proposal = await propose(options, context);
    const settings = settingsOf(options, proposal, { dir, context });
    if (options.dryRun) context.stdout.write(writeSettings(settings));
    else write({ dir, settings, options, totals: proposal.totals });
    sayPhrase(context, options.dryRun ? 'init.dry-run' : 'init.done', { dir: args[0] ?? '.' });
    for (const step of ['history', 'target add T1 --value 500万 -p 2026', 'decompose --target T1'])
      say(context, `  salesplan ${step}`);
    return 0;
  },
};

function readOptions(reader: OptionReader) {
  const options = {
    history: reader.list('history'),
    actual: reader.list('actual'),
    org: reader.text('org'),
    levels: readAxes(reader).levels,
    shape: reader.choice('shape', SHAPES) ?? ('shrunk' as const),
    fiscal: readFiscal(reader),
    reading: readReading(reader),
    dryRun: reader.on('dryRun'),
  };
  reader.need('history', options.history.length > 0);
  const missing = reader.missing.map((name) => ({
    code: 'cli.missing-flag',
    severity: 'error' as const,
    values: { flag: longForm(name) },
  }));
  if (reader.problems.length + missing.length > 0) throw new Refusal([...reader.problems, ...missing]);
  return options;
}

type Options = ReturnType<typeof readOptions>;

interface Proposal {
  readonly levels: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
  readonly totals: Totals;
}

/** Columns by their names, and levels from the outermost in; what flags say goes first. */
async function propose(options: Options, context: Context): Promise<Proposal> {
  const { history } = options;
  const columns = await columnsOf(options, context);
  const reading = {
    ...(await withPreset(await proposed(options.reading, columns, context), columns, context)),
    preset: undefined,
  };
  const { date, amount, roles } = detectColumns(columns, reading.map);
  const levels = options.levels ?? (['region', 'state', 'team', 'rep'] as const).flatMap((role) => roles[role] ?? []);
  const { totals } = await readFacts({ files: history, reading, levels, grain: 'month' }, context);
  sayRows(totals.account, context);
  const of = Object.entries(reading.map).filter(([key]) => KEPT.includes(key) || Object.hasOwn(options.reading.map, key));
  const kept = Object.fromEntries(of);
  return { levels, columns: { ...kept, date: date as string, amount: amount?.column as string }, totals };
}

/** What a folder keeps of a preset's columns: the others may not be in the next export. */
const KEPT = ['date', 'amount', 'customer', 'order'];

/** With the preset of the export that the header clearly is, where nobody named one. */
async function proposed(reading: Reading, columns: readonly string[], context: Context): Promise<Reading> {
  if (reading.preset !== undefined || reading.map['date'] !== undefined || reading.map['amount'] !== undefined) return reading;
  const { likelyPreset } = await import('../../facts/likely-preset.ts');
  const preset = likelyPreset(columns);
  if (preset === undefined) return reading;
  sayPhrase(context, 'init.preset', { preset });
  return { ...reading, preset };
}

async function columnsOf(
  { history, reading, levels = [] }: Pick<Options, 'history' | 'reading' | 'levels'>,
  context: Context,
): Promise<readonly string[]> {
  const { openFacts } = await import('../../facts/open-facts.ts');
  const line = await progressLine(context);
  const source = openFacts(history, { ...expecting(reading, levels), progress: line.step, env: context.env });
  try {
    return (await source.describe()).columns;
  } finally {
    line.clear();
    await source.close();
  }
}

interface Place {
  readonly dir: string;
  readonly context: Context;
}

function settingsOf(options: Options, { levels, columns }: Proposal, { dir, context }: Place): Settings {
  const inFolder = (name: string) =>
    renameFile(recordAddress(name), (file) => relative(dir, resolvePath(context.cwd, file)).replaceAll('\\', '/'));
  const { fiscal, reading } = options;
  return {
    ...defaultSettings(),
    lang:
      context.language === 'en' && levels.some((level) => /\p{Script=Han}/u.test(level)) && !context.argv.includes('--lang')
        ? 'zh-CN'
        : context.language,
    history: options.history.map(inFolder),
    actual: options.actual.map(inFolder),
    ...(options.org !== undefined && { org: inFolder(options.org) }),
    columns,
    levels: [...levels],
    where: reading.where.map(
      ({ column, operator, values }) => `${column}${operator === 'in' ? ' in ' : operator}${values.join(',')}`,
    ),
    shape: options.shape,
    fiscal: { start: fiscal.startMonth, name: fiscal.name },
  };
}

interface Files {
  readonly dir: string;
  readonly settings: Settings;
  readonly options: Options;
  readonly totals: Totals;
}

/** The folder's first files, all or none; a roster is drafted from the history when none is given. */
function write({ dir, settings, options, totals }: Files): void {
  mkdirSync(dir, { recursive: true });
  const form = { levels: settings.levels, decimals: settings.currency.decimals };
  const blank = { owner: '', role: '', start: undefined, end: undefined, ramp: '', weight: undefined, line: 0 };
  const roster = totals.units.map((path) => ({ path, ...blank }));
  writeFiles(dir, [
    { path: SETTINGS_FILE, content: writeSettings(settings), expected: 'absent' },
    { path: 'salesplan.schema.json', content: `${JSON.stringify(settingsJsonSchema(), undefined, 2)}\n` },
    ...(existsSync(join(dir, 'targets.csv')) ? [] : [{ path: 'targets.csv', content: writeTargetsCsv([], form) }]),
    ...(options.org !== undefined || existsSync(join(dir, 'organisation.csv')) || settings.levels.length === 0
      ? []
      : [{ path: 'organisation.csv', content: writeOrganisationCsv(roster, form) }]),
  ]);
}
