import { describe, expect, test } from 'vitest';
import type { Context } from '../../../src/cli/context.ts';
import { forecastUnits } from '../../../src/cli/forecasting/forecast-units.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';
import { pathKey } from '../../../src/core/organisation/unit-tree.ts';
import type { Totals } from '../../../src/core/totals.ts';
import { day, period, type Row, totals } from '../../core/make.ts';

const CONTEXT = { today: day('2026-01-15'), stderr: { isTTY: false }, env: {}, look: { quiet: true } } as unknown as Context;
const YEAR = period('2026');

/** Two steady regions of two reps over four years, and `rare` reps who sell in one month of eight; `young` began in 2025. */
function orders({ rare = 0, young = false } = {}): Row[] {
  const random = seededRandom(5);
  const rows: Row[] = [];
  for (let t = 0; t < 48; t++) {
    const date = `${2022 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-28`;
    const season = t % 12 === 11 ? 2 : 1;
    for (const [unit, size] of [
      ['N/a', 900],
      ['N/b', 500],
      ['S/c', 700],
      ['S/d', 300],
    ] as const)
      rows.push([unit, date, Math.round(size * season * (0.95 + 0.1 * random()))]);
    for (let i = 0; i < rare; i++) if (random() < 1 / 8) rows.push([`R/r${i}`, date, 1 + Math.round(3 * random())]);
    if (young && t >= 36) rows.push(['S/young', date, 100 * season]);
  }
  return rows;
}

const forecast = (history: Totals, rest: object = {}) =>
  forecastUnits({ totals: history, until: YEAR.end, spans: [YEAR], model: 'theta', ...rest }, CONTEXT);

describe('forecasts of units', () => {
  test.each(['least-squares', 'bottom-up', 'top-down'] as const)('add up over any months: %s', async (reconcile) => {
    const { units, baseline } = await forecast(totals(orders()), { reconcile });
    for (const text of ['2026', '2026-Q1', '2026-03', '2025-07..2026-06']) {
      const span = period(text);
      units.nodes.forEach(({ children }, node) => {
        if (children.length === 0) return;
        const parts = children.reduce((sum, child) => sum + baseline(child, span), 0);
        expect(Math.abs(parts - baseline(node, span))).toBeLessThan(1e-9 * baseline(0, span));
      });
    }
  });

  test('do not depend on the order of rows or units', async () => {
    const one = await forecast(totals(orders()));
    const other = await forecast(totals(orders().reverse()));
    one.units.nodes.forEach(({ value }, node) => {
      expect(pathKey(other.units.nodes[node]!.value.path)).toBe(pathKey(value.path));
      expect(other.baseline(node, YEAR)).toBe(one.baseline(node, YEAR));
      expect(other.distribution(node, YEAR).quantile(0.1)).toBe(one.distribution(node, YEAR).quantile(0.1));
    });
  });

  test('keep the ranges of a company apart from those of units that sell now and then', async () => {
    const width = async (rare: number) => {
      const { distribution } = await forecast(totals(orders({ rare })));
      const { quantile, mean } = distribution(0, YEAR);
      return (quantile(0.975) - quantile(0.025)) / mean;
    };
    expect(await width(60)).toBeLessThan(3 * (await width(0)));
  });

  test('give a young unit the season of what it belongs to', async () => {
    const { units, baseline, findings } = await forecast(totals(orders({ young: true })), { reconcile: 'none' });
    const node = units.nodes.findIndex(({ value }) => value.name === 'young');
    expect(baseline(node, period('2026-12')) / baseline(node, period('2026-11'))).toBeGreaterThan(1.7);
    expect(findings.map(({ code }) => code)).toContain('forecast.young-units');
  });

  test('take months without a row as zeros where they are many, and say so', async () => {
    const rows = Array.from({ length: 12 }, (_, i): Row => {
      const month = i * 4 + 3;
      return ['only', `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`, 100];
    });
    const { baseline, findings } = await forecast(totals(rows), { model: 'mean' });
    // Three orders of 100 a year.
    expect(baseline(0, YEAR)).toBeGreaterThan(200);
    expect(baseline(0, YEAR)).toBeLessThan(400);
    expect(findings.map(({ code }) => code)).toContain('forecast.quiet-months');
    expect(findings.map(({ code }) => code)).not.toContain('forecast.gaps');
  });

  test('give who sells now and then the season of what it belongs to', async () => {
    const now = Array.from({ length: 8 }, (_, i): Row => ['N/rare', `202${2 + Math.floor(i / 2)}-${i % 2 ? '08' : '03'}-28`, 60]);
    const { units, baseline } = await forecast(totals([...orders(), ...now]), { reconcile: 'none' });
    const node = units.nodes.findIndex(({ value }) => value.name === 'rare');
    expect(baseline(node, period('2026-12')) / baseline(node, period('2026-11'))).toBeGreaterThan(1.7);
  });

  test('give nothing to who sold nothing for a year', async () => {
    const rows: Row[] = [...orders(), ['S/gone', '2024-06-10', 5000]];
    const { units, baseline, distribution } = await forecast(totals(rows));
    const node = units.nodes.findIndex(({ value }) => value.name === 'gone');
    expect(baseline(node, YEAR)).toBe(0);
    expect(distribution(node, YEAR).confidence).toBe('low');
  });
});
