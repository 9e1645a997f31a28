import { refuse } from '../../core/finding.ts';
import type { Command, CommandInput } from '../command.ts';
import type { Context, ExitCode } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';

type Action = (input: CommandInput, context: Context) => Promise<ExitCode>;

/** What `target` can do, by its first word; each is loaded when it is used. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  add: async () => (await import('../targets/add-target.ts')).addTarget,
  check: async () => (await import('../targets/check-targets.ts')).checkTargets,
  suggest: async () => (await import('../targets/suggest.ts')).suggestTargets,
  list: async () => (await import('../targets/list-targets.ts')).listTargets,
  show: async () => (await import('../targets/list-targets.ts')).showTarget,
  remove: async () => (await import('../targets/remove-target.ts')).removeTarget,
};

export const command: Command = {
  argument: '<action> [id...]',
  flags: [
    ...(['target', 'by', 'title', 'metric', 'period', 'unit', 'value', 'floor', 'stretch', 'baseline', 'owner'] as const),
    ...(['supports', 'reason', 'history', 'org', 'capacity', 'band', 'goals', 'events', 'noEvents', 'asOf'] as const),
    ...(['rampClock', 'days', 'calendar', 'failOn', 'fiscalStart', 'fiscalName'] as const),
    ...(['model', 'reconcile', 'outliers', 'odds', 'growth', 'marketGrowth', 'stance', 'relief', 'leastGrowth'] as const),
    ...(['mostGrowth', 'roundTo', 'kind', 'structure', 'market'] as const),
    ...READING,
    ...SHOWING,
    'dryRun',
  ],
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
    const load = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!load) throw refuse('cli.bad-action', { action, actions: Object.keys(ACTIONS).join(', ') });
    return (await load())(input, context);
  },
};
