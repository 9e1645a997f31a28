import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoundTree, ClassSystem } from '../../../../src/core/allocation/locks/class-system.ts';
import { scale } from '../../../../src/core/allocation/locks/scaling.ts';
import { runs, stream } from '../../make.ts';

const NONE = Number.POSITIVE_INFINITY;

/** Nodes as [parent, min, max]. */
const bounds = (...nodes: [parent: number, min: number, max: number][]): BoundTree => ({
  parent: Int32Array.from(nodes, ([parent]) => parent),
  min: Float64Array.from(nodes, ([, min]) => min),
  max: Float64Array.from(nodes, ([, , max]) => max),
});

/** Classes as [weight, down, up]. */
const classes = (...rows: [weight: number, down: number, up: number][]) => ({
  weight: Float64Array.from(rows, ([weight]) => weight),
  down: Int32Array.from(rows, ([, down]) => down),
  up: Int32Array.from(rows, ([, , up]) => up),
});

const whole = (total: number) => bounds([-1, total, total]);

/** The amounts under one family of bounds; classes as [weight, node]. */
function underOne(tree: BoundTree, ...rows: [weight: number, node: number][]) {
  const other = whole(tree.max[0] as number);
  const { amounts, ...rest } = scale({
    ...classes(...rows.map(([w, n]) => [w, n, 0] as [number, number, number])),
    downTree: tree,
    upTree: other,
  });
  const turned = scale({
    ...classes(...rows.map(([w, n]) => [w, 0, n] as [number, number, number])),
    downTree: other,
    upTree: tree,
  });
  expect(turned).toEqual({ amounts, ...rest });
  expect(rest.rounds).toBe(1);
  return { amounts: [...amounts], converged: rest.converged };
}

const near = (expected: readonly number[], digits = 9) => expected.map((amount) => expect.closeTo(amount, digits));

describe('one family of bounds is scaled exactly in one round', () => {
  test('60 becomes 100 with one cell held at 20: the free 10 and 30 become 20 and 60', () => {
    const { amounts, converged } = underOne(bounds([-1, 100, 100], [0, 20, 20]), [20, 1], [10, 0], [30, 0]);
    expect(amounts).toEqual([20, 20, 60]);
    expect(converged).toBe(true);
  });

  test('without bounds amounts are proportional', () => {
    expect(underOne(whole(60), [1, 0], [2, 0], [3, 0]).amounts).toEqual([10, 20, 30]);
  });

  test('a bound that is kept anyway changes nothing', () => {
    expect(underOne(bounds([-1, 60, 60], [0, 10, 40], [0, 0, 30]), [1, 1], [2, 1], [3, 2]).amounts).toEqual([10, 20, 30]);
  });

  test('a cap that binds pushes another node over its cap', () => {
    // 100 by 6:3:1 is 60, 30, 10. Capped at 40 the rest would be 45 and 15; the second cap at 42 leaves 18.
    expect(underOne(bounds([-1, 100, 100], [0, 0, 40], [0, 0, 42]), [6, 1], [3, 2], [1, 0]).amounts).toEqual(near([40, 42, 18]));
  });

  test('a floor that binds takes from what is left, and a cap that bound at first no longer does', () => {
    // 100 by 5:3:2; the floor of 70 on the third leaves 30 for 5:3, so the cap of 40 on the first is loose.
    expect(underOne(bounds([-1, 100, 100], [0, 0, 40], [0, 70, NONE]), [5, 1], [3, 0], [2, 2]).amounts).toEqual(
      near([18.75, 11.25, 70]),
    );
  });

  test('a cap inside a floor inside a fix', () => {
    // The fix gives 80 to A; the floor inside it 60 to B; the cap inside that 10 to c; d has the other 50, the rest of A 20.
    const tree = bounds([-1, 100, 100], [0, 80, 80], [1, 60, NONE], [2, 0, 10]);
    expect(underOne(tree, [10, 3], [5, 2], [25, 1], [60, 0]).amounts).toEqual(near([10, 50, 20, 20]));
  });

  test('a fix inside a fix is not moved by the outer one', () => {
    const tree = bounds([-1, 10, 10], [0, 9, 9], [1, 2, 2]);
    expect(underOne(tree, [7, 2], [1, 1], [3, 1], [100, 0]).amounts).toEqual(near([2, 1.75, 5.25, 1]));
  });

  test('a part that is left nothing by the bounds inside or above has 0', () => {
    expect(underOne(bounds([-1, 50, 50], [0, 0, 0]), [9, 1], [1, 0]).amounts).toEqual([0, 50]);
    expect(underOne(bounds([-1, 50, 50], [0, 30, NONE], [0, 20, 20]), [9, 0], [1, 1], [1, 2]).amounts).toEqual([0, 30, 20]);
    expect(underOne(bounds([-1, 50, 50], [0, 30, 30], [1, 30, NONE]), [9, 0], [3, 1], [1, 2]).amounts).toEqual([20, 0, 30]);
    expect(underOne(whole(0), [9, 0], [1, 0]).amounts).toEqual([0, 0]);
  });

  test('children that can take no more at their caps, exactly as much as is wanted', () => {
    expect(underOne(bounds([-1, 50, 50], [0, 0, 20], [0, 0, 30]), [9, 1], [1, 2]).amounts).toEqual(near([20, 30]));
  });

  test('weights from 1 to 1e12 and a total of 1e12 keep the sums', () => {
    const tree = bounds([-1, 1e12, 1e12], [0, 5e11, NONE], [1, 0, 3], [0, 7, 7], [0, 0, 1]);
    const { amounts, converged } = underOne(tree, [1, 1], [1e12, 2], [1e12, 3], [1e6, 4], [1e12, 0]);
    expect(converged).toBe(true);
    expect(amounts).toEqual(
      near([5e11 - 3, 3, 7, 0, 5e11 - 7], 3)
        .with(3, expect.closeTo(1, 9))
        .with(4, expect.closeTo(5e11 - 8, 3)),
    );
  });
});

