import { type Finding, Refusal } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import type { Totals } from '../core/totals.ts';
import { planDoubts, yearDoubts } from '../core/unit-guard.ts';
import { readName } from '../facts/column-names.ts';
import type { AmountColumn } from '../facts/detect-columns.ts';
import { type Context, report } from './context.ts';

const isDoubt = ({ code }: Finding) => code === 'facts.unit-guard-files' || code === 'sources.unit-guard';

export interface UnitQuestion {
  readonly amount: AmountColumn;
  readonly totals: Totals;
  /** What reading found, doubts between files among it. */
  readonly findings: readonly Finding[];
  /** The plan that the amounts are compared with. */
  readonly plan?: Grid | undefined;
}

/**
 * Tells what reading found. Where amounts look as if in another unit than the rest, a person must confirm it: on a terminal by
 * an answer, elsewhere by `--map 'amount=COLUMN[元]'`. Where the header says the unit it is only told.
 */
export async function settleUnits({ amount, totals, findings, plan }: UnitQuestion, context: Context): Promise<void> {
  await report(
    context,
    findings.filter((found) => !isDoubt(found)),
  );
  const header = readName(amount.column).unit;
  if (header === undefined && amount.unit !== undefined) return;
  // One cause shows in several ways; the first says most.
  const ways = [findings.filter(isDoubt), plan ? planDoubts(totals, plan) : [], yearDoubts(totals)];
  await settleDoubts(ways.find((way) => way.length > 0) ?? [], amount, context);
}

/** Asks a person about doubts, and refuses without an answer; where the column's header says the unit they are only told. */
export async function settleDoubts(doubts: readonly Finding[], amount: AmountColumn, context: Context): Promise<void> {
  if (doubts.length === 0) return;
  const header = readName(amount.column).unit;
  const named = doubts.map((doubt) => ({ ...doubt, values: { ...doubt.values, column: amount.column } }));
  if (header === undefined && !context.interactive) throw new Refusal(named);
  await report(
    context,
    named.map((doubt) => ({ ...doubt, severity: 'warning' as const })),
  );
  if (header === undefined && !(await confirmed(context))) throw new Refusal(named);
}

async function confirmed(context: Context): Promise<boolean> {
  const { questions } = await import('./prompter.ts');
  const answer = await questions(context)(context.words.phrase('units.confirm'), (text) => /^[ynYN是否]/u.test(text.trim()));
  return /^[yY是]/u.test(answer);
}
