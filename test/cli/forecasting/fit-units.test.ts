import { describe, expect, it } from 'vitest';
import { fitUnits } from '../../../src/cli/forecasting/fit-units.ts';
import type { PanelPlan, PanelUnit } from '../../../src/core/forecasting/panel.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';

const PLAN: PanelPlan = { horizon: 12, windows: [{ first: 1, last: 12 }], paths: 50, origins: 2 };
/** Of the build: `npm run build` has made it. */
const WORKER = new URL('../../../dist/forecast-worker.js', import.meta.url);

function units(count: number, method = 'theta'): PanelUnit[] {
  return Array.from({ length: count }, (_, at) => {
    const random = seededRandom(at);
    const values = Float64Array.from({ length: 40 + (at % 20) }, (_, t) => 100 + t + 30 * random());
    return { name: `unit ${at}`, series: { values, season: 12, isNonNegative: true }, method };
  });
}

describe('fitting the units of a panel', () => {
  it('gives the same in one thread, in two and in three, in the order of the units', async () => {
    const here = await fitUnits(units(53), PLAN, { threads: 1 });
    for (const threads of [2, 3]) {
      const counts: number[] = [];
      const there = await fitUnits(units(53), PLAN, { threads, worker: WORKER, fitted: (done) => counts.push(done) });
      expect(there).toEqual(here);
      expect(there.map(({ name }) => name)).toEqual(units(53).map(({ name }) => name));
      expect(counts.at(-1)).toBe(53);
    }
  });

  it('fails here when a thread fails', async () => {
    await expect(fitUnits(units(30, 'nobody'), PLAN, { threads: 2, worker: WORKER })).rejects.toThrow(
      'no forecast method nobody',
    );
    await expect(fitUnits(units(3, 'nobody'), PLAN)).rejects.toThrow('no forecast method nobody');
  });

  it('has nothing to do for no units', async () => {
    expect(await fitUnits([], PLAN)).toEqual([]);
  });
});