describe('two families of bounds', () => {
  test('fixed rows and columns of a two-way table keep its odds ratio', () => {
    // 1 2 / 3 4 with rows 30, 70 and columns 40, 60: x / (30 - x) * (30 + x) / (40 - x) = 1 * 4 / (2 * 3).
    const x = rootBetween(0, 30, (at) => 3 * at * (30 + at) - 2 * (30 - at) * (40 - at));
    const { amounts, converged } = twoWay([1, 2, 3, 4], [fixed(30), fixed(70)], [fixed(40), fixed(60)]);
    expect(converged).toBe(true);
    expect([...amounts]).toEqual(near([x, 30 - x, 40 - x, 30 + x]));
  });

  test('a floor in one family and a cap in the other that do not meet', () => {
    // Alike weights; row 1 at least 60, column 1 at most 30: independent shares 0.6 and 0.3.
    const { amounts, converged } = twoWay(
      [1, 1, 1, 1],
      [
        [60, NONE],
        [0, NONE],
      ],
      [
        [0, 30],
        [0, NONE],
      ],
    );
    expect(converged).toBe(true);
    expect([...amounts]).toEqual(near([18, 42, 12, 28]));
  });

  test('a bound that only seemed to bind at first lets go again', () => {
    // By weights row 1 has 80 of 100 and column 1 has 80; the cap on column 1 brings row 1 far below its own cap.
    const { amounts, converged } = twoWay(
      [79, 1, 1, 19],
      [
        [0, 70],
        [0, NONE],
      ],
      [
        [0, 10],
        [0, NONE],
      ],
    );
    expect(converged).toBe(true);
    expect([...amounts]).toEqual(near([(10 * 79) / 80, (90 * 1) / 20, (10 * 1) / 80, (90 * 19) / 20]));
  });

  test('on the edge of what is feasible a part goes to 0 and nothing becomes undefined', () => {
    // A triangle of weights: with margins 50, 50 the cell between must be 0, and its multiplier has no limit.
    const { amounts } = twoWay([1, 1, 0, 1], [fixed(50), fixed(50)], [fixed(50), fixed(50)]);
    expect([...amounts]).toEqual(near([50, 0, 50], 1));
  });

  test('bounds that cannot be kept end, finite', () => {
    const { amounts, converged } = twoWay([1, 1, 0, 1], [fixed(10), fixed(90)], [fixed(90), fixed(10)]);
    expect(converged).toBe(false);
    expect(amounts.every((amount) => amount >= 0 && amount < NONE)).toBe(true);
  });

  test('the round limit and the tolerance are obeyed', () => {
    const table = [
      [1, 20, 30, 4],
      [fixed(30), fixed(70)],
      [fixed(40), fixed(60)],
    ] as const;
    expect(twoWay(...table, { rounds: 1 })).toMatchObject({ rounds: 1, converged: false });
    const rough = twoWay(...table, { tolerance: 0.01 });
    expect(rough.converged).toBe(true);
    expect(rough.rounds).toBeLessThan(twoWay(...table).rounds);
  });
});

type Range = readonly [min: number, max: number];
const fixed = (amount: number): Range => [amount, amount];

