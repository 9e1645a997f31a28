import type { BasisSource } from './basis-window.ts';

/** The same for every leaf. */
export const equal: BasisSource = {
  name: 'equal',
  axes: ['time', 'org'],
  window: undefined,
  weights: () => ({ weights: 'equal', findings: [] }),
};
