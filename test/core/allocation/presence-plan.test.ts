import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecomposeRequest, Decomposition } from '../../../src/core/allocation/decompose.ts';
import type { Lock } from '../../../src/core/allocation/locks/lock.ts';
import { explainBlock } from '../../../src/core/explain/explain-block.ts';
import { reproduced } from '../../../src/core/explain/reproduce.ts';
import type { Grid } from '../../../src/core/grid.ts';
import { parseRampClock } from '../../../src/core/organisation/ramp.ts';
import type { RosterEntry } from '../../../src/core/organisation/roster.ts';
import { VACANT } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { day, period, type Row, runs, split, stream, totals } from '../make.ts';
import { found, leaves, monthly, run, value } from './request.ts';

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

const entry = (unit: string, start?: string, end?: string, ramp = ''): RosterEntry => ({
  path: split(unit),
  owner: '',
  role: '',
  start: start === undefined ? undefined : day(start),
  end: end === undefined ? undefined : day(end),
  ramp,
});

const lock = (unit: string, label: string, kind: Lock['kind'], amount: number): Lock => ({
  ...{ period: period(label), path: split(unit), kind, amount: BigInt(Math.round(amount * 100)), reason: '', by: '' },
  ...{ until: undefined, place: undefined },
});

const alike = (roster: readonly RosterEntry[], over: Partial<DecomposeRequest> = {}, total = 1200) => {
  const history = { ...totals([]), levels: ['l1', 'l2'] };
  return run({ total, org: 'equal', time: 'equal', over: { roster, totals: history, levels: ['l1', 'l2'], ...over } });
};

/** Months of a unit in a plan. */
const months = (plan: Grid, unit: string, labels = MONTHS) => labels.map((label) => value(plan, unit, label));

describe('a ramp', () => {
  it('keeps the month totals of the team (T13)', () => {
    const roster = [entry('t/a'), entry('t/b'), entry('t/c', '2026-07-01', undefined, '0,50,100')];
    const { plan } = alike(roster, { rampClock: parseRampClock('calendar:15')! });
    expect(months(plan, 't', ['2026-06', '2026-07', '2026-08', '2026-12'])).toEqual([100, 100, 100, 100]);
    const year = ['t/a', 't/b', 't/c'].map((unit) => value(plan, unit));
    expect(year[2]).toBe(153.33);
    expect(year.slice(0, 2).sort()).toEqual([523.33, 523.34]);
    expect(value(plan)).toBe(1200);
  });

  it('of everybody alike changes nothing, even where nobody carries anything yet', () => {
    const roster = ['t/a', 't/b'].map((unit) => entry(unit, '2026-01-01', undefined, '0,50'));
    const { plan } = alike(roster);
    expect(months(plan, 't/a')).toEqual(Array(6).fill(50));
    expect(leaves(plan)).toEqual(['t/a', 't/b']);
  });
});

describe('a vacancy', () => {
  it('is a row of the unit whose last one left, until the unit ends', () => {
    const roster = [entry('e', undefined, '2026-04-30'), entry('e/a', undefined, '2026-02-10'), entry('s/b')];
    const { plan, findings } = alike(roster, { period: period('2026-H1') }, 600);
    expect(months(plan, 'e/(vacant)')).toEqual([0, 0, 50, 50, 0, 0]);
    expect(months(plan, 'e/a')).toEqual([50, 50, 0, 0, 0, 0]);
    expect(months(plan, 's/b')).toEqual([50, 50, 50, 50, 100, 100]);
    expect(found(findings, 'roster.vacant')).toEqual([{ unit: 'e', periods: '2026-03, 2026-04', amount: '100.00' }]);
    expect(found(findings, 'basis.unit-without-history')).toEqual([]);
  });

  it('of the whole company stands beside its units', () => {
    const roster = [entry('e', undefined, '2026-02-28'), entry('e/a'), entry('s', '2026-04-01'), entry('s/b')];
    const { plan } = alike(roster, { period: period('2026-H1') }, 600);
    expect(leaves(plan)).toEqual([VACANT, 'e/a', 's/b']);
    expect(months(plan, VACANT)).toEqual([0, 0, 100, 0, 0, 0]);
    expect(months(plan, 's/b')).toEqual([0, 0, 0, 100, 100, 100]);
  });

  it('of a unit that is planned alone stays inside it', () => {
    const roster = [entry('e/a', '2026-03-01')];
    const { plan } = alike(roster, { period: period('2026-Q1'), unit: ['e'] }, 300);
    expect(months(plan, 'e/(vacant)', MONTHS.slice(0, 3))).toEqual([100, 100, 0]);
  });

  it('does not take what somebody without history can take', () => {
    const rows: Row[] = monthly('e/a', '2025-01..2025-12', 10);
    const roster = [entry('e/a', undefined, '2026-03-31'), entry('e/b')];
    const { plan, findings } = run({ rows, total: 600, period: '2026-H1', over: { roster } });
    expect(months(plan, 'e/b')).toEqual([0, 0, 0, 100, 100, 100]);
    expect(found(findings, 'basis.unit-without-history')).toEqual([]);
  });
});

