import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS } from './claims.ts';
import type { Folder } from './plan-folders.ts';
import { hundredths, isIn, type Plan, planOf, sumOf } from './plans.ts';
import { type Files, filesOf, newFolder, type Ran, removeFolder, salesplan } from './program.ts';
import type { SheetEdit, Step } from './steps.ts';

/** What does not hold, and at which command line. */
export interface Broken {
  readonly claim: string;
  readonly detail: string;
  readonly lines: readonly string[];
  readonly exits?: string;
}

interface Play {
  readonly dir: string;
  readonly lines: string[];
  readonly onRun: ((ran: Ran, ms: number) => void) | undefined;
}

/** Runs the steps one after another in a new folder and gives the first claim that does not hold. */
export async function broken({ files }: Folder, steps: readonly Step[], onRun?: Play['onRun']): Promise<Broken | undefined> {
  const play: Play = { dir: newFolder(files), lines: [], onRun };
  try {
    for (const [i, step] of steps.entries()) {
      const argv = standingNames(step.argv, planOf(filesOf(play.dir)));
      const found = step.kind === 'run' ? await judged(play, argv, i) : await sheet(play, { ...step, argv });
      if (found) return { ...found, lines: play.lines };
    }
    return undefined;
  } finally {
    removeFolder(play.dir);
  }
}

/** The words with the names of what the plan has now; without a plan, of nothing. */
function standingNames(argv: readonly string[], plan: Plan): string[] {
  const target = argv.includes('T2') ? 'T2' : 'T1';
  const rows = plan.rows.filter((row) => row.target === target);
  const paths = (most: number) => [
    ...new Set(
      rows.flatMap(({ path }) =>
        path
          .map((_, depth) => path.slice(0, depth + 1))
          .slice(0, path.length - most)
          .map((names) => names.filter((name) => name !== '').join('/')),
      ),
    ),
  ];
  const kinds: Readonly<Record<string, () => readonly string[]>> = {
    unit: () => paths(0),
    inner: () => paths(1),
    leaf: () => [...new Set(rows.map(({ path }) => path.filter((name) => name !== '').join('/')))],
    when: () => [...new Set(rows.flatMap(({ period }) => [period, period, quarterOf(period)]))],
  };
  const parts: Readonly<Record<string, (path: string) => string>> = {
    'name of ': (path) => path.split('/').at(-1) as string,
    'top of ': (path) => path.split('/')[0] as string,
    'above ': (path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((name) => `${name}/`)
        .join(''),
  };
  return argv.map((word) =>
    word.replace(
      /\{(name of |top of |above )?(unit|inner|leaf|when) (\d+)\}/g,
      (_, part: string | undefined, kind: string, number: string) => {
        const all = kinds[kind]?.() ?? [];
        const name = all[Number(number) % Math.max(1, all.length)] ?? '华东';
        return part === undefined ? name : (parts[part]?.(name) ?? name);
      },
    ),
  );
}

function quarterOf(period: string): string {
  return /-\d\d/.test(period) ? `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5, 7)) / 3)}` : period;
}

type Found = Omit<Broken, 'lines'> | undefined;

/** Runs a command and looks at what came of it. */
async function judged(play: Play, argv: readonly string[], turn: number): Promise<Found> {
  const before = filesOf(play.dir);
  const isTried = turn % 2 === 1 && WRITES.includes(argv[0] as string) && !argv.includes('-n');
  const trial = isTried ? await run(play, [...argv, '-n']) : undefined;
  const untouched = trial && claimed({ before, after: filesOf(play.dir), ran: trial });
  if (untouched) return untouched;
  const ran = await run(play, argv);
  const after = filesOf(play.dir);
  if (trial && trial.exit !== ran.exit) return { claim: 'a dry run ends as the run does', detail: `${trial.err}\n${ran.err}` };
  const found = claimed({ before, after, ran });
  if (found || ran.exit !== 0 || !hasNewPlan(before, after)) return found;
  return (
    (await again(play, { ran, before, after }, turn)) ??
    (await checked(play)) ??
    (await shown(play, after)) ??
    (await explained(play, after, turn))
  );
}

async function run(play: Play, argv: readonly string[]): Promise<Ran> {
  const start = performance.now();
  const ran = await salesplan(play.dir, argv);
  play.lines.push(`${argv.map((word) => (/[\s>]/.test(word) ? `'${word}'` : word)).join(' ')}  # ${ran.exit}`);
  play.onRun?.(ran, performance.now() - start);
  return ran;
}

interface Moment {
  readonly before: Files;
  readonly after: Files;
  readonly ran: Ran;
}

function claimed(moment: Moment): Found {
  for (const [claim, holds] of Object.entries(CLAIMS)) {
    const detail = holds(moment);
    if (detail !== undefined) return { claim, detail: `${detail}\n${moment.ran.err.slice(0, 800)}` };
  }
  return undefined;
}

const WRITES = ['decompose', 'event', 'commit', 'reconcile', 'target', 'milestones'];
const PLAN_FILES = ['plan.csv', 'plan.meta.json', 'assigned.csv'];

function hasNewPlan(before: Files, after: Files): boolean {
  return PLAN_FILES.some((name) => before[name] !== after[name]);
}

/** The same decompose gives the same bytes, and an event or a settlement that is done does nothing. */
async function again(play: Play, { ran, before, after }: Moment, turn: number): Promise<Found> {
  const { argv } = ran;
  if (argv[0] === 'event') return applied(play, ran, after);
  // The first plan of a target may be that of a unit; then the unit is broken down further.
  const isFirst = argv.includes('--unit') && !planOf(before).totals.has(argv[argv.indexOf('--target') + 1] as string);
  if (argv[0] !== 'decompose' || argv.includes('--change') || isFirst || turn % 3 !== 0) return undefined;
  const second = await run(play, argv);
  const files = filesOf(play.dir);
  const other = ['plan.csv', 'assigned.csv'].filter((name) => files[name] !== after[name]);
  if (second.exit === 0 && other.length === 0) return undefined;
  return { claim: 'the same again gives the same', detail: `exit ${second.exit} ${other.join(', ')}\n${second.err}` };
}

/** Events that a plan has do not move it again. */
async function applied(play: Play, { argv }: Ran, after: Files): Promise<Found> {
  if (argv[1] !== 'apply') return undefined;
  const second = await run(play, argv);
  const files = filesOf(play.dir);
  if (second.exit === 0 && files['plan.csv'] === after['plan.csv']) return undefined;
  return { claim: 'events are applied once', detail: `exit ${second.exit}\n${second.err}` };
}

interface Json {
  readonly rows: readonly Record<string, string | null>[];
  readonly totals: Record<string, string> | null;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly values: unknown;
    readonly message: string;
  }[];
}

