import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse } from '../../core/finding.ts';
import type { Command } from '../command.ts';
import { type Context, say, sayPhrase } from '../context.ts';

const STORY = 'hengce-instruments';

/** The cycle, command by command, as a person would type it. */
const STEPS: readonly (readonly string[])[] = [
  [
    'init',
    '.',
    '--history',
    'orders-*.csv',
    '--actual',
    'actual-2026-q1.csv',
    '--org',
    'organisation.csv',
    '--by',
    '区域,团队,销售员',
  ],
  ['history', '--by', '区域'],
  ['forecast', '--by', 'year', '--by', '区域', '-p', '2026', '--show-in', '万元', '--today', '2026-01-05'],
  ['target', 'suggest', '-p', '2026', '--by', '区域', '--growth', '+10%', '--round-to', '1万', '--today', '2026-01-05'],
  [
    ...['target', 'add', 'T1', '--value', '500万', '-p', '2026', '--title', '2026年销售收入', '--owner', '周启明'],
    ...['--today', '2026-01-05'],
  ],
  [
    ...['decompose', '--target', 'T1', '--round-to', '100', '--like', '田雨欣=李若曦:60%', '--days', 'working'],
    ...['--buffer', '区域=3%', '--buffer', '销售员=2%'],
  ],
  ['show', '--by', 'quarter', '--by', '区域,团队', '--show-in', '万元'],
  ['event', 'list'],
  ['show', '--by', 'month', '--by', '销售员', '--unit', '华东/上海', '--show-in', '万元'],
  ['explain', '田雨欣', '2026-04'],
  ['export', '--unit', '华东', '--history', 'orders-2025.csv', '-o', 'east.csv'],
  ['import', 'sheet-east.csv', '--today', '2026-01-13'],
  ['reconcile', '--unit', '华东', '--by', '团队,销售员'],
  [
    ...['reconcile', '--unit', '华东', '--policy', 'middle:50%', '--reason', '一月指标会'],
    ...['--status', 'agreed', '--person', '许国栋', '--today', '2026-01-15'],
  ],
  ['commit', 'list'],
  ['show', '--layer', 'assigned', '--by', 'quarter', '--by', '区域', '--show-in', '万元'],
  ['decompose', '--change', '华东/上海@2026-Q1+=1万', '--reason', '春季展会'],
  ['explain', '华东/上海/陈思远', '2026-03'],
  [
    'funnel',
    '--by',
    '区域',
    '--order-value',
    '2万',
    '--rate',
    '商机=25%',
    '--rate',
    '线索=20%',
    '--cycle',
    '45',
    '--today',
    '2026-01-05',
  ],
  ['milestones', '--every', 'quarter', '--by', '区域'],
  ['variance', '--as-of', '2026-03-31', '--by', '区域', '--show-in', '万元'],
  ['check', '--today', '2026-04-02'],
];

export const command: Command = {
  argument: '[dir]',
  flags: [],
  examples: ['salesplan demo', 'salesplan demo my-demo --lang zh-CN'],
  run: async ({ args }, context) => {
    const dir = demoFolder(args[0], context);
    cpSync(storyFolder(), dir, { recursive: true });
    sayPhrase(context, 'demo.folder', { dir });
    for (const step of STEPS) await runStep(step, dir, context);
    sayPhrase(context, 'demo.done', { dir });
    return 0;
  },
};

/** A fresh folder, or the named one when it is empty or new. */
function demoFolder(name: string | undefined, context: Context): string {
  if (name === undefined) return mkdtempSync(join(tmpdir(), 'salesplan-demo-'));
  const dir = resolve(context.cwd, name);
  if (existsSync(dir) && readdirSync(dir).length > 0) throw refuse('cli.not-empty', { dir: name });
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** The story travels with the package, beside `dist`. */
function storyFolder(): string {
  for (let at = new URL('.', import.meta.url); at.pathname !== '/'; at = new URL('..', at)) {
    const story = fileURLToPath(new URL(`fixtures/${STORY}/`, at));
    if (existsSync(story)) return story;
  }
  throw new Error(`the bundled story ${STORY} is missing from the package`);
}

/** Shows a command and runs it as a process of its own, so that what is seen is what it does. */
async function runStep(step: readonly string[], dir: string, context: Context): Promise<void> {
  say(context, `\n$ salesplan ${step.map((word) => (/[\s*]/.test(word) ? `'${word}'` : word)).join(' ')}`);
  const program = process.argv[1] as string;
  const child = spawn(process.execPath, [program, ...step, '--lang', context.language, '--no-input'], {
    cwd: dir,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the demo stopped: exit ${code} of salesplan ${step.join(' ')}`);
}
