import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../../../../src/core/allocation/locks/circulation.ts';
import type { BoundTree } from '../../../../src/core/allocation/locks/class-system.ts';
import { type Program, type Solution, solveProgram } from '../../../../src/core/allocation/locks/exact-program.ts';
import { runs, stream } from '../../make.ts';
import { anySystem, feasibleSystem } from './systems.ts';

type Row = Program['rows'][number];

const fixed = (value: bigint, ...columns: number[]): Row => ({ columns, min: value, max: value });

function keepsRows({ rows }: Program, values: readonly bigint[]): boolean {
  return rows.every(({ columns, min, max }) => {
    const sum = columns.reduce((total, column) => total + (values[column] as bigint), 0n);
    return (min === undefined || sum >= min) && (max === undefined || sum <= max);
  });
}

/** Whether whole numbers keep all rows, by trying all: none need be above the largest minimum. */
function hasWhole(program: Program): boolean {
  const most = program.rows.reduce((largest, { min = 0n }) => (min > largest ? min : largest), 0n);
  const values = new Array<bigint>(program.columns).fill(0n);
  const fill = (at: number): boolean => {
    if (at === values.length) return keepsRows(program, values);
    for (let value = 0n; value <= most; value++) {
      values[at] = value;
      if (fill(at + 1)) return true;
    }
    return false;
  };
  return fill(0);
}

/** Whether fractions keep all rows, by Fourier-Motzkin elimination: inequalities are coefficients and the least sum they need. */
function hasFractions({ columns, rows }: Program): boolean {
  const dense = (members: readonly number[], sign: number) =>
    Array.from({ length: columns }, (_, i) => (members.includes(i) ? sign : 0));
  let open = Array.from({ length: columns }, (_, i) => [...dense([i], 1), 0]);
  for (const row of rows) {
    if (row.min !== undefined) open.push([...dense(row.columns, 1), Number(row.min)]);
    if (row.max !== undefined) open.push([...dense(row.columns, -1), -Number(row.max)]);
  }
  for (let column = 0; column < columns; column++) {
    const at = (line: number[]) => line[column] as number;
    const lower = open.filter((line) => at(line) > 0);
    const upper = open.filter((line) => at(line) < 0);
    const joined = lower.flatMap((a) => upper.map((b) => a.map((cell, i) => cell * -at(b) + (b[i] as number) * at(a))));
    open = [...new Map([...open.filter((line) => at(line) === 0), ...joined].map((line) => [line.join(), line])).values()];
  }
  return open.every((line) => (line.at(-1) as number) <= 0);
}

const without = (program: Program, rows: readonly Row[]): Program => ({ ...program, rows });

/** Checks an answer by the oracles above. */
function expectRight(program: Program, solution: Solution): void {
  if (solution.kind === 'whole') {
    expect(keepsRows(program, solution.values)).toBe(true);
    expect(solution.values.every((value) => value >= 0n)).toBe(true);
  } else if (solution.kind === 'fractional') {
    expect([hasFractions(program), hasWhole(program)]).toEqual([true, false]);
  } else {
    const rows = (solution as { rows: number[] }).rows.map((row) => program.rows[row] as Row);
    expect(solution).toMatchObject({ kind: 'impossible', isReduced: true });
    expect(hasFractions(without(program, rows))).toBe(false);
    for (const row of rows)
      expect(
        hasFractions(
          without(
            program,
            rows.filter((other) => other !== row),
          ),
        ),
      ).toBe(true);
  }
}

/** Random rows, a few columns; most with both sides, so that fractions come up. */
const anySmallProgram = fc
  .record({ seed: fc.integer(), columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 0, max: 5 }) })
  .map(({ seed, columns, rows }): Program => {
    const next = stream(seed);
    const side = () => (next(4) > 0 ? BigInt(next(5)) : undefined);
    const limits = () => {
      const [min, max] = [side(), side()];
      if (next(2) > 0) return { min, max: min };
      return min !== undefined && max !== undefined && min > max && next(4) > 0 ? { min: max, max: min } : { min, max };
    };
    return {
      columns,
      rows: Array.from({ length: rows }, () => ({ columns: [...Array(columns).keys()].filter(() => next(2) > 0), ...limits() })),
      near: Array.from({ length: columns }, () => BigInt(next(5))),
    };
  });

/** A triangle of columns and random pairs, mostly with little room: odd cycles. */
const anyPairs = fc
  .record({ seed: fc.integer(), columns: fc.integer({ min: 3, max: 4 }), rows: fc.integer({ min: 4, max: 6 }) })
  .map(({ seed, columns, rows }): Program => {
    const next = stream(seed);
    return {
      columns,
      rows: Array.from({ length: rows }, (_, row) => {
        const [first, step] = row < 3 ? [row, row < 2 ? 1 : columns - 2] : [next(columns), 1 + next(columns - 1)];
        const min = BigInt(1 + next(3));
        const members = row < rows - 1 ? [first, (first + step) % columns] : [...Array(columns).keys()];
        const all = row < rows - 1 ? 0n : BigInt(next(4));
        return { columns: members, min: next(3) > 0 ? min : undefined, max: next(3) > 0 ? min + all : undefined };
      }),
    };
  });

