import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import type { Bound } from '../../../src/core/allocation/locks/lock.ts';
import { type Decimal, power10 } from '../../../src/core/amount.ts';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import { periodTree } from '../../../src/core/calendar/period-tree.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { boundsInHome } from '../../../src/core/money/held-bounds.ts';
import { localPlan } from '../../../src/core/money/local-plan.ts';
import { type PlanMoney, productScale } from '../../../src/core/money/plan-money.ts';
import { productGrid } from '../../../src/core/money/product-grid.ts';
import { pathKey, type UnitPath, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../../../src/core/tree.ts';
import { anyInstance } from '../allocation/instances.ts';
import { stream } from '../make.ts';

const UNIT = { CNY: 1n, USD: 1n, JPY: 100n } as const;
type Code = keyof typeof UNIT;
const CODES = Object.keys(UNIT) as Code[];

const rate = (decimals: number, least: bigint): fc.Arbitrary<Decimal> =>
  fc.bigInt({ min: least, max: 12n * power10(decimals) }).map((coefficient) => ({ coefficient, scale: decimals }));

const anyBook = fc.record({
  instance: anyInstance,
  usd: rate(4, 100n),
  jpy: rate(6, 10_000n),
  codes: fc.array(fc.constantFrom<Code>(...CODES), { minLength: 1, maxLength: 12 }),
  seed: fc.integer(),
});

type Book = typeof anyBook extends fc.Arbitrary<infer T> ? T : never;

function moneyOf({ usd, jpy }: Book): PlanMoney {
  return {
    home: 'CNY',
    rates: [
      { currency: 'USD', rate: usd },
      { currency: 'JPY', rate: jpy },
    ],
  };
}

const sum = (cells: Iterable<bigint>) => [...cells].reduce((all, cell) => all + cell, 0n);
const magnitude = (value: bigint) => (value < 0n ? -value : value);

/** Locks that one plan in local money keeps, and another plan of other weights has to keep. */
function locked(book: Book) {
  const { weights, roundTo } = book.instance;
  // Under locks the digits of home money and of its products have to fit into doubles.
  const total = book.instance.total % 10n ** 11n;
  const money = moneyOf(book);
  const codeOf = new Map(
    weights.units.leaves.map((_, leaf) => [
      pathKey(leafValue(weights.units, leaf).path),
      book.codes[leaf % book.codes.length] as Code,
    ]),
  );
  const currencyOf = (path: UnitPath) => codeOf.get(pathKey(path)) as Code;
  const first = allocate({ total, scale: 2, roundTo: 1n, weights: { ...weights, scale: 2 } }).grid;
  const kept = localPlan({ plan: first, currencyOf, money, roundTo: 1n });
  const scale = productScale(money, 2);
  const factor = power10(scale - 2);
  const bounds = anyBounds(kept.grid, kept.currencies, book.seed).map((bound) => ({
    ...bound,
    min: bound.min === undefined ? undefined : bound.min * factor,
    max: bound.max === undefined ? undefined : bound.max * factor,
  }));
  const home = boundsInHome(bounds, weights, { money, currencyOf, scale, decimals: 2, roundTo: factor });
  const tilted: Grid = { ...weights, cells: weights.cells.map((cell, i) => cell * BigInt(1 + (i % 3))) };
  const placed = allocateWithBounds({
    total: sum(productGrid(kept).cells) * power10(scale - productGrid(kept).scale),
    scale,
    roundTo: 1n,
    weights: tilted,
    bounds: home,
  }).grid;
  const made = (step: bigint) =>
    localPlan({
      plan: placed,
      decimals: 2,
      currencyOf,
      money,
      roundTo: step * factor,
      held: { axes: weights, bounds: home },
    });
  const local = unless('lock.needs-finer-rounding', () => made(roundTo)) ?? made(1n);
  return { bounds, placed, local, money, factor };
}

function unless<T>(code: string, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal && error.findings[0]?.code === code) return undefined;
    throw error;
  }
}

/** What some leaf units, and groups of home money, have in some periods: fixed, or with room below or above. */
function anyBounds({ units, periods, ...grid }: Grid, currencies: readonly string[], seed: number): Bound[] {
  const next = stream(seed);
  return units.nodes.flatMap(({ leafFrom, leafTo, children }, unit) => {
    const isHome = currencies.slice(leafFrom, leafTo).every((code) => code === 'CNY');
    if (children.length > 0 && !isHome) return [];
    return periods.nodes.flatMap((_, period): Bound[] => {
      const kind = (['fix', 'floor', 'cap'] as const)[next(9)];
      if (kind === undefined) return [];
      const amount = valueAt({ units, periods, ...grid }, unit, period);
      const room = BigInt(next(5)) * UNIT[currencies[leafFrom] as Code];
      const source = { kind, place: undefined, reason: '' };
      if (kind === 'fix') return [{ unit, period, min: amount, max: amount, source }];
      const min = kind === 'floor' ? (amount > room ? amount - room : 0n) : undefined;
      return [{ unit, period, min, max: kind === 'cap' ? amount + room : undefined, source }];
    });
  });
}