describe('locks', () => {
  const roster = [entry('t/a'), entry('t/b'), entry('t/c', '2026-07-01')];

  it('hold while the team shares again', () => {
    const locks = [lock('t/a', '2026', 'fix', 700), lock('t/c', '2026-08', 'cap', 5)];
    const { plan } = alike(roster, { locks });
    const asIfAll = alike(roster.map(always), { locks });
    expect([value(plan, 't/a'), value(plan, 't/c', '2026-08'), value(plan, 't/c', '2026-03')]).toEqual([700, 5, 0]);
    expect(months(plan, 't', ['2026-03', '2026-08'])).toEqual(months(asIfAll.plan, 't', ['2026-03', '2026-08']));
  });

  it('that need somebody who is not there are impossible', () => {
    const locks = [lock('t/c', '2026-03', 'fix', 10)];
    expect(() => alike(roster, { locks })).toThrow(
      expect.objectContaining({ kind: 'impossible', message: 'roster.lock-on-absent' }),
    );
    const capped = [entry('t/a', undefined, '2026-03-31'), entry('t/b')];
    const cap = [lock('t/b', '2026-05', 'cap', 60)];
    expect(() => alike(capped, { locks: cap })).toThrow(expect.objectContaining({ kind: 'impossible' }));
  });
});

describe('weights and roles', () => {
  it('multiply what units weigh: the nearest role counts, a weight for everything below', () => {
    const roster = [
      { ...entry('e'), role: 'senior', weight: { coefficient: 15n, scale: 1 } },
      ...[entry('e/a'), { ...entry('e/b'), role: 'junior' }, entry('s/c')],
    ];
    const roles = [
      { role: 'senior', numerator: 3n, denominator: 1n, text: '3' },
      { role: 'boss', numerator: 2n, denominator: 1n, text: '2' },
    ];
    const { plan, findings } = alike(roster, { roles }, 700);
    expect(['e/a', 'e/b', 's/c'].map((unit) => value(plan, unit))).toEqual([450, 150, 100]);
    expect(found(findings, 'roster.role-without-unit')).toEqual([{ role: 'boss' }]);
  });
});

/** Three regions of one to four reps; the first of each is there from the beginning, so that regions come in full. */
function anyRoster(seed: number): RosterEntry[] {
  const next = stream(seed);
  const date = () => day('2026-01-01') + next(190) - 5;
  return ['x', 'y', 'z'].flatMap((region, at) =>
    Array.from({ length: 1 + next(4) }, (_, rep): RosterEntry => {
      const isPlain = at === 2 && seed % 2 === 0;
      const start = rep === 0 || isPlain || next(2) === 0 ? undefined : date();
      const end = isPlain || next(3) > 0 ? undefined : Math.max(start ?? day('2026-01-05'), date());
      const ramp = start !== undefined && next(2) === 0 ? (['25,50,75,100', '0,50', '33'][next(3)] as string) : '';
      return { path: [region, `r${rep}`], owner: '', role: '', start, end, ramp };
    }),
  );
}

/** History of each rep with holes. */
function historyOf(roster: readonly RosterEntry[], seed: number): Row[] {
  const next = stream(seed + 7);
  return roster.flatMap(({ path }) => monthly(path.join('/'), '2025-01..2025-12', () => (next(5) === 0 ? 0 : 1 + next(90))));
}

const always = ({ path }: RosterEntry): RosterEntry => ({ path, owner: '', role: '', start: undefined, end: undefined });

const isThere = ({ start, end }: RosterEntry, from: number, to: number) =>
  (start ?? -Infinity) <= to && from <= (end ?? Infinity);

