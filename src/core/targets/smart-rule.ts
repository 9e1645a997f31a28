import type { FindingValues } from '../finding.ts';
import type { SmartEvidence } from './evidence.ts';
import type { Target } from './target.ts';

/** Specific, measurable, achievable, relevant, time-bound. */
export const LETTERS = ['S', 'M', 'A', 'R', 'T'] as const;
export type Letter = (typeof LETTERS)[number];

/** From good to bad; `unknown` is a rule that cannot be judged, which is never a pass. */
export const RULE_RESULTS = ['pass', 'unknown', 'warn', 'fail'] as const;
export type RuleResult = (typeof RULE_RESULTS)[number];

/** What a rule says: `code` names its sentence and its remedy in the catalogues, `values` are its numbers. */
export interface Judgement {
  readonly result: RuleResult;
  readonly code: string;
  readonly values: FindingValues;
}

/** Why something is not known, and so cannot be judged: the code of a sentence whose remedy says what to give. */
export interface Gap {
  readonly code: string;
  readonly values?: FindingValues;
}

/** One question to a target; every rule has this shape and stands in the table of `rules/`. */
export interface SmartRule {
  readonly letter: Letter;
  readonly name: string;
  /** Whether there is anything to judge; a rule that does not apply is not told. */
  readonly applies: (target: Target, evidence: SmartEvidence) => boolean;
  readonly judge: (target: Target, evidence: SmartEvidence) => readonly Judgement[];
}

export const ALWAYS: SmartRule['applies'] = () => true;

export const pass = (code: string, values: FindingValues = {}): Judgement => ({ result: 'pass', code, values });
export const warn = (code: string, values: FindingValues = {}): Judgement => ({ result: 'warn', code, values });
export const fail = (code: string, values: FindingValues = {}): Judgement => ({ result: 'fail', code, values });
export const unknown = ({ code, values = {} }: Gap): Judgement => ({ result: 'unknown', code, values });

export function isGap<T extends object>(known: T | Gap): known is Gap {
  return 'code' in known;
}

/** The worst of some results; `pass` of none. */
export function worstOf(results: readonly RuleResult[]): RuleResult {
  return RULE_RESULTS[Math.max(0, ...results.map((result) => RULE_RESULTS.indexOf(result)))] as RuleResult;
}
