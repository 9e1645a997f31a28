/** Ways to make the forecasts of units and of what they belong to agree; `none` leaves them as they are. */
export const RECONCILIATIONS = ['least-squares', 'bottom-up', 'top-down', 'none'] as const;
export type Reconciliation = (typeof RECONCILIATIONS)[number];
