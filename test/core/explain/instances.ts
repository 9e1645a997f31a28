import fc from 'fast-check';
import { parseBasis } from '../../../src/core/allocation/basis/basis-source.ts';
import { type Decomposition, decompose } from '../../../src/core/allocation/decompose.ts';
import type { DecomposeRequest } from '../../../src/core/allocation/decompose-request.ts';
import type { Lock } from '../../../src/core/allocation/locks/lock.ts';
import { parseMethod } from '../../../src/core/allocation/methods/method.ts';
import { parseScopedFactor } from '../../../src/core/allocation/methods/scoped-rate.ts';
import { SHAPES } from '../../../src/core/allocation/weigh.ts';
import type { Grain } from '../../../src/core/calendar/period.ts';
import type { ExplainRequest } from '../../../src/core/explain/explained-block.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { nodeAt } from '../../../src/core/tree.ts';
import { CALENDAR, day, period, type Row, stream, totals } from '../make.ts';

export interface Asked {
  readonly rows: readonly Row[];
  readonly total?: bigint;
  readonly grains?: readonly Grain[];
  readonly org?: string;
  readonly time?: string;
  readonly method?: { readonly org: string; readonly time: string };
  readonly weights?: readonly string[];
  readonly over?: Partial<DecomposeRequest>;
}

/** A plan of 2026 in fen. */
export function planned(asked: Asked): Decomposition {
  const history = totals(asked.rows);
  const methodOf = (text: string) => parseMethod(text, 2)!;
  return decompose({
    total: { kind: 'amount', amount: asked.total ?? 1_000_000n },
    scale: 2,
    roundTo: 1n,
    period: period('2026'),
    grains: asked.grains ?? ['month'],
    fiscal: undefined,
    levels: history.levels,
    unitAxes: [history.levels],
    unit: [],
    basis: { org: parseBasis(asked.org ?? 'last-year', CALENDAR)!, time: parseBasis(asked.time ?? 'last-year', CALENDAR)! },
    method: { org: methodOf(asked.method?.org ?? 'proportional'), time: methodOf(asked.method?.time ?? 'proportional') },
    populatedOnly: false,
    shape: 'own',
    growths: [],
    tilts: tiltsOf(asked),
    locks: [],
    asOf: day('2025-12-31'),
    onNegative: 'zero',
    onZeroBasis: 'equal',
    roster: undefined,
    exclude: [],
    likes: [],
    totals: history,
    ...asked.over,
  });
}

function tiltsOf({ weights }: Asked) {
  return (weights ?? []).map((text) => {
    const rate = parseScopedFactor(text)!;
    return { ...rate, span: rate.period === undefined ? undefined : period(rate.period) };
  });
}

export const requestOf = (asked: Asked, made = planned(asked)): ExplainRequest => ({ ...made, tilts: tiltsOf(asked) });

const UNITS = ['华东/上海', '华东/杭州', '华北/北京', '华北/天津', '华北/石家庄', '其他'];

/** Two years of rows, some of them returns, some months without any. */
function randomRows(seed: number): Row[] {
  const next = stream(seed);
  const ends: Row[] = ['2024-01-01', '2025-01-01', '2025-12-31'].map((date) => [UNITS[0] as string, date, 5]);
  const rows = Array.from({ length: 40 + next(60) }, (): Row => {
    const month = String(next(12) + 1).padStart(2, '0');
    const date = String(next(28) + 1).padStart(2, '0');
    return [
      UNITS[next(UNITS.length)] as string,
      `202${4 + next(2)}-${month}-${date}`,
      next(20) === 0 ? -next(50) : next(1000) + 1,
    ];
  });
  return [...ends, ...rows];
}

export interface Instance {
  readonly asked: Asked;
  readonly made: Decomposition;
}

/** Plans of every shape, several bases, grains and rounding units; with locks near what a plan without them has. */
export const anyPlan = (withLocks: boolean): fc.Arbitrary<Instance> =>
  fc
    .record({
      seed: fc.integer(),
      shape: fc.constantFrom(...SHAPES),
      org: fc.constantFrom('last-year', 'equal', '2024..2025', 'shares:2024..2025'),
      time: fc.constantFrom('last-year', 'equal', '2024..2025'),
      grains: fc.constantFrom<Grain[]>(
        ['month'],
        ['quarter', 'month'],
        ['quarter'],
        ['month', 'week'],
        ['quarter', 'month', 'day'],
      ),
      roundTo: fc.constantFrom(1n, 100n, 10_000n),
      total: fc.oneof(fc.bigInt(0n, 5000n), fc.bigInt(0n, 10n ** 9n)),
      isTilted: fc.boolean(),
    })
    .map(({ seed, shape, org, time, grains, roundTo, total, isTilted }) => {
      const rows = randomRows(seed);
      const weights = isTilted ? ['华东=1.3', '华北@2026-Q1=70%'] : [];
      const asked = { rows, org, time, grains, total, weights, over: { shape, roundTo } };
      const made = planned(asked);
      return withLocks ? locked(asked, made, stream(seed ^ 0x55aa)) : { asked, made };
    });

/** The same plan under locks that it can mostly keep; those that it cannot are left out from the last. */
function locked(asked: Asked, made: Decomposition, next: (below: number) => number): Instance {
  const locks = Array.from({ length: 1 + next(4) }, () => anyLock(made.trace.allocated, next));
  for (let count = locks.length; count > 0; count--) {
    const over = { ...asked.over, locks: locks.slice(0, count) };
    try {
      return { asked: { ...asked, over }, made: planned({ ...asked, over }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { asked, made };
}

function anyLock(plan: Grid, next: (below: number) => number): Lock {
  const unit = next(plan.units.nodes.length);
  const at = next(plan.periods.nodes.length);
  const value = valueAt(plan, unit, at);
  const amount = (value * BigInt(80 + next(40))) / 100n;
  const kind = (['fix', 'floor', 'cap'] as const)[next(3)]!;
  const path = nodeAt(plan.units, unit).value.path;
  return { period: nodeAt(plan.periods, at).value, path, kind, amount, reason: '', by: '', until: undefined, place: undefined };
}