/** The classes and both trees of a system as a program. */
function programOf({ down, up, downTree, upTree }: ReturnType<typeof anySystem>): Program {
  const rowsOf = ({ parent, min, max }: BoundTree, holder: Int32Array): Row[] =>
    Array.from(parent, (_, node) => ({
      columns: Array.from(holder.keys()).filter((i) => {
        let at = holder[i] as number;
        while (at > node) at = parent[at] as number;
        return at === node;
      }),
      min: BigInt(min[node] as number),
      max: max[node] === Infinity ? undefined : BigInt(max[node] as number),
    }));
  return { columns: down.length, rows: [...rowsOf(downTree, down), ...rowsOf(upTree, up)] };
}

/** Three families of random groups over columns, with limits around the sums of known amounts. */
function threeFamilies({ seed, columns, groups }: { seed: number; columns: number; groups: number }) {
  const next = stream(seed);
  const amounts = Array.from({ length: columns }, () => BigInt(next(10 ** 6)) * BigInt(next(10 ** 6)));
  const rows = Array.from({ length: 3 }, () => Array.from({ length: columns }, () => next(groups))).flatMap((family) =>
    Array.from({ length: groups }, (_, group): Row => {
      const members = family.flatMap((at, column) => (at === group ? [column] : []));
      const sum = members.reduce((total, column) => total + (amounts[column] as bigint), 0n);
      const slack = BigInt(next(3)) * BigInt(next(1000));
      return { columns: members, min: next(4) > 0 ? sum - slack : undefined, max: next(4) > 0 ? sum + slack : undefined };
    }),
  );
  return { program: { columns, rows }, amounts };
}

