import { addTotals } from '../../core/add-totals.ts';
import type { Finding } from '../../core/finding.ts';
import type { Grid } from '../../core/grid.ts';
import { groupBy } from '../../core/group-by.ts';
import type { Totals } from '../../core/totals.ts';
import { fileDoubts, planDoubts } from '../../core/unit-guard.ts';
import { readName } from '../../facts/column-names.ts';
import type { AmountColumn } from '../../facts/detect-columns.ts';
import type { Context } from '../context.ts';
import { settleDoubts, settleUnits } from '../settle-units.ts';
import type { MetricTerm } from './metric-terms.ts';

/** A table of a metric with what was read from it. */
export interface ReadTerm {
  readonly term: MetricTerm;
  readonly facts: { readonly totals: Totals; readonly amount?: AmountColumn };
}

/**
 * Asks, or refuses, where the sources of one metric look as if they were in different units: 元 and 万元 would be added up. A person
 * who gives the unit in `columns:` of one of them has answered.
 */
export async function settleSources(read: readonly ReadTerm[], context: Context): Promise<void> {
  for (const [, own] of groupBy(read, ({ term }) => term.metric)) {
    const columns = own.flatMap(({ facts: { amount } }) => amount ?? []);
    const amount = columns.find(({ column }) => readName(column).unit === undefined) ?? columns[0];
    if (own.length < 2 || amount === undefined || columns.some(isGiven)) continue;
    const [first, ...others] = own.map(({ facts: { totals } }) => ({ totals, factor: 1n }));
    await settleUnits({ amount, totals: addTotals([first!, ...others]), findings: sourceDoubts(own) }, context);
  }
}

/**
 * Asks, or refuses, where what several tables come to looks as if it were in another unit than the plan. A person who gives the unit of
 * one of them has answered; where a header says it, it is only told.
 */
export async function settleSum(
  read: readonly ReadTerm[],
  { totals, plan }: { readonly totals: Totals; readonly plan: Grid },
  context: Context,
): Promise<void> {
  const columns = read.flatMap(({ facts: { amount } }) => amount ?? []);
  const [amount] = columns;
  if (amount === undefined || columns.some(isGiven)) return;
  const doubts = planDoubts(totals, plan).map((doubt) => ({ ...doubt, code: 'sources.unit-guard-plan' }));
  await settleDoubts(doubts, amount, context);
}

const isGiven = ({ column, unit }: AmountColumn) => unit !== undefined && readName(column).unit === undefined;

function sourceDoubts(read: readonly ReadTerm[]): Finding[] {
  const sources = read.map(({ term, facts }) => ({ name: term.source?.name ?? '-', amounts: perRow(facts.totals) }));
  return fileDoubts(sources, read[0]?.facts.totals.scale ?? 0).map((doubt) => ({ ...doubt, code: 'sources.unit-guard' }));
}

/** What a row of each cell is on average. */
function perRow({ amount, rows }: Totals): bigint[] {
  return [...amount].map((sum, at) => sum / BigInt(Math.max(rows[at] ?? 1, 1)));
}
