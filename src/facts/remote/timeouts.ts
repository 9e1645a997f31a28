import { refuse } from '../../core/finding.ts';
import type { RemoteAddress } from './address.ts';

/** Milliseconds to wait for a server to greet. */
export const CONNECT_TIMEOUT = 10_000;

const USUAL_SECONDS = 600;
const MOST_SECONDS = 24 * 3600;

/** Milliseconds that a statement may take: `?timeout=SECONDS`, else ten minutes. */
export function statementTimeout({ options, display }: Pick<RemoteAddress, 'options' | 'display'>): number {
  const { timeout } = options;
  if (timeout === undefined) return USUAL_SECONDS * 1000;
  const seconds = /^[0-9]{1,5}$/.test(timeout) ? Number(timeout) : 0;
  if (seconds < 1 || seconds > MOST_SECONDS) throw refuse('remote.bad-timeout', { most: MOST_SECONDS }, { file: display });
  return seconds * 1000;
}
