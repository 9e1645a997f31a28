import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import type { FactsResult } from '../../../src/facts/facts-source.ts';
import { ask } from '../ask.ts';
import { tempFiles } from '../temp-files.ts';
import { mutated, random } from './mutations.ts';
import { table } from './tables.ts';

/** FUZZ_RUNS=10000 FUZZ_SEED=7 npx vitest run test/facts/fuzz: the whole run; each file's seed is in the message of its failure. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20260101);
const LONGEST_MS = 20_000;

const files = tempFiles();

describe('mutated files', () => {
  it(
    `are read or refused, and no row is lost (${RUNS} files)`,
    async () => {
      const outcomes = { read: 0, rejected: 0, refused: 0 };
      for (let run = 0; run < RUNS; run++) {
        const seed = SEED + run;
        const outcome = await readOne(seed);
        outcomes[outcome]++;
      }
      // Mutations that always ruin a file, or never do, would prove nothing.
      expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(RUNS / 50);
    },
    RUNS * 400 + 60_000,
  );

  // A last cell `""（4）`, on which the engine breaks down.
  it.each([50002105])('that were not read once: %i', async (seed) => {
    expect(await readOne(seed)).toBe('rejected');
  });
});

async function readOne(seed: number): Promise<'read' | 'rejected' | 'refused'> {
  const next = random(seed);
  const { bytes, names, encoding } = table(next);
  const changed = mutated(bytes, next);
  const path = files.write('fuzz.csv', changed);
  const started = performance.now();
  const result = await outcomeOf(path, { seed, aheadFrom: seed % 2 === 0 ? 0 : undefined });
  expect(performance.now() - started, `seed ${seed}: too slow`).toBeLessThan(LONGEST_MS);
  if (result === undefined) return 'refused';
  expectNothingLost(result, { seed, names: untouched(names, { changed, encoding }) });
  return result.rejects.length > 0 ? 'rejected' : 'read';
}

interface Reading {
  readonly seed: number;
  /** Every other file is summed while it is checked. */
  readonly aheadFrom: number | undefined;
}

async function outcomeOf(path: string, { seed, aheadFrom }: Reading): Promise<FactsResult | undefined> {
  try {
    return await ask([path], { describeRejects: Number.POSITIVE_INFINITY }, { aheadFrom });
  } catch (error) {
    if (error instanceof Refusal && error.findings.length > 0) return undefined;
    throw new Error(`seed ${seed}`, { cause: error });
  }
}

/** Names whose bytes are still in the file. */
function untouched(
  names: readonly string[],
  { changed, encoding }: { readonly changed: Buffer; readonly encoding: string },
): string[] {
  const text = changed.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(changed) : changed;
  const decoded = new TextDecoder(encoding).decode(text);
  return names.filter((name) => decoded.includes(name));
}

function expectNothingLost(
  { totals, rejects }: FactsResult,
  { seed, names }: { readonly seed: number; readonly names: readonly string[] },
): void {
  const { read, ...left } = totals.account;
  expect(
    Object.values(left).reduce((sum, rows) => sum + rows, 0),
    `seed ${seed}: rows add up`,
  ).toBe(read);
  expect(rejects.length, `seed ${seed}: every bad row is described`).toBe(totals.account.rejected);
  const rows = rejects.map(({ finding }) => finding.place?.row ?? '');
  // A subtotal is no reject, and of a very long row a message shows the beginning.
  const isShownWhole = totals.account.subtotals === 0 && !rows.some((row) => row.endsWith('…'));
  const seen = [...totals.units.flat(), ...rows].join('\n');
  const lost = isShownWhole ? names.filter((name) => !seen.includes(name)) : [];
  expect(lost, `seed ${seed}: names that are neither in the sums nor in the rejects`).toEqual([]);
}