/** A 2 x 2 table of 100 with bounds on its rows and columns; weight 0 is no class. */
function twoWay(weights: readonly number[], rows: readonly Range[], columns: readonly Range[], limits = {}) {
  const cells = weights.map((weight, i): [number, number, number] => [weight, 1 + (i >> 1), 1 + (i & 1)]);
  const tree = (ranges: readonly Range[]) =>
    bounds([-1, 100, 100], ...ranges.map(([min, max]): [number, number, number] => [0, min, max]));
  return scale({ ...classes(...cells.filter(([weight]) => weight > 0)), downTree: tree(rows), upTree: tree(columns) }, limits);
}

/** Where an increasing function crosses 0. */
function rootBetween(low: number, high: number, f: (at: number) => number): number {
  const middle = (low + high) / 2;
  if (middle === low || middle === high) return middle;
  return f(middle) > 0 ? rootBetween(low, middle, f) : rootBetween(middle, high, f);
}

interface Shape {
  readonly seed: number;
  readonly size: number;
  readonly nodes: number;
  readonly largest: number;
  /** Which of the two trees have bounds below the whole. */
  readonly bounded: readonly [boolean, boolean];
}

const anyShape = (bounded: Shape['bounded'], most: number): fc.Arbitrary<Shape> =>
  fc.record({
    seed: fc.integer(),
    size: fc.integer({ min: 1, max: most }),
    nodes: fc.integer({ min: 1, max: most / 2 }),
    largest: fc.constantFrom(3, 100, 1e6, 1e12),
    bounded: fc.constant(bounded),
  });

interface Planted extends ClassSystem {
  /** A plan that keeps all bounds. */
  readonly plan: Float64Array;
}

/** Random nested bounds around a planted plan, so that there is one. `edge` gives a quarter of the classes 0 in it. */
function planted({ seed, size, nodes, largest, bounded }: Shape, { edge }: { edge: boolean }): Planted {
  const next = stream(seed);
  const weight = Float64Array.from({ length: size }, () => 1 + (next(2 ** 31) % largest));
  const plan = weight.map((w) => (edge && next(4) === 0 ? 0 : 1 + Math.round(w * (0.3 + next(100) / 50))));
  const family = (isBounded: boolean) => {
    const parent = Int32Array.from({ length: isBounded ? nodes : 1 }, (_, i) => (i === 0 ? -1 : next(i)));
    const holder = Int32Array.from({ length: size }, () => next(parent.length));
    const mass = masses(parent, holder, plan);
    const kinds = [...parent.keys()].map((node) => (node === 0 ? 0 : next(4)));
    const min = mass.map(
      (m, i) => [m, Math.floor((m * (60 + next(41))) / 100), 0, Math.floor(m * 0.9)][kinds[i] as number] as number,
    );
    const max = mass.map(
      (m, i) => [m, NONE, Math.ceil((m * (100 + next(60))) / 100), Math.ceil(m * 1.2)][kinds[i] as number] as number,
    );
    return { holder, tree: { parent, min, max } };
  };
  const [down, up] = bounded.map(family) as [ReturnType<typeof family>, ReturnType<typeof family>];
  return { weight, plan, down: down.holder, up: up.holder, downTree: down.tree, upTree: up.tree };
}

function masses(parent: Int32Array, holder: Int32Array, amounts: Float64Array): Float64Array {
  const mass = new Float64Array(parent.length);
  amounts.forEach((amount, i) => {
    mass[holder[i] as number]! += amount;
  });
  for (let node = parent.length - 1; node > 0; node--) mass[parent[node] as number]! += mass[node] as number;
  return mass;
}

/** The largest amount by which a bound is missed, as a share of the total. */
function missed(system: ClassSystem, amounts: Float64Array): number {
  const of = (tree: BoundTree, holder: Int32Array) =>
    masses(tree.parent, holder, amounts).reduce(
      (most, m, i) => Math.max(most, (tree.min[i] as number) - m, m - (tree.max[i] as number)),
      0,
    );
  return Math.max(of(system.downTree, system.down), of(system.upTree, system.up)) / Math.max(1, system.downTree.max[0] as number);
}

/** Sum of x ln(x / weight). */
const divergence = (x: Float64Array, weight: Float64Array) =>
  x.reduce((sum, value, i) => sum + (value > 0 ? value * Math.log(value / (weight[i] as number)) : 0), 0);

