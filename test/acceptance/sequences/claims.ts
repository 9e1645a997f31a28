import { comparePlans, type Plan, planOf, sumOf } from './plans.ts';
import type { Files, Ran } from './program.ts';

/** What stands before and after a command. */
export interface Moment {
  readonly before: Files;
  readonly after: Files;
  readonly ran: Ran;
}

/** A claim that does not hold, in words; undefined where it does. */
type Claim = (moment: Moment) => string | undefined;

const READS = ['show', 'explain', 'check', 'variance', 'capacity', 'history', 'export'];

/** Whether a command was only to look. */
function onlyLooks({ argv }: Ran): boolean {
  const [name = '', action] = argv;
  return READS.includes(name) || argv.includes('-n') || action === 'list' || (name === 'reconcile' && !argv.includes('--policy'));
}

const named = (names: readonly string[]) => (names.length === 0 ? undefined : names.join(', '));

function changed({ before, after }: Moment): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}

/** What each command has a flag for. */
const has = ({ argv }: Ran, ...words: string[]) => words.some((word) => argv.includes(word));
const said = ({ argv }: Ran, flag: string) => argv[argv.indexOf(flag) + 1] as string;

/** Whether a command broke down what a plan gave a unit already. */
function isPart({ before, ran }: Pick<Moment, 'before' | 'ran'>): boolean {
  return has(ran, '--unit') && planOf(before).totals.has(said(ran, '--target'));
}

/** By name: what must hold after any command. */
export const CLAIMS: Readonly<Record<string, Claim>> = {
  'no bug': ({ ran }) => (ran.exit === 3 || /^\s+at .*:\d+/m.test(ran.err) ? ran.err.slice(0, 600) : undefined),
  'no condition': ({ ran }) => (ran.exit === 1 && ran.argv[0] !== 'check' ? ran.err : undefined),
  'a refusal says why': ({ ran }) => (ran.exit > 1 && ran.err.trim() === '' ? 'nothing was said' : undefined),
  'a refusal writes nothing': (moment) => (moment.ran.exit > 1 ? named(changed(moment)) : undefined),
  'looking writes nothing': (moment) => (onlyLooks(moment.ran) ? named(changed(moment)) : undefined),
  'nothing is left behind': ({ after }) => named(Object.keys(after).filter((name) => /^\.|\.tmp|~$/.test(name))),
  'plan and record agree': ({ after }) => {
    const { totals, recorded } = planOf(after);
    const wrong = Object.entries(recorded).filter(([target, total]) => (totals.get(target) ?? 0n) !== total);
    return named(wrong.map(([target, total]) => `${target}: record ${total}, plan.csv ${totals.get(target)}`));
  },
  'every target of the plan is recorded': ({ after }) => {
    const { totals, recorded } = planOf(after);
    return named([...totals.keys()].filter((target) => recorded[target] === undefined));
  },
  'nothing is negative': ({ after }) => named(planOf(after).rows.flatMap((row) => (row.amount < 0n ? [row.key] : []))),
  'a decomposed target is met': ({ after, ran }) => {
    if (ran.exit !== 0 || ran.argv[0] !== 'decompose' || has(ran, '--change', '-n') || has(ran, '--unit')) return undefined;
    if (ran.argv.some((word) => word.startsWith('growth:'))) return undefined;
    const target = said(ran, '--target');
    const { totals, wanted } = planOf(after);
    return totals.get(target) === wanted[target] ? undefined : `target ${wanted[target]}, plan.csv ${totals.get(target)}`;
  },
  'other targets stay': ({ before, after, ran }) => {
    const target = ran.argv.includes('--target') ? said(ran, '--target') : undefined;
    if (target === undefined || ran.exit !== 0) return undefined;
    const others = (plan: Plan) => plan.rows.filter((row) => row.target !== target);
    return comparePlans(others(planOf(before)), others(planOf(after)), ({ key }) => key);
  },
  'an event keeps every period': ({ before, after, ran }) => {
    if (ran.exit !== 0 || ran.argv[0] !== 'event') return undefined;
    return comparePlans(planOf(before).rows, planOf(after).rows, ({ target, period }) => `${target} ${period}`);
  },
  'a part keeps what its unit has in every period': ({ before, after, ran }) => {
    if (ran.exit !== 0 || ran.argv[0] !== 'decompose' || !isPart({ before, ran })) return undefined;
    return comparePlans(planOf(before).rows, planOf(after).rows, ({ target, period, path }) => `${target} ${period} ${path[0]}`);
  },
  'a settlement tied to the top keeps the total': ({ before, after, ran }) => {
    if (ran.exit !== 0 || ran.argv[0] !== 'reconcile' || !has(ran, '--policy')) return undefined;
    const isTop = has(ran, '--tie') ? said(ran, '--tie') === 'top' : said(ran, '--policy') !== 'bottom-up';
    return isTop ? comparePlans(planOf(before).rows, planOf(after).rows, ({ target }) => target) : undefined;
  },
  'a change is absorbed': ({ before, after, ran }) => {
    if (ran.exit !== 0 || !has(ran, '--change')) return undefined;
    if (has(ran, 'none') || !/\S+@?.*[^@]=/.test(said(ran, '--change'))) return undefined;
    const isShift = said(ran, '--change').includes('->');
    return isShift ? comparePlans(planOf(before).rows, planOf(after).rows, ({ target }) => target) : undefined;
  },
  'frozen cells stay': ({ before, after, ran }) => {
    if (ran.exit !== 0 || !['decompose', 'reconcile'].includes(ran.argv[0] as string) || has(ran, '--no-locks')) return undefined;
    const [was, is] = [planOf(before), planOf(after)];
    return named(was.frozen.filter(({ covers }) => sumOf(was, covers) !== sumOf(is, covers)).map(({ text }) => text));
  },
  'what is assigned is no less than the plan': ({ after }) => {
    const plan = planOf(after);
    const short = plan.assigned.filter(({ target, period, path, amount }) => {
      const covers = (row: Plan['rows'][number]) =>
        row.target === target && row.period === period && path.every((name, depth) => name === '' || row.path[depth] === name);
      return amount < sumOf(plan, covers);
    });
    return named(short.map(({ key, amount }) => `${key} ${amount}`));
  },
};