const parse = (text: string) => JSON.parse(text) as Json;

/** Findings that are true: a lock or a number that a person wrote may contradict the plan. */
async function checked(play: Play): Promise<Found> {
  const ran = await run(play, ['check', '--json']);
  if (ran.exit === 0) return undefined;
  if (ran.exit !== 1) return { claim: `check runs`, detail: ran.err };
  const errors = parse(ran.out).findings.filter(({ severity }) => severity === 'error');
  const wrong = errors.filter((one) => !isTrue(one.code, play.lines));
  if (wrong.length === 0) return undefined;
  return {
    claim: `check passes (${wrong[0]?.code})`,
    detail: wrong.map(({ code, message }) => `${code}: ${message}`).join('\n'),
  };
}

/** Findings of `check` that the lines so far give a reason for. */
function isTrue(code: string, lines: readonly string[]): boolean {
  const said = (pattern: RegExp) => lines.some((line) => pattern.test(line) && line.endsWith('# 0'));
  const REASONS: Readonly<Record<string, boolean>> = {
    'check.sum': said(/--change|--tie settled|bottom-up|growth:/),
    // Files that a person wrote may name units that the plan does not have any more.
    'check.not-on-roster': true,
    'check.milestones': said(/^milestones/),
    'lock.no-such-unit': said(/--exclude|--no-events|^event/),
    'lock.no-such-period': said(/--no-locks/),
    'check.lock': said(/--no-locks|event|--tie|--policy/),
  };
  return REASONS[code] ?? false;
}

/** The totals of `show` are the sums of plan.csv. */
async function shown(play: Play, after: Files): Promise<Found> {
  const plan = planOf(after);
  for (const target of plan.totals.keys()) {
    const ran = await run(play, ['show', '--target', target, '--totals', '--json']);
    const detail = ran.exit === 0 ? differences(parse(ran.out), plan, target) : ran.err;
    if (detail) return { claim: ran.exit === 0 ? 'show has the sums of the plan' : 'show shows a new plan', detail };
  }
  return undefined;
}