describe('locks in local money', () => {
  it('hold exactly in it, each currency comes to its nearest amount, and groups are exact products', () => {
    let tight = 0;
    fc.assert(
      fc.property(anyBook, (book) => {
        const { bounds, placed, local, money, factor } = locked(book);
        for (const { unit, period, min, max } of bounds) {
          const value = valueAt(local.grid, unit, period);
          expect(min === undefined || value >= min).toBe(true);
          expect(max === undefined || value <= max).toBe(true);
          if (min === max) tight++;
        }
        const width = local.grid.periods.leaves.length;
        let off = 0n;
        let most = 0n;
        for (const code of CODES) {
          const rows = local.currencies.flatMap((own, leaf) => (own === code ? [leaf] : []));
          const of = (grid: Grid) => sum(rows.flatMap((leaf) => [...grid.cells.subarray(leaf * width, (leaf + 1) * width)]));
          const { coefficient, scale } = money.rates.find(({ currency }) => currency === code)?.rate ?? {
            coefficient: 1n,
            scale: 0,
          };
          const unit = UNIT[code] * factor;
          expect(of(local.grid) % unit).toBe(0n);
          const away = of(local.grid) * coefficient - of(placed) * power10(scale);
          expect(2n * magnitude(away) <= unit * coefficient).toBe(true);
          off += away * power10(12 - scale);
          if (rows.length > 0) most += unit * coefficient * power10(12 - scale);
        }
        const products = productGrid(local);
        expect(products.scale).toBe(placed.scale);
        expect((sum(products.cells) - sum(placed.cells)) * power10(12)).toBe(off);
        expect(2n * magnitude(off) <= most).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(tight).toBeGreaterThan(100);
  });
});

describe('a lock in local money', () => {
  const units = unitTree(
    ['region', 'rep'],
    [
      ['East', 'Wang'],
      ['Abroad', 'Ann'],
      ['Abroad', 'Ken'],
    ],
  );
  const { tree: periods } = periodTree(parsePeriod('2026-H1', { startMonth: 1, name: 'end' })!, ['quarter'], undefined);
  const codes: Readonly<Record<string, string>> = { Wang: 'CNY', Ann: 'USD', Ken: 'JPY' };
  const money: PlanMoney = {
    home: 'CNY',
    rates: [
      { currency: 'USD', rate: { coefficient: 71234n, scale: 4 } },
      { currency: 'JPY', period: '2026-Q1', rate: { coefficient: 5n, scale: 2 } },
      { currency: 'JPY', period: '2026-Q2', rate: { coefficient: 6n, scale: 2 } },
    ],
  };
  const form = { money, currencyOf: (path: UnitPath) => codes[path.at(-1) as string] as string, scale: 6, decimals: 2 };
  const node = (name: string) => units.nodes.findIndex(({ value }) => value.name === name);
  const inHome = (name: string, amount: bigint, kind = 'fix', roundTo = 10_000n) =>
    boundsInHome(
      [{ unit: node(name), period: 1, min: amount, max: amount, source: { kind, place: undefined, reason: '' } }],
      { units, periods },
      { ...form, roundTo },
    )[0]?.min;
  const refused = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      if (error instanceof Refusal) return error.findings.map(({ code }) => code);
      throw error;
    }
    return [];
  };

  it('is worth its exact product, 100.01 USD at 7.1234 = 712.411234', () => {
    expect(inHome('Ann', 100_010_000n)).toBe(712_411_234n);
    expect(inHome('East', 100_010_000n)).toBe(100_010_000n);
  });

  it('that a growth says is the nearest local amount, 712.4149 CNY = 100.01 USD, and a multiple of the rounding unit', () => {
    expect(inHome('Ann', 712_414_900n, '--growth')).toBe(712_411_234n);
    expect(inHome('Ann', 712_414_900n, '--growth', 1_000_000n)).toBe(712_340_000n);
    expect(inHome('East', 100_014_999n, '--growth')).toBe(100_010_000n);
  });

  it('is refused on a group with foreign money, at several rates, and finer than its currency', () => {
    expect(refused(() => inHome('Abroad', 1_000_000n))).toEqual(['money.bound-on-group']);
    expect(refused(() => inHome('Ken', 1_000_000n))).toEqual(['money.bound-of-rates']);
    expect(refused(() => inHome('Ann', 1_001n))).toEqual(['money.lock-too-fine']);
    expect(refused(() => inHome('Ann', 1_000_000n, 'frozen'))).toEqual(['money.not-with-local']);
    expect(nodeAt(units, node('Abroad')).children).toHaveLength(2);
  });
});