/** Bregman's cyclic scaling, one bound at a time, each time without its own earlier part: slow, and written independently. */
function byCycles(system: ClassSystem, rounds: number): Float64Array {
  const x = system.weight.slice();
  const nodes = [
    { tree: system.downTree, holder: system.down },
    { tree: system.upTree, holder: system.up },
  ].flatMap(({ tree, holder }) =>
    [...tree.parent.keys()].map((node) => ({
      min: tree.min[node] as number,
      max: tree.max[node] as number,
      inside: [...holder.keys()].filter((i) => isInside(tree, holder[i] as number, node)),
      multiplier: 1,
    })),
  );
  for (let round = 0; round < rounds; round++) {
    for (const node of nodes) {
      const plain = node.inside.reduce((sum, i) => sum + (x[i] as number), 0) / node.multiplier;
      if (!(plain > 0)) continue;
      const multiplier = Math.min(Math.max(1, node.min / plain), node.max / plain);
      for (const i of node.inside) x[i]! *= multiplier / node.multiplier;
      node.multiplier = multiplier;
    }
  }
  return x;
}

const isInside = (tree: BoundTree, from: number, node: number): boolean =>
  from === node || (from > 0 && isInside(tree, tree.parent[from] as number, node));

describe('nearest', () => {
  test('one family: each node multiplies by more only at its min, by less only at its max, and no bound is missed', () => {
    fc.assert(
      fc.property(anyShape([true, false], 60), fc.boolean(), (shape, edge) => {
        const system = planted(shape, { edge });
        const { amounts, converged, rounds } = scale(system);
        expect({ converged, rounds }).toEqual({ converged: true, rounds: 1 });
        expect(missed(system, amounts)).toBeLessThan(1e-12);
        expectNearestInOne(system, amounts);
      }),
      runs(1000),
    );
  });

  test('two families: as a slow independent method', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyShape([true, true], 14), (shape) => {
        const system = planted(shape, { edge: false });
        const reference = byCycles(system, 3000);
        if (missed(system, reference) > 1e-10) return;
        compared++;
        const { amounts, converged } = scale(system, { rounds: 20_000 });
        expect(converged).toBe(true);
        const total = Math.max(1, system.downTree.max[0] as number);
        amounts.forEach((amount, i) => {
          expect(Math.abs(amount - (reference[i] as number)) / total).toBeLessThan(1e-6);
        });
      }),
      runs(200),
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('two families: never farther than another plan that keeps all bounds', () => {
    fc.assert(
      fc.property(anyShape([true, true], 40), fc.boolean(), (shape, edge) => {
        const system = planted(shape, { edge });
        const { amounts } = scale(system);
        expect(missed(system, amounts)).toBeLessThan(edge ? 1e-2 : 1e-6);
        const total = Math.max(1, system.downTree.max[0] as number);
        const gain = divergence(amounts, system.weight) - divergence(system.plan, system.weight);
        expect(gain / total).toBeLessThan(edge ? 1e-1 : 1e-5);
      }),
      runs(500),
    );
  });

  test('the order of classes does not matter beyond the last digits', () => {
    fc.assert(
      fc.property(anyShape([true, true], 30), (shape) => {
        const system = planted(shape, { edge: false });
        const turned = {
          ...system,
          weight: system.weight.toReversed(),
          down: system.down.toReversed(),
          up: system.up.toReversed(),
        };
        const limits = { rounds: 50 };
        const [a, b] = [scale(system, limits).amounts, scale(turned, limits).amounts.toReversed()];
        const total = Math.max(1, system.downTree.max[0] as number);
        a.forEach((amount, i) => {
          expect(Math.abs(amount - (b[i] as number)) / total).toBeLessThan(1e-8);
        });
      }),
      runs(200),
    );
  });
});

/**
 * The conditions of Karush, Kuhn and Tucker for one nested family, for nodes that hold classes: these all have one ratio to
 * their weight, and a ratio above (below) that of the next such node above needs a node in between at its min (max).
 */
function expectNearestInOne({ weight, down, downTree }: ClassSystem, amounts: Float64Array): void {
  const total = downTree.max[0] as number;
  const mass = masses(downTree.parent, down, amounts);
  const ratio: (number | undefined)[] = [...downTree.parent].map(() => undefined);
  amounts.forEach((amount, i) => {
    const node = down[i] as number;
    ratio[node] ??= amount / (weight[i] as number);
    expect(amount / (weight[i] as number)).toBeCloseTo(ratio[node] as number, 9);
  });
  const isAt = (node: number, bound: Float64Array) => Math.abs((mass[node] as number) - (bound[node] as number)) <= 1e-9 * total;
  ratio.forEach((own, node) => {
    if (own === undefined) return;
    const between: number[] = [];
    let above = node;
    do {
      between.push(above);
      above = downTree.parent[above] as number;
    } while (above >= 0 && ratio[above] === undefined);
    if (above < 0) return;
    const other = ratio[above] as number;
    if (own > other * (1 + 1e-9)) expect(between.some((at) => isAt(at, downTree.min))).toBe(true);
    if (own < other * (1 - 1e-9)) expect(between.some((at) => isAt(at, downTree.max))).toBe(true);
  });
}
