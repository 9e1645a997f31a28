import { formatExact } from '../../amount.ts';
import { type Finding, finding } from '../../finding.ts';
import type { UnitPath } from '../../organisation/unit-tree.ts';
import type { Standing, Suggestion } from './suggestion.ts';

/** A unit with what is suggested for it. */
export interface SuggestedUnit {
  readonly path: UnitPath;
  readonly depth: number;
  /** Index of the unit above, -1 for the whole. */
  readonly parent: number;
  readonly standing: Standing;
  readonly suggestion: Suggestion;
}

/** Decimals of amounts, and how many of them are told at least. */
export interface AmountForm {
  readonly decimals: number;
  readonly shown: number;
}

/**
 * What the units of the deepest level come to together beside the whole's own: floors and stretches do not add, because not all
 * have a bad year at once (domain rule T14), and proposals need not.
 */
export function togetherFindings(units: readonly SuggestedUnit[], { decimals, shown }: AmountForm): Finding[] {
  const [whole, ...parts] = units;
  const deepest = Math.max(0, ...parts.map(({ depth }) => depth));
  const leaves = parts.filter(({ depth }) => depth === deepest);
  if (!whole || leaves.length < 2) return [];
  const text = (amount: bigint) => formatExact(amount, decimals, shown);
  const sum = (of: (suggestion: Suggestion) => bigint) => leaves.reduce((all, { suggestion }) => all + of(suggestion), 0n);
  return [
    finding('note', 'suggest.odds-do-not-add', {
      ...{ count: leaves.length, floors: text(sum(({ floor }) => floor)), floor: text(whole.suggestion.floor) },
      ...{ stretches: text(sum(({ stretch }) => stretch)), stretch: text(whole.suggestion.stretch) },
    }),
    finding('note', 'suggest.proposals-together', {
      ...{ count: leaves.length, proposals: text(sum(({ proposal }) => proposal.amount)) },
      proposal: text(whole.suggestion.proposal.amount),
    }),
  ];
}