const PLAIN = ['target', 'metric', 'period', 'amount', 'denominator'];

function differences({ rows }: Json, plan: Plan, target: string): string | undefined {
  for (const row of rows) {
    const path = Object.keys(row)
      .filter((name) => !PLAIN.includes(name) && name !== 'kind')
      .map((name) => row[name] ?? '');
    const sum = sumOf(
      plan,
      (cell) =>
        cell.target === target &&
        isIn(cell.period, row['period'] ?? '') &&
        path.every((name, d) => name === '' || cell.path[d] === name),
    );
    if (row['period'] && !row['period'].startsWith('FY') && hundredths(row['amount'] ?? '0') !== sum)
      return `${JSON.stringify(row)}: ${sum}`;
  }
  return undefined;
}

/** Some numbers of each target, the whole and leaves and nodes between, are explained as they stand. */
async function explained(play: Play, after: Files, turn: number): Promise<Found> {
  const plan = planOf(after);
  for (const target of plan.totals.keys()) {
    const rows = plan.rows.filter((row) => row.target === target);
    for (const n of [turn % 4, (turn + 1) % 4]) {
      const row = rows[(turn * 7919 + n * 104_729) % rows.length] as Plan['rows'][number];
      const depth = [row.path.length, 1, row.path.length, 0][n] as number;
      const path = row.path.slice(0, depth).filter((name) => name !== '');
      const period = n < 2 ? row.period : n === 2 ? '2026' : row.period;
      const ran = await run(play, [
        'explain',
        path.map((name) => name.replaceAll('/', '\\/')).join('/') || '-',
        period,
        '--target',
        target,
        '--json',
      ]);
      if (ran.exit !== 0) return { claim: 'explain explains a new plan', detail: ran.err };
      const sum = sumOf(
        plan,
        (cell) => cell.target === target && isIn(cell.period, period) && path.every((name, d) => cell.path[d] === name),
      );
      const { totals, rows: steps } = parse(ran.out);
      const said = totals?.['amount'] ?? '?';
      if (hundredths(said) !== sum)
        return { claim: 'explain gives the number', detail: `${said} for ${sum}, ${steps.length} steps` };
    }
  }
  return undefined;
}

/** A sheet out, filled in, and in again. */
async function sheet(play: Play, { argv, edits }: Extract<Step, { kind: 'sheet' }>): Promise<Found> {
  const out = await run(play, ['export', ...argv, '-O', 'csv', '-q']);
  const file = filesOf(play.dir);
  if (out.exit !== 0) return claimed({ before: file, after: file, ran: out });
  writeFileSync(join(play.dir, 'sheet.csv'), filledIn(out.out, edits));
  const before = filesOf(play.dir);
  const ran = await run(play, ['import', 'sheet.csv', '--person', '王总', ...argv.slice(0, 2)]);
  const after = filesOf(play.dir);
  const found = claimed({ before, after, ran });
  if (found) return found;
  if (edits.length === 0 && (ran.exit !== 0 || before['commitments.csv'] !== after['commitments.csv']))
    return { claim: 'a sheet that nobody touched changes nothing', detail: `${ran.exit}\n${ran.err}` };
  if (ran.exit !== 0) return undefined;
  const second = await run(play, ['import', 'sheet.csv', '--person', '王总', ...argv.slice(0, 2)]);
  const last = filesOf(play.dir);
  if (second.exit === 0 && last['commitments.csv'] === after['commitments.csv']) return undefined;
  return { claim: 'a sheet that came in twice changes nothing', detail: second.err };
}

function filledIn(text: string, edits: readonly SheetEdit[]): string {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => line !== '');
  const names = header.split(',');
  const own = names.indexOf('your number');
  const first = names.indexOf('proposal');
  const cells = lines.map((line) => line.split(','));
  for (const { row, column, isOwn, text: typed } of edits) {
    const cell = isOwn ? own : first + (column % (own - first));
    (cells[row % cells.length] as string[])[cell] = typed;
  }
  return [header, ...cells.map((row) => row.join(',')), ''].join('\n');
}
