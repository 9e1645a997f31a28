import inquirer from 'inquirer';
import { type Context, sayPhrase } from './context.ts';
import { FLAGS, type FlagName, longForm } from './flags.ts';

/** Asks for the flags that were left out, and says the command that would have done the same. */
export async function askFor(missing: readonly FlagName[], context: Context): Promise<Readonly<Record<string, string>>> {
  if (!context.look.colour.stderr) process.env.NO_COLOR = '1';
  const prompt = inquirer.createPromptModule({ input: context.stdin, output: context.stderr });
  const answers: Record<string, string> = {};
  for (const name of missing) {
    const message = `${longForm(name)} (${context.words.phrase(FLAGS[name].phrase)})`;
    const { answer } = await prompt<{ answer: string }>([
      { type: 'input', name: 'answer', message, validate: (text) => text.trim() !== '' },
    ]);
    answers[name] = answer.trim();
  }
  const added = missing.map((name) => `${longForm(name)} ${quoted(answers[name] as string)}`).join(' ');
  sayPhrase(context, 'same-command', { command: `salesplan ${context.argv.map(quoted).join(' ')} ${added}` });
  return answers;
}

function quoted(text: string): string {
  return /^[\w./:=,+%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
