import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../src/core/allocation/basis/basis-source.ts';
import { parseMethod } from '../../src/core/allocation/methods/method.ts';
import { Refusal } from '../../src/core/finding.ts';
import type { Grid } from '../../src/core/grid.ts';
import { decomposeRatio, type RatioPlan } from '../../src/core/metrics/decompose-ratio.ts';
import { defaultMetric } from '../../src/core/metrics/metric.ts';
import { parseRatioTarget } from '../../src/core/metrics/ratio-target.ts';
import { wordsFor } from '../../src/locale/index.ts';
import { tidyPlanSheet, widePlanSheet } from '../../src/report/plan-sheet.ts';
import { CALENDAR, period, type Row, runs, split, stream, totals } from '../core/make.ts';

const words = await wordsFor('en');
const LEVELS = ['l1', 'l2', 'l3'];
const NAMES = ['a/x/1', 'a/x/2', 'a/y', 'b/z/3', 'b/w/4', 'c'];

interface Asked {
  readonly seed: number;
  readonly target: string;
  readonly way: string;
  readonly atMostOne: boolean;
}

/** A ratio plan of uneven units by quarter and month; half of its denominators are planned, some of them nothing. */
function made({ seed, target, way, atMostOne }: Asked): RatioPlan {
  const next = stream(seed);
  const names = NAMES.filter((_, i) => i === 0 || next(4) > 0);
  const rows = names.flatMap((name) => {
    return ['01', '02', '03', '04', '05', '06'].map((month): [string, string, number, number] => {
      const below = next(4) === 0 ? 0 : 1 + next(400);
      return [name, `2025-${month}-15`, next(below + 1), below];
    });
  });
  const part = (at: 2 | 3) =>
    totals(
      rows.map((row): Row => [row[0], row[1], row[at]]),
      LEVELS,
    );
  const blocks = names.flatMap((name) => {
    return ['2026-01', '2026-02', '2026-Q2'].map((span) => {
      const amount = next(3) === 0 ? 0n : BigInt(next(90_000));
      return { period: period(span), path: split(name), amount, place: undefined };
    });
  });
  const method = parseMethod(way, 2)!;
  return decomposeRatio({
    ...{ target: parseRatioTarget(target), atMostOne, scale: 2, period: period('2026-H1'), grains: ['quarter', 'month'] },
    ...{ fiscal: undefined, levels: LEVELS, unit: [], basis: parseBasis('last-year', CALENDAR)! },
    method: { time: method, org: method },
    denominators:
      next(2) === 0 ? { kind: 'history', growth: { numerator: 1n, denominator: 7n } } : { kind: 'table', scale: 2, blocks },
    ...{ roster: undefined, exclude: [], totals: { numerator: part(2), denominator: part(3) } },
  });
}

/** Sum of the cells of a unit in a period, looked up cell by cell. */
function naive({ units, periods, cells }: Grid, path: readonly string[], label: string): bigint {
  const span = periods.nodes.find(({ value }) => value.label === label)!.value;
  let sum = 0n;
  units.leaves.forEach((unit, u) => {
    periods.leaves.forEach((leaf, p) => {
      const { start, end } = periods.nodes[leaf]!.value;
      const isInside = path.every((name, depth) => units.nodes[unit]!.value.path[depth] === name);
      if (isInside && span.start <= start && end <= span.end) sum += cells[u * periods.leaves.length + p] as bigint;
    });
  });
  return sum;
}

/** numerator / denominator with so many decimals, halves up; nothing without a denominator. */
function quotient(numerator: bigint, denominator: bigint, decimals: number): string {
  if (denominator === 0n) return '';
  const whole = (2n * numerator * 10n ** BigInt(decimals) + denominator) / (2n * denominator);
  const text = whole.toString().padStart(decimals + 1, '0');
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

describe('the ratio of every node of a plan', () => {
  const asked = fc.record({
    seed: fc.nat(),
    target: fc.constantFrom('40%', '97%', '+3pp', '+20%', '-10pp'),
    way: fc.constantFrom('proportional', 'uplift'),
    atMostOne: fc.boolean(),
  });

  it('is the sum of its numerators over the sum of its denominators, whatever was capped and wherever there is none', () => {
    const seen = { rows: 0, capped: 0, blank: 0 };
    const property = fc.property(asked, (ask) => {
      const result = possible(() => made(ask));
      if (!result) return;
      const { plan, denominator, rollUp, ratio } = result;
      const definition = { ...defaultMetric('rate'), kind: 'ratio' as const, atMostOne: ask.atMostOne };
      const heading = { target: 'T', metric: 'rate', period: '2026-H1', layer: 'quota', revision: 1, unit: undefined };
      const all = { ...heading, decimals: 2, definition, rollUp, denominator };
      const tidy = tidyPlanSheet(plan, all, { words, depths: [1, 2, 3] });
      for (const { cells } of [...tidy.rows, ...(tidy.totals ? [tidy.totals] : [])]) {
        const [, , label = '', l1 = '', l2 = '', l3 = ''] = cells;
        const path = [l1, l2, l3].filter((name) => name !== '');
        const [above, below] = [naive(plan, path, label), naive(denominator, path, label)];
        const wanted = quotient(above, below, 6).replace(/0{1,2}$/, '');
        expect([path, label, cells.at(-1)]).toEqual([path, label, wanted]);
        if (ask.atMostOne) expect(above <= below).toBe(true);
        seen.rows++;
        if (below === 0n) seen.blank++;
      }
      const wide = widePlanSheet(plan, all, { words, depths: [1] });
      expect(wide.totals?.cells.at(-1)).toMatch(new RegExp(`^${quotient(total(plan), total(denominator), 4)}`));
      seen.capped += ratio.placed.capped.size;
    });
    fc.assert(property, runs(120));
    expect(Math.min(seen.rows, seen.capped, seen.blank), JSON.stringify(seen)).toBeGreaterThan(100);
  });
});

const total = ({ cells }: Grid) => cells.reduce((a, b) => a + b, 0n);

function possible<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
