import inquirer from 'inquirer';
import { shownWords } from './addresses.ts';
import { type Context, sayPhrase } from './context.ts';
import { FLAGS, type FlagName, longForm } from './flags.ts';

/** Asks for the flags that were left out, and says the command that would have done the same. */
export async function askFor(missing: readonly FlagName[], context: Context): Promise<Readonly<Record<string, string>>> {
  const ask = questions(context);
  const answers: Record<string, string> = {};
  for (const name of missing) {
    const message = `${longForm(name)} (${context.words.phrase(FLAGS[name].phrase)})`;
    answers[name] = await ask(message, (text) => text.trim() !== '');
  }
  const added = missing.map((name) => `${longForm(name)} ${quoted(answers[name] as string)}`).join(' ');
  sayPhrase(context, 'same-command', { command: `salesplan ${shownWords(context.argv).map(quoted).join(' ')} ${added}` });
  return answers;
}

/** Asks on the terminal, each question until its answer is good. */
export function questions(context: Context): (message: string, isGood: (text: string) => boolean) => Promise<string> {
  if (!context.look.colour.stderr) process.env.NO_COLOR = '1';
  const prompt = inquirer.createPromptModule({ input: context.stdin, output: context.stderr });
  return async (message, isGood) => {
    const { answer } = await prompt<{ answer: string }>([{ type: 'input', name: 'answer', message, validate: isGood }]);
    return answer.trim();
  };
}

/** A word as a shell takes it. */
export function quoted(text: string): string {
  return /^[\w./:=,+%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
