import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../src/core/allocation/basis/basis-source.ts';
import { type Method, parseMethod } from '../../../src/core/allocation/methods/method.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { rollUp } from '../../../src/core/grid.ts';
import { decomposeRatio } from '../../../src/core/metrics/decompose-ratio.ts';
import type { PlannedDenominators, RatioRequest } from '../../../src/core/metrics/ratio-request.ts';
import { parseRatioTarget } from '../../../src/core/metrics/ratio-target.ts';
import { CALENDAR, period, type Row, split, totals } from '../make.ts';

/** Unit, day, numerator, denominator. */
type Fact = readonly [unit: string, day: string, above: number, below: number];

const method = (text: string) => parseMethod(text, 2) as Method;
const facts = (rows: readonly Fact[], part: 2 | 3) => totals(rows.map((row): Row => [row[0], row[1], row[part]]));
const table = (...rows: (readonly [unit: string, span: string, amount: number])[]): PlannedDenominators => ({
  kind: 'table',
  scale: 2,
  blocks: rows.map(([unit, span, amount]) => ({
    period: span === '' ? undefined : period(span),
    path: split(unit),
    amount: BigInt(Math.round(amount * 100)),
    place: undefined,
  })),
});

interface Asked {
  readonly rows: readonly Fact[];
  readonly target?: string;
  readonly time?: string;
  readonly org?: string;
  readonly over?: Partial<RatioRequest>;
}

function plan({ rows, target, time = 'proportional', org = time, over = {} }: Asked) {
  const levels = ['l1', 'l2'].slice(0, Math.max(...rows.map(([unit]) => split(unit).length)));
  return decomposeRatio({
    target: target === undefined ? undefined : parseRatioTarget(target),
    atMostOne: true,
    scale: 2,
    period: period('2026-Q1'),
    grains: ['quarter', 'month'],
    fiscal: undefined,
    levels,
    unit: [],
    basis: parseBasis('last-year', CALENDAR)!,
    method: { time: method(time), org: method(org) },
    denominators: { kind: 'history', growth: { numerator: 0n, denominator: 1n } },
    roster: undefined,
    exclude: [],
    totals: { numerator: facts(rows, 2), denominator: facts(rows, 3) },
    ...over,
  });
}

const ratios = ({ plan: { cells }, denominator }: ReturnType<typeof plan>) =>
  Array.from(cells, (cell, i) => (denominator.cells[i] === 0n ? undefined : Number(cell) / Number(denominator.cells[i])));
const codes = ({ findings }: ReturnType<typeof plan>) => findings.map(({ code }) => code);
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return [error.kind, ...error.findings.map(({ code }) => code)];
    throw error;
  }
  return undefined;
};

const ROWS: Fact[] = [
  ['a', '2025-01-31', 50, 100],
  ['a', '2025-02-28', 60, 100],
  ['a', '2025-03-31', 100, 200],
  ['b', '2025-01-31', 30, 100],
  ['b', '2025-03-31', 20, 100],
];

