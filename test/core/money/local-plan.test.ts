import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { type Decimal, formatAmount, power10 } from '../../../src/core/amount.ts';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import { periodTree } from '../../../src/core/calendar/period-tree.ts';
import { rollUp } from '../../../src/core/grid.ts';
import { type LocalPlan, localPlan } from '../../../src/core/money/local-plan.ts';
import { shownLocally, viewOfPlan } from '../../../src/core/money/local-values.ts';
import { inHomeMoney, type PlanMoney } from '../../../src/core/money/plan-money.ts';
import { pathKey, type UnitPath, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../../../src/core/tree.ts';
import { anyInstance, type Instance, promisedNodes } from '../allocation/instances.ts';

/** Decimals of each currency's amounts, and the most that its rate has. */
const FORMS = { CNY: [2, 0], USD: [2, 4], JPY: [0, 6] } as const;
type Code = keyof typeof FORMS;

const rate = (decimals: number): fc.Arbitrary<Decimal> =>
  fc
    .integer({ min: 0, max: decimals })
    .chain((scale) => fc.bigInt({ min: 1n, max: 12n * power10(scale) }).map((coefficient) => ({ coefficient, scale })));

interface Book extends Instance {
  readonly rates: Readonly<Record<Code, Decimal>>;
  readonly codes: readonly Code[];
}

const anyBook: fc.Arbitrary<Book> = fc
  .record({
    instance: anyInstance,
    usd: rate(FORMS.USD[1]),
    jpy: rate(FORMS.JPY[1]),
    codes: fc.array(fc.constantFrom<Code>('CNY', 'USD', 'JPY'), { minLength: 1, maxLength: 12 }),
  })
  .map(({ instance, usd, jpy, codes }) => ({
    ...instance,
    rates: { CNY: { coefficient: 1n, scale: 0 }, USD: usd, JPY: jpy },
    codes,
  }));

function moneyOf({ rates }: Book): PlanMoney {
  return { home: 'CNY', rates: (['USD', 'JPY'] as const).map((currency) => ({ currency, rate: rates[currency] })) };
}

/** The book in local money; the engine's own plan is rounded to the cent. */
function made(book: Book) {
  const { weights, total, codes } = book;
  const plan = allocate({ total, scale: 2, roundTo: 1n, weights: { ...weights, scale: 2 } }).grid;
  const codeOf = new Map(plan.units.leaves.map((_, leaf) => [keyAt(plan, leaf), codes[leaf % codes.length] as Code]));
  const currencyOf = (path: UnitPath) => codeOf.get(pathKey(path)) as Code;
  return { plan, local: localPlan({ plan, currencyOf, money: moneyOf(book), roundTo: book.roundTo }) };
}

const keyAt = ({ units }: Pick<LocalPlan['grid'], 'units'>, leaf: number) => pathKey(leafValue(units, leaf).path);

/** The cells of one currency, and where they are. */
function cellsOf({ grid, currencies }: LocalPlan, code: string): number[] {
  const width = grid.periods.leaves.length;
  return currencies.flatMap((own, leaf) => (own === code ? Array.from({ length: width }, (_, p) => leaf * width + p) : []));
}

const sumAt = (cells: BigInt64Array, places: readonly number[]) => places.reduce((sum, at) => sum + (cells[at] as bigint), 0n);
const magnitude = (value: bigint) => (value < 0n ? -value : value);

describe('leaves in local money', () => {
  it('come to the nearest local amount of each currency, in its own units and in multiples of the rounding unit but for one cell', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const { plan, local } = made(book);
        for (const code of Object.keys(FORMS) as Code[]) {
          const places = cellsOf(local, code);
          const unit = power10(2 - FORMS[code][0]);
          const { coefficient, scale } = book.rates[code];
          const [sum, home] = [sumAt(local.grid.cells, places), sumAt(plan.cells, places)];
          // |sum x rate - home| is at most half a unit x rate, without any division.
          expect(2n * magnitude(sum * coefficient - home * power10(scale)) <= unit * coefficient).toBe(true);
          expect(places.every((at) => (local.grid.cells[at] as bigint) % unit === 0n)).toBe(true);
          const step = ((book.roundTo + unit - 1n) / unit) * unit;
          const odd = places.filter((at) => (local.grid.cells[at] as bigint) % step !== 0n);
          expect(odd.length).toBeLessThanOrEqual(1);
          expect(places.every((at) => plan.cells[at] !== 0n || local.grid.cells[at] === 0n)).toBe(true);
        }
      }),
    );
  });

  it('keep every promised node of one currency within a unit of its share, so that both axes tie', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const only = { ...book, codes: ['USD'] as const, roundTo: 1n };
        const { plan, local } = made(only);
        const [before, after] = [rollUp(plan), rollUp(local.grid)];
        const [home, sum] = [before[0] as bigint, after[0] as bigint];
        for (const [unit, period] of promisedNodes(plan)) {
          const at = unit * plan.periods.nodes.length + period;
          const off = magnitude((after[at] as bigint) * home - (before[at] as bigint) * sum);
          expect(off < home || off === 0n).toBe(true);
        }
      }),
    );
  });

  it('are worth exact products above, off the plan by no more than what whole units leave, and told to the last decimal', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const { plan, local } = made(book);
        const cells = [...local.grid.cells].map((amount, at) => ({
          period: leafValue(local.grid.periods, at % local.grid.periods.leaves.length).label,
          currency: local.currencies[Math.floor(at / local.grid.periods.leaves.length)],
          amount,
        }));
        const worth = inHomeMoney({ cells, scale: 2 }, local.money);
        const fine = 10n ** 12n;
        const exact = cells.reduce((sum, { amount, currency }) => {
          const { coefficient, scale } = book.rates[currency as Code];
          return sum + (amount * coefficient * fine) / power10(scale + 2);
        }, 0n);
        const products = worth.cells.reduce((sum, { amount }) => sum + (amount as bigint), 0n);
        expect((products * fine) / power10(worth.scale)).toBe(exact);
        const off = exact - (sumAt(plan.cells, [...plan.cells.keys()]) * fine) / 100n;
        const used = [...new Set(local.currencies)].filter((code) => code !== 'CNY') as Code[];
        const bound = used.reduce((sum, code) => {
          const { coefficient, scale } = book.rates[code];
          return sum + (coefficient * fine) / (2n * power10(scale + FORMS[code][0]));
        }, 0n);
        expect(magnitude(off) <= bound + 1n).toBe(true);
        const told = local.findings.filter(({ code }) => code === 'money.local-rounding');
        expect(told.map(({ values }) => Number(values?.['off']))).toEqual(off === 0n ? [] : [Number(formatAmount(off, 12))]);
      }),
    );
  });

  it('show nodes of one currency in it and all others as their products, rounded once', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const { local } = made(book);
        const view = viewOfPlan(local);
        const { grid, heading } = shownLocally(view, { decimals: 2, unit: undefined });
        const width = grid.periods.nodes.length;
        const worth = rollUp(view.home);
        grid.units.nodes.forEach((node, unit) => {
          const own = new Set(local.currencies.slice(node.leafFrom, node.leafTo));
          const code = own.size === 1 ? [...own][0] : 'CNY';
          expect(heading.currencies.at(unit)).toBe(code);
          const at = unit * width;
          const shown = heading.values[at] as bigint;
          const { coefficient, scale } = own.size === 1 ? book.rates[code as Code] : { coefficient: 1n, scale: 0 };
          // In home money: shown x rate is the product, or its rounding.
          const difference = magnitude(
            shown * coefficient * power10(view.home.scale) - (worth[at] as bigint) * power10(scale + 2),
          );
          expect(difference <= (own.size === 1 && code !== 'CNY' ? 0n : power10(view.home.scale + scale) / 2n)).toBe(true);
        });
        expect(nodeAt(grid.units, 0).depth).toBe(0);
      }),
    );
  });

  it('have nothing where home money is too little for any of theirs at rates that differ', () => {
    const units = unitTree(['l1'], [['a']]);
    const { tree: periods } = periodTree(parsePeriod('2026', { startMonth: 1, name: 'end' })!, ['month'], undefined);
    const plan = { units, periods, scale: 2, cells: new BigInt64Array(12).fill(1n) };
    const rates = periods.leaves.map((_, leaf) => ({
      ...{ currency: 'USD', period: leafValue(periods, leaf).label },
      rate: { coefficient: 9_000_000n + BigInt(leaf), scale: 0 },
    }));
    const { grid } = localPlan({ plan, currencyOf: () => 'USD', money: { home: 'CNY', rates }, roundTo: 1n });
    expect([...grid.cells]).toEqual(Array(12).fill(0n));
  });

  it('refuse a rate whose products have no room', () => {
    const units = unitTree(['l1'], [['a']]);
    const { tree: periods } = periodTree(parsePeriod('2026', { startMonth: 1, name: 'end' })!, ['month'], undefined);
    const plan = { units, periods, scale: 2, cells: new BigInt64Array(12).fill(100n) };
    const of = (coefficient: bigint, scale: number) => () =>
      localPlan({
        plan,
        currencyOf: () => 'USD',
        money: { home: 'CNY', rates: [{ currency: 'USD', rate: { coefficient, scale } }] },
        roundTo: 1n,
      });
    expect(of(71_234n, 4)).not.toThrow();
    expect(of(712_345n, 5)).toThrow();
  });
});
