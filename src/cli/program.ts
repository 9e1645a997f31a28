import { Option, Command as Program } from 'commander';
import { refuse } from '../core/finding.ts';
import { LANGUAGES, wordsFor } from '../locale/index.ts';
import type { Command, CommandEntry } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { type Context, type ExitCode, writeResult } from './context.ts';
import { FLAGS, type Flag, GLOBAL_FLAGS } from './flags.ts';
import { VERSION } from './version.ts';

/** Runs the command line; commander's own errors come as `CommanderError`. */
export async function runProgram(context: Context): Promise<ExitCode> {
  const state: { exitCode: ExitCode } = { exitCode: 0 };
  const program = buildProgram(context, (exitCode) => {
    state.exitCode = exitCode;
  });
  if (context.argv.length === 0) {
    program.outputHelp();
    return 0;
  }
  if (Number.isNaN(context.today))
    throw refuse('cli.bad-value', { flag: '--today', value: wrongToday(context.argv), expected: '2026-03-31' });
  const { SALESPLAN_LANG: language } = context.env;
  if (language && !LANGUAGES.some((known) => known === language)) {
    throw refuse('cli.bad-value', { flag: 'SALESPLAN_LANG', value: language, expected: LANGUAGES.join(', ') });
  }
  await program.parseAsync(context.argv, { from: 'user' });
  return state.exitCode;
}

/** What `--today` said, for the message about it. */
function wrongToday(argv: readonly string[]): string {
  const at = argv.findIndex((word) => word.startsWith('--today'));
  return argv[at]?.split('=')[1] ?? argv[at + 1] ?? '';
}

/** The program with every command's name and summary; a command's flags are added when it is the one that runs. */
function buildProgram(context: Context, done: (exitCode: ExitCode) => void): Program {
  const { phrase } = context.words;
  const program = new Program('salesplan')
    .description(phrase('program.description'))
    .version(VERSION, '-V, --version', phrase('flag.version'))
    .helpOption('-h, --help', phrase('flag.help'))
    .helpCommand(false)
    .addHelpText('after', `\n${phrase('program.examples')}\n`)
    .configureHelp({ showGlobalOptions: false, styleTitle: (title) => titleOf(title, context) })
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.stdout.write(text), writeErr: () => undefined, outputError: () => undefined });
  for (const flag of GLOBAL_FLAGS) program.addOption(optionOf(flag, context));
  for (const entry of COMMANDS) addCommand(program, entry, context);
  addHelp(program, context);
  program.hook('preSubcommand', async (_, subcommand) => {
    const entry = COMMANDS.find(({ name }) => name === subcommand.name());
    context.words = await wordsFor(context.language);
    if (entry) await declare(subcommand, (await entry.load()).command, { context, done });
  });
  return program;
}

function addCommand(program: Program, entry: CommandEntry, { words }: Context): void {
  const command = program
    .command(entry.name)
    .description(words.phrase(`command.${entry.name}`))
    .helpGroup(words.phrase(`group.${entry.group}`));
  command.helpOption('-h, --help', words.phrase('flag.help')).copyInheritedSettings(program);
}

/** `help [topic]`: a topic's page, a command's help, or the whole. */
function addHelp(program: Program, context: Context): void {
  const { words } = context;
  const help = program
    .command('help')
    .argument('[topic]')
    .description(words.phrase('command.help'))
    .helpGroup(words.phrase('group.setup'));
  help.helpOption('-h, --help', words.phrase('flag.help')).copyInheritedSettings(program);
  help.action(async (topic: string | undefined) => {
    const entry = COMMANDS.find(({ name }) => name === topic);
    const subcommand = program.commands.find((candidate) => candidate.name() === topic);
    if (entry && subcommand) {
      await declare(subcommand, (await entry.load()).command, { context, done: () => undefined });
      subcommand.outputHelp();
      return;
    }
    if (topic === undefined) program.outputHelp();
    const { helpText } = await import('./help-topics.ts');
    await writeResult(context, helpText(topic, { commands: COMMANDS.map(({ name }) => name), words: context.words }));
  });
}

interface Wiring {
  readonly context: Context;
  readonly done: (exitCode: ExitCode) => void;
}

/** Gives a command its argument, flags, examples and action. */
async function declare(subcommand: Program, command: Command, { context, done }: Wiring): Promise<void> {
  for (const argument of command.argument?.match(/[<[][^\]>]+[\]>]/g) ?? []) subcommand.argument(argument);
  for (const name of command.flags) subcommand.addOption(optionOf(FLAGS[name], context));
  if (command.examples.length > 0) {
    const lines = command.examples.map((example) => `  ${example}`).join('\n');
    subcommand.addHelpText('after', `\n${context.words.phrase('help.examples')}\n${lines}\n`);
  }
  subcommand.addHelpText('after', context.words.phrase('help.everywhere'));
  subcommand.action(async () => {
    done(await command.run({ raw: subcommand.optsWithGlobals(), args: subcommand.args }, context));
  });
}

/** Commander's own headings in the language of the rest. */
function titleOf(title: string, { words }: Context): string {
  const key = `help.title.${title.replace(':', '').toLowerCase()}`;
  const phrase = words.phrase(key);
  return phrase === key ? title : phrase;
}

function optionOf({ flags, phrase, repeats, choices }: Flag, { words }: Context): Option {
  const option = new Option(flags, words.phrase(phrase));
  if (choices) option.choices([...choices]);
  if (repeats) option.argParser((value: string, before: unknown) => [...(Array.isArray(before) ? before : []), value]);
  return option;
}