describe('a ratio plan', () => {
  it('scales every base ratio by one factor; denominators of history grow and keep their sum', () => {
    const growth = { numerator: 1n, denominator: 3n };
    const made = plan({ rows: ROWS, target: '52%', over: { denominators: { kind: 'history', growth } } });
    expect(made.denominator.cells.reduce((a, b) => a + b, 0n)).toBe(80_000n);
    expect(made.total).toBe(41_600n);
    const factor = 0.52 / (260 / 600);
    expect(ratios(made).map((ratio) => ratio?.toFixed(3))).toEqual(
      [0.5, 0.6, 0.5, 0.3, undefined, 0.2].map((ratio) => ratio && (ratio * factor).toFixed(3)),
    );
  });

  it('is at every larger node the sum of numerators over the sum of denominators', () => {
    const made = plan({ rows: ROWS.map(([unit, ...rest]) => [`${unit}/x`, ...rest]), target: '+4.5pp', time: 'uplift' });
    const [above, below] = [rollUp(made.plan), rollUp(made.denominator)];
    const width = made.plan.periods.nodes.length;
    expect(Number(above[0]) / Number(below[0])).toBeCloseTo(260 / 600 + 0.045, 5);
    expect(Number(above[width]) / Number(below[width])).toBeCloseTo(210 / 400 + 0.045, 4);
  });

  it('starts where the basis has no denominator from the unit, then from its parent, and says so', () => {
    const blocks = table(['a', '', 300], ['b', '', 300], ['c', '', 300]);
    const made = plan({ rows: ROWS, time: 'growth:+0%', over: { denominators: blocks } });
    const found = ratios(made).map((ratio) => ratio?.toFixed(2));
    expect(found.slice(3)).toEqual(['0.30', undefined, '0.20', '0.43', '0.43', '0.43']);
    expect(made.findings.filter(({ code }) => code === 'metric.ratio-from-above').map(({ values }) => values)).toEqual([
      { unit: 'c', periods: 3, from: '-' },
    ]);
  });

  it('repeats on time the ratio of a unit, on org that of a period, on both the target', () => {
    const shown = (time: string, org: string) =>
      ratios(plan({ rows: ROWS, target: '+0pp', time, org })).map((ratio) => ratio?.toFixed(2));
    expect(shown('repeat', 'proportional')).toEqual(
      ['0.53', '0.53', '0.52', '0.25', undefined, '0.25'].map((r) => r && expect.stringMatching(r.slice(0, 3))),
    );
    expect(shown('proportional', 'repeat')).toEqual(['0.40', '0.60', '0.40', '0.40', undefined, '0.40']);
    expect(shown('repeat', 'repeat').slice(0, 4)).toEqual(['0.43', '0.43', '0.43', '0.43']);
  });

  it('needs no history where every ratio is the target', () => {
    const over = { totals: undefined, denominators: table(['a', '2026-01', 10], ['a', '2026-02', 20], ['b', '2026-Q1', 30]) };
    const made = plan({ rows: ROWS, target: '90%', time: 'repeat', over });
    expect([...made.plan.cells]).toEqual([900n, 1800n, 0n, 900n, 900n, 900n]);
  });

  it('reads several years as their mean, in a period of any length', () => {
    const rows = ROWS.flatMap(([unit, day, above, below]): Fact[] => [
      [unit, day, above, below],
      [unit, day.replace('2025', '2024'), 2 * above, 2 * below],
    ]);
    const basis = parseBasis('2024..2025', CALENDAR)!;
    const made = plan({ rows, time: 'growth:+0%', over: { basis, grains: ['quarter'] } });
    expect([...made.denominator.cells]).toEqual([60_000n, 30_000n]);
    expect([...made.plan.cells]).toEqual([31_500n, 7500n]);
  });

  it('stops every ratio at 1 when each grows by itself, and gives the rest to nobody', () => {
    const made = plan({ rows: ROWS, time: 'growth:+45pp' });
    expect(ratios(made).map((ratio) => ratio?.toFixed(2))).toEqual(['0.95', '1.00', '0.95', '0.75', undefined, '0.65']);
    expect(codes(made)).toContain('metric.capped');
  });

  it('shares a larger block by the denominators of the basis, and refuses two that overlap', () => {
    const made = plan({
      rows: ROWS,
      time: 'growth:+0%',
      over: { denominators: table(['a', '2026-Q1', 40], ['b', '2026-01', 1]) },
    });
    expect([...made.denominator.cells]).toEqual([1000n, 1000n, 2000n, 100n, 0n, 0n]);
    const twice = table(['a', '2026-Q1', 40], ['a', '2026-01', 1]);
    expect(refusal(() => plan({ rows: ROWS, target: '50%', over: { denominators: twice } }))).toEqual([
      'wrong-use',
      'metric.denominators-overlap',
    ]);
  });

  it('refuses a basis without any denominator', () => {
    const none = ROWS.map(([unit, day]): Fact => [unit, day, 1, 0]);
    const over = { denominators: table(['a', '', 1]) };
    expect(refusal(() => plan({ rows: none, target: '50%', over }))).toEqual(['wrong-use', 'metric.no-basis-ratio']);
  });
});
