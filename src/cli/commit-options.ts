import { COMMITMENT_STATUSES } from '../core/negotiation/commitment.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { readAskedAxes } from './axis-options.ts';
import type { Context } from './context.ts';
import type { OptionReader } from './option-reader.ts';
import { readOutput } from './output.ts';
import { parseAmount } from './parse-flags.ts';
import { readFiscal, readPeriod } from './period-options.ts';
import { folderPlanChoice } from './read-plan.ts';

/** Everything that `commit` was told. */
export type CommitOptions = ReturnType<typeof readCommitOptions>;

/** A number, or that there is none any more. */
export type AmountGiven = { readonly amount: bigint | undefined };

/** `105万`, or `-` for no number of its own. */
export function parseCommitted(text: string, decimals: number): AmountGiven | undefined {
  if (text.trim() === '-') return { amount: undefined };
  const amount = parseAmount(text, decimals);
  return amount === undefined ? undefined : { amount };
}

/** What is to be written, and what is still to be asked; without a terminal a run that says neither number nor status is refused. */
export function readCommitOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const decimals = folder?.settings.currency.decimals ?? 2;
  const options = {
    choice: folderPlanChoice(reader, folder),
    unit: reader.text('unit'),
    period: readPeriod(reader, readFiscal(reader)),
    given: reader.value('amount', (text) => parseCommitted(text, decimals), '1200000, 120万, -'),
    note: reader.text('note'),
    person: reader.text('person'),
    status: reader.choice('status', COMMITMENT_STATUSES),
    reason: reader.text('reason') ?? '',
    levels: readAskedAxes(reader).levels,
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, context.look.json),
  };
  const sets = options.given !== undefined || options.status !== undefined || options.note !== undefined;
  return { ...options, sets };
}

/** Notes what a run on its own needs: a unit, and a number or a status. */
export function needNumber(reader: OptionReader, { sets, unit }: CommitOptions): void {
  if (!sets) reader.fail('amount', 'negotiation.nothing-to-commit');
  else reader.need('unit', unit !== undefined);
}
