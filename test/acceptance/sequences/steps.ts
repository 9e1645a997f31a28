import fc from 'fast-check';
import type { Folder } from './plan-folders.ts';

/** One thing a person does: a command, or a sheet that goes out, is filled in, and comes back. */
export type Step =
  | { readonly kind: 'run'; readonly argv: readonly string[] }
  | { readonly kind: 'sheet'; readonly argv: readonly string[]; readonly edits: readonly SheetEdit[] };

export interface SheetEdit {
  readonly row: number;
  readonly column: number;
  readonly isOwn: boolean;
  readonly text: string;
}

const PERIODS = ['2026', '2026', '2026-Q1', '2026-Q2', '2026-H2', '2026-03', '2026-07', '2026-11'];
const AMOUNTS = ['0', '0.01', '999.99', '5000', '12345.67', '80000', '3万'];
const SHARES = ['', '', ':100%', ':60%', ':33%', ':0%'];

/** A unit or a period that the plan has when the command runs: `{leaf 17}` is the 17th, from the first again after the last. */
function standing(what: string): fc.Arbitrary<string> {
  return fc.nat({ max: 60 }).map((number) => `{${what} ${number}}`);
}

/** Names of a folder's units, at any level, in full or bare. */
function unitNames({ units }: Folder): fc.Arbitrary<string> {
  const paths = units.flatMap((path) => path.map((_, depth) => path.slice(0, depth + 1).join('/')));
  return fc.constantFrom(...new Set(paths), ...units.map((path) => path.at(-1) as string));
}

/** The path above a unit with its slash; blank for a name alone. */
function above(who: string): string {
  if (who.startsWith('{')) return `{above ${who.slice(1)}`;
  return who
    .split('/')
    .slice(0, -1)
    .map((name) => `${name}/`)
    .join('');
}

