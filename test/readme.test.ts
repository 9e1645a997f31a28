import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands/index.ts';
import { longForm } from '../src/cli/flags.ts';
import { wordsFor } from '../src/locale/index.ts';

const README = new URL('../README.md', import.meta.url);
const [BEGIN, END] = ['<!-- commands: made by npm run test:update -->', '<!-- /commands -->'];

it('README.md lists the commands as they are declared', async () => {
  const text = await readFile(README, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.slice(rest.indexOf(END));
  const wanted = `${before}${BEGIN}\n${await commandTable()}\n${after}`;
  if (process.env.UPDATE_CASES === '1') await writeFile(README, wanted);
  else expect(text).toBe(wanted);
});

async function commandTable(): Promise<string> {
  const [en, zh] = [await wordsFor('en'), await wordsFor('zh-CN')];
  const rows = await Promise.all(
    COMMANDS.map(async ({ name, load }) => {
      const { command } = await load();
      const usage = ['salesplan', name, command.argument ?? ''].join(' ').trim();
      const flags = command.flags.map((flag) => `\`${longForm(flag)}\``).join(' ');
      return `| \`${usage}\` | ${en.phrase(`command.${name}`)} | ${zh.phrase(`command.${name}`)} | ${flags} |`;
    }),
  );
  return ['| command | what it does | 用途 | flags |', '|---|---|---|---|', ...rows].join('\n');
}
