import type { SmartEvidence } from './evidence.ts';
import { SMART_RULES } from './rules/index.ts';
import { type Judgement, LETTERS, type Letter, type RuleResult, type SmartRule, worstOf } from './smart-rule.ts';
import type { Target } from './target.ts';

/** One line of the verdict on a target. */
export interface Verdict extends Judgement {
  readonly target: Target;
  readonly letter: Letter;
  readonly rule: string;
}

/** What every rule that applies says of a target, in the order of the table. */
export function judgeTarget(target: Target, evidence: SmartEvidence, rules: readonly SmartRule[] = SMART_RULES): Verdict[] {
  return rules
    .filter((rule) => rule.applies(target, evidence))
    .flatMap((rule) =>
      rule.judge(target, evidence).map((judgement) => ({ target, letter: rule.letter, rule: rule.name, ...judgement })),
    );
}

/** The worst result of each letter. */
export function lettersOf(verdicts: readonly Verdict[]): Readonly<Record<Letter, RuleResult>> {
  const worst = (letter: Letter) => worstOf(verdicts.filter((each) => each.letter === letter).map(({ result }) => result));
  return Object.fromEntries(LETTERS.map((letter) => [letter, worst(letter)])) as Record<Letter, RuleResult>;
}
