import { finding, refuse, refuseErrors } from '../../core/finding.ts';
import type { Command, CommandInput } from '../command.ts';
import type { Context, ExitCode } from '../context.ts';
import { type FlagName, longForm, READING, SHOWING } from '../flags.ts';

type Action = (input: CommandInput, context: Context) => Promise<ExitCode>;

/** What says which target. */
const TARGET: readonly FlagName[] = ['target', 'metric', 'period', 'unit', 'by', 'fiscalStart', 'fiscalName'];
/** What a line of targets.csv has besides. */
const SAID: readonly FlagName[] = ['title', 'value', 'floor', 'stretch', 'baseline', 'owner', 'supports', 'reason'];
/** What a target is held against. */
const FACTS: readonly FlagName[] = [
  ...([
    'history',
    'org',
    'capacity',
    'band',
    'events',
    'noEvents',
    'structure',
    'asOf',
    'rampClock',
    'days',
    'calendar',
  ] as const),
  ...READING,
];
const PROPOSING: readonly FlagName[] = [
  ...(['kind', 'model', 'reconcile', 'outliers', 'odds', 'growth', 'market', 'marketGrowth', 'stance', 'relief'] as const),
  ...(['leastGrowth', 'mostGrowth', 'roundTo'] as const),
];

/** A thing that `target` does: loaded when it is used, with the flags that it reads. */
interface ActionEntry {
  readonly takes: readonly FlagName[];
  readonly load: () => Promise<Action>;
}

/** What `target` can do, by its first word. */
const ACTIONS: Readonly<Record<string, ActionEntry>> = {
  add: {
    takes: [...TARGET, ...SAID, ...FACTS, 'goals', 'dryRun', ...SHOWING],
    load: async () => (await import('../targets/add-target.ts')).addTarget,
  },
  check: {
    takes: [...TARGET, ...SAID, ...FACTS, 'goals', 'failOn', ...SHOWING],
    load: async () => (await import('../targets/check-targets.ts')).checkTargets,
  },
  suggest: {
    takes: [...TARGET, ...FACTS, ...PROPOSING, ...SHOWING],
    load: async () => (await import('../targets/suggest.ts')).suggestTargets,
  },
  list: { takes: SHOWING, load: async () => (await import('../targets/list-targets.ts')).listTargets },
  show: { takes: SHOWING, load: async () => (await import('../targets/list-targets.ts')).showTarget },
  remove: { takes: ['target', 'dryRun'], load: async () => (await import('../targets/remove-target.ts')).removeTarget },
};

export const command: Command = {
  argument: '<action> [id...]',
  flags: [...TARGET, ...SAID, ...FACTS, ...PROPOSING, 'goals', 'failOn', ...SHOWING, 'dryRun'],
  examples: [
    'salesplan target add T1 --value 500万 -p 2026 --title "2026 revenue 5m" --owner 王总',
    'salesplan target add T2 --value +8% -p 2026 --unit 华东 --supports T1',
    'salesplan target check --fail-on A --fail-on T',
    "salesplan target suggest -p 2026 --by 区域 --growth +10% --stance '华东=attack'",
    'salesplan target suggest T1 --unit 华东',
    'salesplan target list',
  ],
  run: async (input, context) => {
    const action = input.args[0] ?? '';
    const entry = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!entry) throw refuse('cli.bad-action', { action, actions: Object.keys(ACTIONS).join(', ') });
    const idle = command.flags.filter((name) => input.raw[name] !== undefined && !entry.takes.includes(name));
    refuseErrors(idle.map((name) => finding('error', 'smart.idle-flag', { flag: longForm(name), action })));
    return (await entry.load())(input, context);
  },
};
