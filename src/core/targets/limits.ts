/** Where rules draw the line. Each limit is said in the evidence of the rule that uses it. */
export const LIMITS = {
  /** Odds below these are a failure and a warning, above `high` a warning: too easy is a finding as well as too hard. */
  odds: { fail: 0.1, low: 0.25, high: 0.9 },
  /** Growth beyond the highest of the history by more than the width of its range, at least this much, is a failure. */
  growthWidth: 0.05,
  /** Targets of parts may come to this multiple of the whole before it is a warning. */
  overAssigned: 1.1,
  /** A unit's share of its parent's target / its share in history: outside of `warn` a warning, of `fail` a failure. */
  share: { warn: [0.8, 1.25], fail: [0.5, 2] },
  /** A stored baseline that is this far off what the history has is a warning. */
  baseline: 0.01,
  /** Days between two milestones, or until the next review: a quarter. */
  milestoneDays: 92,
} as const;
