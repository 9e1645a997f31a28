import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { finished, newFolder, program, type Run, records, salesplan, start, story } from './run.ts';

const present = /util-linux/.test(String(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout));
const history = ['--history', join(story, 'orders-2025.csv')];
const plan = ['decompose', ...history, '-p', '2026', '--by', 'quarter,month', '--by', '区域,团队', '--round-to', '1000'];
const ESCAPE = '\u001b';
const TOTAL = ['--total', '500万'];

describe.skipIf(!present)(
  present ? 'a real terminal' : 'a real terminal: skipped, there is no script of util-linux',
  { timeout: 30_000 },
  () => {
    it.each([40, 80, 200])('of %i columns shows bordered tables with every number and aligned Chinese', async (columns) => {
      const [shown, json] = await Promise.all([
        inTerminal([...plan, ...TOTAL, '-q', '--color', 'never'], columns),
        salesplan([...plan, ...TOTAL, '-q', '-O', 'json', '--totals', '--layout', 'tidy']),
      ]);
      expect(shown.code).toBe(0);
      const lines = shown.out.split('\r\n');
      const tables = tablesOf(lines);
      expect(tables.length).toBeGreaterThan(0);
      expect(tables.flat().filter((line) => stringWidth(line) > columns)).toEqual([]);
      for (const table of tables) {
        expect(new Set(table.map((line) => stringWidth(line))).size).toBe(1);
        expect(new Set(table.slice(1, -1).map((line) => bordersOf(line).join(' '))).size).toBe(1);
      }
      const numbers = shown.out.match(/\d[\d,]*\.\d\d/g)?.map((text) => text.replaceAll(',', '')) ?? [];
      const wanted = (JSON.parse(json.out) as { rows: { amount: string }[] }).rows.map(({ amount }) => amount);
      expect(count(numbers)).toEqual(expect.objectContaining(count(wanted)));
      expect(shown.out).not.toContain('…');
    });

    it('colours tables unless NO_COLOR is set', async () => {
      const args = [...plan, ...TOTAL, '-q'];
      const [coloured, plain] = await Promise.all([inTerminal(args, 120), inTerminal(args, 120, { env: { NO_COLOR: '1' } })]);
      const ansi = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g');
      expect(coloured.out).toMatch(ansi);
      expect(coloured.out.replace(ansi, '')).toBe(plain.out);
    });

    it('asks for a missing --total, takes the answer, and says the command without questions', async () => {
      const run = await inTerminal(plan, 120, { type: '500万\r', env: { NO_COLOR: '1' } });
      expect([run.code, run.out]).toEqual([0, expect.stringContaining('│ Total')]);
      const line = /^.*(salesplan decompose .*--total .*)$/m.exec(run.out.replaceAll('\r', ''))?.[1];
      expect(line).toBeDefined();
      const again = `set -- ${line!.replace(/^salesplan /, '')}; exec '${process.execPath}' '${program}' "$@" -O csv -q`;
      const [repeated, direct] = await Promise.all([
        finished(start('sh', ['-c', again])),
        salesplan([...plan, ...TOTAL, '-O', 'csv', '-q']),
      ]);
      expect(records(repeated.out)).toHaveLength(108);
      expect(repeated.out).toBe(direct.out);
    });

    it('keeps questions and their answers out of a redirected result', async () => {
      const dir = newFolder();
      const run = await inTerminal([...plan, '-O', 'csv', '-q'], 120, { type: '500万\r', cwd: dir, redirect: '>out.csv' });
      const file = await finished(start('cat', ['out.csv'], { cwd: dir }));
      const direct = await salesplan([...plan, ...TOTAL, '-O', 'csv', '-q']);
      expect([run.code, file.out]).toEqual([0, direct.out]);
    });

    it.each([{ flags: [] }, { flags: ['--no-input'] }])('Ctrl-C at the question gives 130; $flags', async ({ flags }) => {
      const run = await inTerminal([...plan, ...flags], 80, { type: '\u0003' });
      expect(run.code).toBe(flags.length === 0 ? 130 : 2);
      expect(run.out).not.toMatch(/^ +at /m);
      if (flags.length > 0) expect(run.out).toMatch(/^Try /m);
    });
  },
);

interface Terminal {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Typed once the question stands there. */
  readonly type?: string;
  readonly redirect?: string;
}

/** Runs the program in a pseudo-terminal of a width; `out` is all that appears on it. */
function inTerminal(args: readonly string[], columns: number, { env, cwd, type, redirect = '' }: Terminal = {}): Promise<Run> {
  const words = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  const script = ['-qec', `stty cols ${columns} rows 50; ${words} ${redirect}`, '/dev/null'];
  const child = start('script', script, {
    ...(cwd && { cwd }),
    env: { TERM: 'xterm', ...env },
    input: type === undefined ? 'null' : '',
  });
  let seen = '';
  child.stdout?.on('data', (part: Buffer) => {
    if (type === undefined || seen.includes('--total')) return;
    seen += part.toString('utf8');
    if (seen.includes('--total')) setTimeout(() => child.stdin?.write(type), 200);
  });
  return finished(child, 'null');
}

/** Blocks of lines from a top border to a bottom border. */
function tablesOf(lines: readonly string[]): string[][] {
  const tables: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('┌')) tables.push([]);
    if (/^[┌│├└]/.test(line)) tables.at(-1)?.push(line);
  }
  return tables;
}

/** The columns of the screen in which a line has a border. */
function bordersOf(line: string): number[] {
  return [...line].flatMap((char, i) => (/[│├┼┤]/.test(char) ? [stringWidth([...line].slice(0, i).join(''))] : []));
}

function count(items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}