describe('solveProgram', () => {
  it('tells whole from fractional from impossible among odd cycles', () => {
    const seen = { whole: 0, fractional: 0, impossible: 0, 'cut-off': 0 };
    fc.assert(
      fc.property(anyPairs, (program) => {
        const solution = solveProgram(program);
        seen[solution.kind] += 1;
        expectRight(program, solution);
      }),
      runs(3000),
    );
    expect(seen['cut-off']).toBe(0);
    expect(Math.min(seen.whole, seen.impossible)).toBeGreaterThan(500);
    expect(seen.fractional).toBeGreaterThan(40);
  });

  it('agrees with exhaustive search and elimination on random small programs', () => {
    const seen = { whole: 0, fractional: 0, impossible: 0, 'cut-off': 0 };
    fc.assert(
      fc.property(anySmallProgram, (program) => {
        const solution = solveProgram(program);
        seen[solution.kind] += 1;
        expectRight(program, solution);
      }),
      runs(4000),
    );
    expect(seen['cut-off']).toBe(0);
    expect(Math.min(seen.whole, seen.impossible)).toBeGreaterThan(500);
  });

  it('proves that three families of two blocks each can hold in halves only', () => {
    // Four classes; each family pairs the last with another one, and every pair has half of an even total.
    const pairs = (half: bigint) => [
      fixed(half, 0, 1),
      fixed(half, 2, 3),
      fixed(half, 1, 2),
      fixed(half, 0, 3),
      fixed(half, 0, 2),
      fixed(half, 1, 3),
    ];
    for (const half of [1n, 7n, 10n ** 15n + 1n]) {
      expect(solveProgram({ columns: 4, rows: pairs(half) })).toEqual({ kind: 'fractional' });
      expect(solveProgram({ columns: 4, rows: pairs(half + 1n) })).toMatchObject({ kind: 'whole' });
    }
  });

  it('proves it by branching where no sum is fixed', () => {
    const atLeast = (value: bigint, ...columns: number[]): Row => ({ columns, min: value, max: undefined });
    const rows = [atLeast(1n, 0, 1), atLeast(1n, 1, 2), atLeast(1n, 0, 2), { columns: [0, 1, 2], min: undefined, max: 1n }];
    expect(solveProgram({ columns: 3, rows })).toMatchObject({ kind: 'impossible', rows: [0, 1, 2, 3] });
    const twice = [...rows.slice(0, 3), ...[3, 4, 5].map((i) => atLeast(1n, i, 3 + ((i + 1) % 3)))];
    const both = [...twice, { columns: [0, 1, 2, 3, 4, 5], min: undefined, max: 3n }];
    expect(solveProgram({ columns: 6, rows: both })).toEqual({ kind: 'fractional' });
    expect(solveProgram({ columns: 6, rows: both }, { effort: 2 })).toEqual({ kind: 'cut-off' });
  });

  it('finds contradictions of parity in big amounts with room to move', () => {
    // Columns are the pairs of six blocks, a row is the sum of a block's pairs: the sums add up to an even number, or else.
    const pairs = [0, 1, 2, 3, 4, 5].flatMap((a) => [0, 1, 2, 3, 4, 5].filter((b) => b > a).map((b) => [a, b]));
    const rows = (odd: bigint) =>
      [0n, 1n, 2n, 3n, 4n, odd].map((more, block) =>
        fixed(10n ** 15n + more, ...pairs.flatMap((pair, column) => (pair.includes(block) ? [column] : []))),
      );
    expect(solveProgram({ columns: pairs.length, rows: rows(5n) })).toEqual({ kind: 'fractional' });
    const program = { columns: pairs.length, rows: rows(6n) };
    const solution = solveProgram(program);
    expect(solution.kind === 'whole' && keepsRows(program, solution.values)).toBe(true);
  });

  it('searches every branch: covers of a few blocks by few columns', () => {
    const seen = { whole: 0, fractional: 0, impossible: 0, 'cut-off': 0 };
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 5, max: 11 }), (seed, columns) => {
        const next = stream(seed);
        const all = [...Array(columns).keys()];
        const blocks = Array.from({ length: columns + next(4 * columns) }, (): Row => {
          const [first, second] = [next(columns), next(columns)];
          return { columns: all.filter((i) => i === first || i === second || next(4 * columns) === 0), min: 1n, max: undefined };
        });
        const program = {
          columns,
          rows: [...blocks, { columns: all, min: undefined, max: BigInt(Math.floor(columns / 2) + next(3)) }],
        };
        const solution = solveProgram(program);
        seen[solution.kind] += 1;
        expect(solution.kind === 'whole').toBe(hasWhole(program));
        if (solution.kind === 'whole') expect(keepsRows(program, solution.values)).toBe(true);
      }),
      runs(600),
    );
    expect(seen['cut-off']).toBe(0);
    expect(Math.min(seen.whole, seen.fractional, seen.impossible)).toBeGreaterThan(10);
  });

  it('names the rows that exclude each other and no others', () => {
    const big = 10n ** 15n;
    const rows: Row[] = [
      fixed(9n * big, 0, 1, 2, 3),
      { columns: [0, 1], min: undefined, max: 4n * big },
      { columns: [0, 2], min: 1n, max: 8n * big },
      { columns: [2, 3], min: undefined, max: 5n * big - 1n },
      { columns: [1, 3], min: 7n, max: undefined },
    ];
    expect(solveProgram({ columns: 4, rows })).toEqual({ kind: 'impossible', rows: [0, 1, 3], isReduced: true });
    expect(solveProgram({ columns: 1, rows: [{ columns: [], min: 1n, max: undefined }] })).toMatchObject({ rows: [0] });
    expect(solveProgram({ columns: 1, rows: [{ columns: [0], min: 3n, max: 2n }] })).toMatchObject({ rows: [0] });
  });

  it('says when it did not finish: undecided, or decided and not reduced', () => {
    const { program } = threeFamilies({ seed: 5, columns: 40, groups: 6 });
    expect(solveProgram(program, { effort: 3 })).toEqual({ kind: 'cut-off' });
    const rows = [fixed(2n, 0, 1), fixed(1n, 0), fixed(2n, 1)];
    const efforts = Array.from({ length: 20 }, (_, effort) => solveProgram({ columns: 2, rows }, { effort }));
    expect(efforts[0]).toEqual({ kind: 'cut-off' });
    expect(efforts).toContainEqual({ kind: 'impossible', rows: [0, 1, 2], isReduced: false });
    expect(efforts.at(-1)).toEqual({ kind: 'impossible', rows: [0, 1, 2], isReduced: true });
  });

  it('leaves what is near and keeps every row where it is', () => {
    const { program, amounts } = threeFamilies({ seed: 7, columns: 60, groups: 8 });
    expect(solveProgram({ ...program, near: amounts }, { effort: 0 })).toEqual({ kind: 'whole', values: amounts });
  });

  it('agrees with the flow where two families suffice', () => {
    const seen = { settled: 0, impossible: 0 };
    const anyShape = fc.record({
      seed: fc.integer(),
      classes: fc.integer({ min: 1, max: 12 }),
      downs: fc.integer({ min: 1, max: 8 }),
      ups: fc.integer({ min: 1, max: 8 }),
      total: fc.constantFrom(3, 1000),
      unit: fc.constantFrom(1, 10 ** 12),
    });
    fc.assert(
      fc.property(anyShape, fc.boolean(), (shape, isFeasible) => {
        const system = isFeasible ? feasibleSystem(shape).system : anySystem(shape);
        const { kind } = settle(system, new Float64Array(shape.classes));
        seen[kind] += 1;
        expect(solveProgram(programOf(system)).kind).toBe(kind === 'settled' ? 'whole' : 'impossible');
      }),
      runs(1000),
    );
    expect(Math.min(seen.settled, seen.impossible)).toBeGreaterThan(200);
  });

  it('solves three families of big amounts, dozens of rows by hundreds of columns', () => {
    for (const seed of [1, 2, 3]) {
      const { program, amounts } = threeFamilies({ seed, columns: 200, groups: 12 });
      const near = amounts.map((amount) => amount + (amount % 7n === 0n ? 1000n : 0n));
      for (const start of [near, undefined]) {
        const solution = solveProgram(start ? { ...program, near: start } : program);
        expect(solution.kind).toBe('whole');
        if (solution.kind === 'whole') expect(keepsRows(program, solution.values)).toBe(true);
      }
    }
  });
});