/** Steps that fit a folder. */
export function stepsOf(folder: Folder): fc.Arbitrary<Step> {
  const { levels, units } = folder;
  const unit = fc.oneof(unitNames(folder), standing('unit'), standing('leaf'));
  const leaf = fc.oneof(fc.constantFrom(...units.map((path) => path.join('/'))), standing('leaf'), standing('leaf'));
  const inner = fc.oneof(
    fc.constantFrom(...new Set(units.flatMap((path) => path.slice(0, -1).map((_, depth) => path.slice(0, depth + 1).join('/'))))),
    standing('inner'),
  );
  const level = fc.constantFrom(...levels);
  const period = fc.oneof(fc.constantFrom(...PERIODS), standing('when'), standing('when'));
  const amount = fc.constantFrom(...AMOUNTS);
  const date = fc.constantFrom('2025-10-15', '2025-12-31', '2026-01-31', '2026-03-15', '2026-06-15', '2026-07-01', '2026-11-30');

  const some = (...flags: fc.Arbitrary<readonly string[]>[]) =>
    fc
      .tuple(...flags.map((flag) => fc.tuple(flag, fc.nat({ max: 2 }))))
      .map((drawn) => drawn.flatMap(([words, n]) => (n === 0 ? words : [])));
  const flag = (name: string, value: fc.Arbitrary<string>) => value.map((text) => [name, text]);
  const each = (name: string, ...values: string[]) => fc.constantFrom(...values).map((text) => [name, text]);

  const how = some(
    each(
      '--method',
      'equal',
      'time=equal',
      'org=equal',
      'time=pattern:4,4,5',
      'time=compound:+2%',
      'time=straight-line:1000..',
      'growth:+8%',
      'org=uplift',
    ),
    each('--shape', 'own', 'parent', 'company', 'shrunk'),
    each('--basis', 'equal', 'time=calendar-days', 'trailing-12', 'last-year', 'org=equal', '2025'),
    each('--round-to', '0.01', '1', '100', '1000', '0.1'),
    each('--on-zero-basis', 'equal', 'parent'),
    fc.tuple(unit, fc.constantFrom('+10%', '-5%', '0%')).map(([name, rate]) => ['--growth', `${name}=${rate}`]),
    fc.tuple(unit, fc.constantFrom('1.2', '0', '50%')).map(([name, rate]) => ['--weight', `${name}=${rate}`]),
    each('--role', 'senior=3', 'junior=0'),
    each('--ramp-clock', 'tenure', 'calendar:15'),
    each('--days', 'working', 'calendar'),
    fc.constant(['--no-locks']),
    fc.constant(['--no-events']),
    fc.constant(['--populated-only']),
    flag('--exclude', leaf),
  );
  const grains = each('--by', 'quarter', 'month', 'quarter,month', 'month,week', 'half', 'year');
  const columns = some(grains).map((words) =>
    words.length > 0 ? [...words, '--by', levels.map((name) => `col:${name}`).join(',')] : [],
  );
  const buffer = fc.tuple(level, fc.constantFrom('2%', '10%')).map(([name, rate]) => ['--buffer', `${name}=${rate}`]);
  const target = fc.constantFrom(...['T1', 'T1', 'T1', 'T1', 'T1', 'T1', 'T1', 'T1', 'T1', 'T2'].map((id) => ['--target', id]));
  const command = (...parts: fc.Arbitrary<readonly string[]>[]): fc.Arbitrary<Step> =>
    fc.tuple(...parts).map((words) => ({ kind: 'run', argv: words.flat() }));
  const say = (...words: string[]) => fc.constant(words);

  const decompose = command(say('decompose'), target, how, columns, some(flag('--level', level), buffer));
  const plain = command(say('decompose'), target);
  const waterfall = command(say('decompose'), target, flag('--level', fc.constantFrom(...levels.slice(0, -1))));
  const part = command(say('decompose'), target, flag('--unit', fc.oneof(inner, unit)), some(how, flag('--level', level)));
  const change = command(
    say('decompose'),
    target,
    fc
      .tuple(unit, period, fc.constantFrom('=+10%', '=-20%', '+=', '-=', '=', '->'), amount, unit)
      .map(([name, when, sign, much, to]) => [
        '--change',
        sign === '->' ? `${name}->${to}@${when}=${much}` : `${name}@${when}${sign}${sign.endsWith('%') ? '' : much}`,
      ]),
    each('--absorb', 'siblings', 'all', 'none').chain((words) => fc.constantFrom([], [], words)),
    say('--reason', 'asked for'),
  );
  const event = command(
    say('event', 'add'),
    fc.oneof(
      fc
        .tuple(fc.oneof(leaf, unit), leaf, fc.constantFrom(...SHARES), leaf, fc.constantFrom('', ':40%'))
        .map(([who, to, share, other, rest]) => [
          'leave',
          who,
          '--to',
          `${to}${share}`,
          ...(rest === '' ? [] : ['--to', `${other}${rest}`]),
        ]),
      fc.tuple(leaf).map(([who]) => ['leave', who]),
      fc.tuple(inner, fc.nat({ max: 3 })).map(([where, n]) => ['join', `${where}/新人${n}`]),
      fc
        .tuple(leaf, inner)
        .map(([who, where]) => [
          'move',
          who,
          '--to',
          `${where}/${who.startsWith('{') ? `{name of ${who.slice(1)}` : who.split('/').at(-1)}`,
        ]),
      fc
        .tuple(inner, inner, fc.nat({ max: 3 }))
        .map(([who, where, n]) => [
          'move',
          who,
          '--to',
          n === 0 ? where : `${where.startsWith('{') ? `{top of ${where.slice(1)}` : where.split('/')[0]}/新队${n}`,
        ]),
      fc.tuple(leaf, leaf).map(([who, to]) => ['merge', who, '--to', to]),
      fc.tuple(unit, fc.nat({ max: 3 })).map(([who, n]) => ['rename', who, '--to', `${above(who)}改名${n}`]),
      fc
        .tuple(leaf, fc.constantFrom(...SHARES), fc.nat({ max: 3 }))
        .map(([who, share, n]) => ['split', who, '--to', `${who}`, '--to', `${above(who)}分出${n}${share}`]),
    ),
    flag('--date', date),
    some(each('--on-lock', 'move', 'move', 'stop'), each('--days', 'working')),
    fc.constantFrom(['--target', 'T1'], ['--target', 'T1'], []),
  );
  const apply = command(say('event', 'apply'), target, some(say('--on-lock', 'move'), say('-n')));
  const commit = command(
    say('commit'),
    target,
    flag('--unit', unit),
    flag('--amount', fc.oneof(amount, amount, fc.constant('-'))),
    some(flag('-p', period), each('--status', 'draft', 'submitted', 'agreed', 'frozen')),
    say('--person', '王总'),
  );
  const freeze = command(say('commit'), target, flag('--unit', unit), say('--status', 'frozen', '--person', '王总'));
  const reconcile = command(
    say('reconcile'),
    target,
    each('--policy', 'top-down', 'bottom-up', 'bottom-up', 'middle', 'middle:30%', 'authority'),
    some(each('--tie', 'top', 'top', 'settled'), flag('--unit', unit), fc.constant(['--status', 'agreed', '--person', '王总'])),
    say('--reason', 'settled'),
  );
  const sheet = fc
    .record({
      target,
      unit: some(flag('--unit', unit)),
      by: some(each('--by', 'quarter', 'month')),
      edits: fc.array(
        fc.record({
          row: fc.nat({ max: 40 }),
          column: fc.nat({ max: 20 }),
          isOwn: fc.boolean(),
          text: fc.constantFrom('', '0', '-', '1000', '54321.09', '2万'),
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ target: id, unit: inside, by, edits }): Step => ({ kind: 'sheet', argv: [...id, ...inside, ...by], edits }));
  const look = fc.oneof(
    command(say('show'), target, some(flag('--unit', unit), say('--layer', 'assigned'), say('--structure', 'as-is'))),
    command(say('show'), target, grains, flag('--by', level)),
    command(
      say('variance', '--actual', 'orders.csv', '--as-of', '2025-12-31'),
      target,
      some(say('--structure', 'as-is'), flag('--by', level)),
    ),
    command(say('milestones'), target, some(each('--every', 'quarter', 'month', 'half'))),
    command(say('capacity'), target, some(grains, flag('--by', level))),
    command(say('reconcile'), target),
    command(say('commit', 'list'), target, some(flag('--by', level))),
    command(say('event', 'list')),
    command(say('history'), some(flag('--by', level))),
    command(say('explain'), fc.tuple(unit, period), target),
  );
  return fc.oneof(
    { arbitrary: decompose, weight: 4 },
    { arbitrary: plain, weight: 3 },
    { arbitrary: waterfall, weight: 1 },
    { arbitrary: part, weight: 3 },
    { arbitrary: change, weight: 3 },
    { arbitrary: event, weight: 4 },
    { arbitrary: apply, weight: 1 },
    { arbitrary: commit, weight: 3 },
    { arbitrary: freeze, weight: 1 },
    { arbitrary: reconcile, weight: 3 },
    { arbitrary: sheet, weight: 1 },
    { arbitrary: look, weight: 3 },
  );
}

/** The first steps: targets, and mostly a plan. */
export function beginnings({ units }: Folder): fc.Arbitrary<readonly Step[]> {
  const value = fc.constantFrom('100万', '123456.78', '480000', '7', '0.53', '9876543.21');
  const period = fc.constantFrom('2026', '2026', '2026', '2026-H1', '2026-Q2', '2026-02..2026-07');
  const region = (units[0] as readonly string[])[0] as string;
  const add = (...argv: string[]): Step => ({ kind: 'run', argv: ['target', 'add', ...argv] });
  return fc
    .tuple(value, period, fc.nat({ max: 3 }))
    .map(([amount, when, second]) => [
      add('T1', '--value', amount, '-p', when),
      ...(second === 0 ? [add('T2', '--value', '3万', '-p', '2026', '--unit', region)] : []),
      ...(second === 3 ? [] : [{ kind: 'run', argv: ['decompose', '--target', 'T1'] } as const]),
    ]);
}
