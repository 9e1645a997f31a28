import { formatAmount, power10 } from '../core/amount.ts';
import { type Grid, valueAt } from '../core/grid.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { CommitmentRow } from '../plan-folder/commitments-csv.ts';
import { type AmountGiven, parseCommitted } from './commit-options.ts';
import { type Context, sayPhrase } from './context.ts';
import { quoted } from './prompter.ts';

/** Asks one question until `isGood`; the answer without outer white space. */
export type Ask = (message: string, isGood: (text: string) => boolean) => Promise<string>;

export interface Asking {
  readonly plan: Grid;
  /** Unit nodes, each asked for in turn, and the period node that all are asked for. */
  readonly units: readonly number[];
  readonly period: number;
  readonly decimals: number;
  /** What a unit has said so far. */
  readonly saidBy: (unit: number) => CommitmentRow | undefined;
  /** Keeps a number at once. */
  readonly save: (unit: number, given: AmountGiven) => void;
  /** What every command that does the same begins with. */
  readonly command: readonly string[];
}

/** Asks for the number of each unit, a blank answer leaves it; ends with the commands that do the same. */
export async function askCommitments(asking: Asking, ask: Ask, context: Context): Promise<void> {
  const { plan, units, decimals, save, command } = asking;
  const said: string[] = [];
  for (const unit of units) {
    const isGood = (text: string) => text.trim() === '' || parseCommitted(text, decimals) !== undefined;
    const answer = await ask(question(asking, unit, context), isGood);
    const given = answer.trim() === '' ? undefined : parseCommitted(answer, decimals);
    if (!given) continue;
    save(unit, given);
    said.push([...command, '--unit', unitName(plan, unit), '--amount', answer.trim()].map(quoted).join(' '));
  }
  for (const line of said) sayPhrase(context, 'same-command', { command: line });
  if (said.length === 0) sayPhrase(context, 'negotiation.nothing-said');
}

function question({ plan, period, decimals, saidBy }: Asking, unit: number, { words }: Context): string {
  const row = saidBy(unit);
  const values = {
    unit: unitName(plan, unit),
    period: nodeAt(plan.periods, period).value.label,
    proposal: formatAmount(valueAt(plan, unit, period) / power10(plan.scale - decimals), decimals),
    committed: row?.amount === undefined ? '-' : formatAmount(row.amount, decimals),
  };
  return words.phrase('negotiation.your-number', values);
}

function unitName(plan: Grid, unit: number): string {
  return formatPath(nodeAt(plan.units, unit).value.path) || '-';
}
