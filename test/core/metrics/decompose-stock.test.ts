import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../src/core/allocation/basis/basis-source.ts';
import type { DecomposeRequest } from '../../../src/core/allocation/decompose.ts';
import { parseMethod } from '../../../src/core/allocation/methods/method.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { closingLevels } from '../../../src/core/metrics/closing-levels.ts';
import { decomposeStock } from '../../../src/core/metrics/decompose-stock.ts';
import { rollUpBy } from '../../../src/core/metrics/roll-up.ts';
import { CALENDAR, day, period, type Row, totals } from '../make.ts';

const ROWS: Row[] = [
  ['a', '2025-01-31', 300],
  ['a', '2025-02-10', 999],
  ['a', '2025-02-28', 330],
  ['a', '2025-03-31', 370],
  ['b', '2025-01-31', 200],
  ['b', '2025-02-28', 220],
  ['b', '2025-03-31', 230],
];

function request(over: Partial<DecomposeRequest> = {}): DecomposeRequest {
  const basis = parseBasis('last-year', CALENDAR)!;
  const proportional = parseMethod('proportional', 2)!;
  return {
    total: { kind: 'amount', amount: 120_000n },
    scale: 2,
    roundTo: 1n,
    period: period('2026-Q1'),
    grains: ['quarter', 'month'],
    fiscal: undefined,
    levels: ['l1'],
    unitAxes: [['l1']],
    unit: [],
    basis: { time: basis, org: basis },
    method: { time: proportional, org: proportional },
    populatedOnly: false,
    shape: 'own',
    growths: [],
    tilts: [],
    locks: [],
    asOf: day('2026-01-01'),
    onNegative: 'zero',
    onZeroBasis: 'error',
    roster: undefined,
    exclude: [],
    likes: [],
    totals: totals(ROWS),
    ...over,
  };
}

const withTime = (text: string) => ({ time: parseMethod(text, 2)!, org: parseMethod('proportional', 2)! });
const columns = ({ plan: { cells } }: ReturnType<typeof decomposeStock>) => [0, 1, 2].map((p) => cells[p]! + cells[p + 3]!);

describe('a stock plan', () => {
  it('takes the level of the last day with rows in a period', () => {
    expect([...closingLevels(totals(ROWS), 'month', undefined).amount]).toEqual([
      30_000n,
      0n,
      33_000n,
      37_000n,
      20_000n,
      22_000n,
      23_000n,
    ]);
    expect([...closingLevels(totals(ROWS), 'quarter', undefined).amount]).toEqual([0n, 0n, 0n, 37_000n, 0n, 0n, 23_000n]);
  });

  it('ends at the total and moves as the basis did; a quarter is its last month (T12: 1,200, not 3,300)', () => {
    const made = decomposeStock(request(), 'last');
    expect(columns(made)).toEqual([100_000n, 110_000n, 120_000n]);
    expect([...made.plan.cells]).toEqual([60_000n, 66_000n, 74_000n, 40_000n, 44_000n, 46_000n]);
    expect(rollUpBy(made.plan, made.rollUp)[0]).toBe(120_000n);
  });

  it('or has the total as its mean', () => {
    const made = decomposeStock(request({ total: { kind: 'amount', amount: 110_000n } }), 'mean');
    expect(made.plan.cells.reduce((a, b) => a + b, 0n)).toBe(330_000n);
    expect([rollUpBy(made.plan, made.rollUp)[0], made.total]).toEqual([110_000n, 110_000n]);
  });

  it('keeps every level exactly, in rounding units but for the last', () => {
    const made = decomposeStock(request({ total: { kind: 'amount', amount: 120_001n }, roundTo: 700n }), 'last');
    const [first, second, last] = columns(made) as [bigint, bigint, bigint];
    expect([first % 700n, second % 700n, last]).toEqual([0n, 0n, 120_001n]);
    expect([...made.plan.cells].filter((cell) => cell % 700n !== 0n).length).toBe(1);
  });

  it('stays, grows, or follows a line', () => {
    expect(columns(decomposeStock(request({ method: withTime('repeat') }), 'last'))).toEqual([120_000n, 120_000n, 120_000n]);
    const grown = decomposeStock(request({ total: { kind: 'growth', numerator: 10n, denominator: 100n } }), 'last');
    expect(grown.total).toBe(66_000n);
    const line = request({ total: undefined, method: withTime('straight-line:1000..1200') });
    expect(columns(decomposeStock(line, 'last'))).toEqual([100_000n, 110_000n, 120_000n]);
  });

  it('refuses a basis that ends at nothing, and a line that ends elsewhere', () => {
    const gone = totals([...ROWS.filter(([, text]) => text !== '2025-03-31'), ['a', '2025-03-31', 0], ['b', '2025-03-31', 0]]);
    const codes = (over: Partial<DecomposeRequest>) => {
      try {
        decomposeStock(request(over), 'last');
      } catch (error) {
        if (error instanceof Refusal) return error.findings.map(({ code }) => code);
        throw error;
      }
      return [];
    };
    expect(codes({ totals: gone })).toContain('metric.no-closing-level');
    expect(codes({ method: withTime('straight-line:1000..1100') })).toEqual(['method.total-disagrees']);
    expect(codes({ method: withTime('straight-line:1000..') })).toEqual(['metric.line-both-ends']);
  });
});
