import type { FindingValues } from '../finding.ts';

/** Why something is not known, and so cannot be judged: the code of a sentence whose remedy says what to give. */
export interface Gap {
  readonly code: string;
  readonly values?: FindingValues;
}

export function isGap<T extends object>(known: T | Gap): known is Gap {
  return 'code' in known;
}
