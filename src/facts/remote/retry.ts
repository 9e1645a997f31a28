import { setTimeout } from 'node:timers/promises';
import { ConnectionLost } from './connection.ts';

/** Time, so that a test need not wait. Milliseconds. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = { now: () => performance.now(), wait: (milliseconds) => setTimeout(milliseconds) };

/** Waits before each further attempt. */
export const WAITS: readonly number[] = [250, 1000, 4000];
/** No attempt begins later than this after the first. */
const LATEST = 60_000;

/**
 * Does `work` again from its start when the connection was refused or lost, at most three times; every other error comes at
 * once. What an attempt had before it failed is thrown away with it.
 */
export async function withRetries<T>(work: () => Promise<T>, clock: Clock = SYSTEM_CLOCK): Promise<T> {
  const start = clock.now();
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConnectionLost) || clock.now() + wait - start > LATEST) throw error;
    }
    await clock.wait(wait);
  }
  return work();
}
