import { formatExact } from '../../core/amount.ts';
import { isFiscalLabel } from '../../core/calendar/parse-period.ts';
import type { Period } from '../../core/calendar/period.ts';
import { formatPath } from '../../core/organisation/unit-tree.ts';
import type { SuggestedUnit } from '../../core/targets/suggest/together.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { SuggestOptions } from './suggest-options.ts';

interface Site {
  readonly options: SuggestOptions;
  readonly folder: PlanFolder | undefined;
  /** As `-C` has it. */
  readonly dir: unknown;
}

/**
 * The command that makes the proposal of a unit a target, as a shell takes it; a target that is there already is taken out before,
 * and what people wrote of it is kept. A floor above the proposal or a stretch below it is left out: it would contradict it.
 * The baseline is last year's number, which `target add` finds itself.
 */
export function addCommand({ path, suggestion }: SuggestedUnit, { options, folder, dir }: Site): string {
  const { metric, decimals, target, fiscal, axes } = options;
  const period = options.period as Period;
  const { proposal, floor, stretch } = suggestion;
  const amount = (value: bigint) => formatExact(value, decimals, 0);
  const id = options.id ?? [metric, period.label, ...path].join('-');
  const place = typeof dir === 'string' ? ['-C', dir] : [];
  const add: string[] = ['add', id, '--metric', metric, '-p', period.label];
  if (path.length > 0) add.push('--unit', formatPath(path));
  if (folder === undefined && path.length > 0) add.push('--by', (axes.levels ?? []).join(','));
  if (folder === undefined && isFiscalLabel(period.label))
    add.push('--fiscal-start', String(fiscal.startMonth), '--fiscal-name', fiscal.name);
  add.push('--value', amount(proposal.amount));
  if (floor <= proposal.amount) add.push('--floor', amount(floor));
  if (stretch >= proposal.amount) add.push('--stretch', amount(stretch));
  for (const name of ['title', 'owner', 'supports', 'reason'] as const) {
    if (target?.[name]) add.push(`--${name}`, target[name]);
  }
  const remove = folder?.targets.rows.some((row) => row.target === id) ? [['remove', id]] : [];
  return [...remove, add].map((words) => ['salesplan', 'target', ...words, ...place].map(quoted).join(' ')).join(' && ');
}

const PLAIN = /^[\p{L}\p{N}_.,:/@%+=-]+$/u;

/** As a POSIX shell takes one word. */
function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
