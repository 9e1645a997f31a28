import { describe, expect, it } from 'vitest';
import { ConnectionLost, ServerError } from '../../../src/facts/remote/connection.ts';
import { type Clock, withRetries } from '../../../src/facts/remote/retry.ts';

/** Time that passes by waiting, and by `work` if it takes some. */
function testClock(): Clock & { now: () => number; pass: (ms: number) => void; readonly waits: number[] } {
  const waits: number[] = [];
  let now = 0;
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return {
    waits,
    pass,
    now: () => now,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      pass(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Fails so many times before it answers. */
function failing(times: number, error: Error): () => Promise<string> {
  let left = times;
  return () => (left-- > 0 ? Promise.reject(error) : Promise.resolve('whole'));
}

const LOST = new ConnectionLost('ECONNREFUSED');

describe('a question to a server', () => {
  it.each([
    [0, []],
    [1, [250]],
    [3, [250, 1000, 4000]],
  ])('is asked again when the connection was lost %d times', async (times, waits) => {
    const clock = testClock();
    expect(await withRetries(failing(times, LOST), clock)).toBe('whole');
    expect(clock.waits).toEqual(waits);
  });

  it('is given up when it is lost a fourth time', async () => {
    const clock = testClock();
    await expect(withRetries(failing(4, LOST), clock)).rejects.toBe(LOST);
    expect(clock.waits).toHaveLength(3);
  });

  it('is not asked again when the server itself said no', async () => {
    const clock = testClock();
    const said = new ServerError('missing', 'no such table', '42P01');
    await expect(withRetries(failing(1, said), clock)).rejects.toBe(said);
    expect(clock.waits).toEqual([]);
  });

  it('is not begun again a minute after it was first asked', async () => {
    const clock = testClock();
    const slow = () => {
      clock.pass(40_000);
      return Promise.reject(LOST);
    };
    await expect(withRetries(slow, clock)).rejects.toBe(LOST);
    expect(clock.waits).toEqual([250]);
  });
});
