import type { CommandEntry } from '../command.ts';

/** Every command, in the order of the help. A new command is one file and one line here. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'init', group: 'setup', load: () => import('./init.ts') },
  { name: 'demo', group: 'setup', load: () => import('./demo.ts') },
  { name: 'history', group: 'plan', load: () => import('./history.ts') },
  { name: 'target', group: 'plan', load: () => import('./target.ts') },
  { name: 'funnel', group: 'plan', load: () => import('./funnel.ts') },
  { name: 'decompose', group: 'plan', load: () => import('./decompose.ts') },
  { name: 'show', group: 'plan', load: () => import('./show.ts') },
  { name: 'event', group: 'plan', load: () => import('./event.ts') },
  { name: 'explain', group: 'plan', load: () => import('./explain.ts') },
  { name: 'capacity', group: 'plan', load: () => import('./capacity.ts') },
  { name: 'commit', group: 'plan', load: () => import('./commit.ts') },
  { name: 'reconcile', group: 'plan', load: () => import('./reconcile.ts') },
  { name: 'export', group: 'plan', load: () => import('./export.ts') },
  { name: 'import', group: 'plan', load: () => import('./import.ts') },
  { name: 'milestones', group: 'track', load: () => import('./milestones.ts') },
  { name: 'variance', group: 'track', load: () => import('./variance.ts') },
  { name: 'check', group: 'track', load: () => import('./check.ts') },
];