describe('any roster', () => {
  const cases = fc.record({
    seed: fc.nat(),
    roundTo: fc.constantFrom(1n, 100n),
    clock: fc.constantFrom('tenure', 'calendar:15'),
  });

  it('leaves every region its months, gives nothing to who is away, and shows a vacancy exactly where nobody is there', () => {
    const count = { vacancies: 0, refused: 0, locked: 0 };
    const property = fc.property(cases, ({ seed, roundTo, clock }) => {
      const roster = anyRoster(seed).filter((one) => isThere(one, day('2026-01-01'), day('2026-06-30')));
      fc.pre(roster.length > 0);
      const ask = { rows: historyOf(roster, seed), total: 54_321, period: '2026-H1', time: 'equal', org: 'last-year' };
      const locks = anyLock(roster, seed);
      const over = { roundTo, rampClock: parseRampClock(clock)!, locks };
      const asIfAll = run({ ...ask, over: { ...over, roster: roster.map(always) } });
      const made = possible(() => run({ ...ask, over: { ...over, roster } }));
      count.refused += made ? 0 : 1;
      if (!made) {
        expect(locks).toHaveLength(1);
        return;
      }
      count.locked += locks.length;
      for (const one of locks) expect(isHeld(made.plan, one)).toBe(true);
      expect(made.plan.cells.reduce((sum, cell) => sum + cell, 0n)).toBe(5_432_100n);
      expect(made.plan.cells.every((cell) => cell >= 0n)).toBe(true);
      for (const region of new Set(roster.map(({ path }) => path[0] as string))) {
        const own = roster.filter(({ path }) => path[0] === region);
        count.vacancies += keptRegion(made.plan, asIfAll.plan, { region, own });
      }
      for (const rep of roster) nothingWhenAway(made.plan, rep);
      explained(made, seed);
    });
    fc.assert(property, runs(60));
    expect(Math.min(count.vacancies, count.locked)).toBeGreaterThan(3);
    expect(count.refused).toBeLessThan(20);
  }, 60_000);

  it('gives no day before a start or after an end anything, and the months stay', () => {
    fc.assert(
      fc.property(cases, ({ seed, clock }) => {
        const roster = anyRoster(seed).filter((one) => isThere(one, day('2026-01-01'), day('2026-03-31')));
        fc.pre(roster.length > 0);
        const ask = { rows: historyOf(roster, seed), total: 5_432, period: '2026-Q1' };
        const over = { roster, rampClock: parseRampClock(clock)! };
        const byMonth = run({ ...ask, over });
        const { plan } = run({ ...ask, by: ['month', 'day'], over });
        expect(months(plan, '', MONTHS.slice(0, 3))).toEqual(months(byMonth.plan, '', MONTHS.slice(0, 3)));
        const width = plan.periods.leaves.length;
        for (const rep of roster) {
          const row = leaves(plan).indexOf(rep.path.join('/'));
          plan.cells.subarray(row * width, (row + 1) * width).forEach((cell, leaf) => {
            const { start } = leafValue(plan.periods, leaf);
            if (cell > 0n) expect([rep, start, isThere(rep, start, start)]).toEqual([rep, start, true]);
          });
        }
      }),
      runs(25),
    );
  }, 60_000);
});

/** In one of three runs a floor or a cap on a rep's April. */
function anyLock(roster: readonly RosterEntry[], seed: number): Lock[] {
  const { path } = roster[seed % roster.length] as RosterEntry;
  return seed % 3 > 0 ? [] : [lock(path.join('/'), '2026-04', seed % 2 ? 'floor' : 'cap', 100)];
}

function isHeld(plan: Grid, { path, kind }: Lock): boolean {
  const amount = value(plan, path.join('/'), '2026-04');
  return kind === 'floor' ? amount >= 100 : amount <= 100;
}

interface Region {
  readonly region: string;
  readonly own: readonly RosterEntry[];
}

/** Holds a region against the plan as if all were there; 1 when it has a vacancy. */
function keptRegion(plan: Grid, asIfAll: Grid, { region, own }: Region): number {
  expect(months(plan, region)).toEqual(months(asIfAll, region));
  const empty = MONTHS.filter((label) => {
    const { start, end } = period(label);
    return own.every((rep) => !isThere(rep, start, end)) && value(asIfAll, region, label) > 0;
  });
  const vacancy = `${region}/${VACANT}`;
  expect(leaves(plan).includes(vacancy)).toBe(empty.length > 0);
  for (const label of empty) expect(value(plan, vacancy, label)).toBe(value(asIfAll, region, label));
  const isQuiet = own.every(({ start, end }) => start === undefined && end === undefined);
  const quiet = isQuiet ? own.map(({ path }) => path.join('/')) : [];
  expect(quiet.map((unit) => months(plan, unit))).toEqual(quiet.map((unit) => months(asIfAll, unit)));
  return empty.length > 0 ? 1 : 0;
}

function nothingWhenAway(plan: Grid, rep: RosterEntry): void {
  const away = MONTHS.filter((label) => !isThere(rep, period(label).start, period(label).end));
  expect(months(plan, rep.path.join('/'), away)).toEqual(away.map(() => 0));
}

function possible(make: () => Decomposition): Decomposition | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).toMatchObject({ kind: 'impossible' });
    return undefined;
  }
}

/** Every explanation of a unit and month makes its number. */
function explained(made: Decomposition, seed: number): void {
  const next = stream(seed);
  for (let i = 0; i < 6; i++) {
    const unit = next(made.plan.units.nodes.length);
    const node = made.plan.periods.nodes[next(made.plan.periods.nodes.length)]!;
    const result = explainBlock({ ...made, tilts: [] }, unit, node.value);
    expect(reproduced(result).value).toBe(result.value);
  }
}
