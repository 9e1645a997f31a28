import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../core/make.ts';
import { folders } from './sequences/plan-folders.ts';
import { broken } from './sequences/play.ts';
import { beginnings, stepsOf } from './sequences/steps.ts';

const sequences = folders.chain((folder) =>
  fc
    .tuple(beginnings(folder), fc.array(stepsOf(folder), { minLength: 3, maxLength: 8, size: 'max' }))
    .map(([first, steps]) => ({ folder, steps: [...first, ...steps] })),
);

it('keeps every promise, whatever commands follow one another', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async ({ folder, steps }) => {
      expect(await broken(folder, steps)).toBeUndefined();
    }),
    // Shrinking stops in time to say what it found.
    { ...runs(16), interruptAfterTimeLimit: 150_000 },
  );
});
