import { refuse } from '../../core/finding.ts';
import type { Command } from '../command.ts';
import { writeResult } from '../context.ts';
import { buildProgram, declare } from '../program.ts';
import { COMMANDS } from './index.ts';

/** The topics of `help`; their texts are in the catalogue. */
export const TOPICS = ['periods', 'units', 'numbers', 'encodings', 'files', 'exit-codes', 'environment'] as const;

export const command: Command = {
  argument: '[topic]',
  flags: [],
  examples: ['salesplan help periods', 'salesplan help decompose'],
  run: async ({ args }, context) => {
    const [topic] = args;
    const program = buildProgram(context, () => undefined);
    if (topic === undefined) {
      await writeResult(context, `${program.helpInformation()}\n${context.words.phrase('help.topics', { topics: TOPICS.join(' ') })}\n`);
      return 0;
    }
    const entry = COMMANDS.find(({ name }) => name === topic);
    const subcommand = program.commands.find((candidate) => candidate.name() === topic);
    if (entry && subcommand) {
      await declare(subcommand, (await entry.load()).command, { context, done: () => undefined });
      subcommand.outputHelp();
      return 0;
    }
    if (!TOPICS.some((name) => name === topic)) {
      throw refuse('cli.no-topic', { topic, topics: [...TOPICS, ...COMMANDS.map(({ name }) => name)].join(', ') });
    }
    await writeResult(context, `${context.words.phrase(`topic.${topic}`)}\n`);
    return 0;
  },
};
