import fc from 'fast-check';
import type { Files } from './program.ts';

/** A plan folder as a person may have it, and the names in it. */
export interface Folder {
  readonly files: Files;
  readonly levels: readonly string[];
  /** Leaf units: one name a level. */
  readonly units: readonly (readonly string[])[];
}

const REGIONS = ['华东', '华南', '华北'];
const TEAMS = ['一队', '二队', '三队'];
const PEOPLE = ['王芳', '李强', '赵敏', '陈静', '周磊', '孙丽', '吴刚', '郑爽', '冯军', '褚燕', '卫东', '蒋欣'];

const shapes = fc.record({
  depth: fc.constantFrom(2, 3, 3),
  regions: fc.integer({ min: 2, max: 3 }),
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
  teams: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 3, maxLength: 3 }),
  hasNamesakes: fc.boolean(),
});

function unitsOf({ depth, regions, sizes, teams, hasNamesakes }: ReturnType<typeof shapes.generate>['value']): string[][] {
  const parents = REGIONS.slice(0, regions).flatMap((region, r) =>
    depth === 2 ? [[region]] : TEAMS.slice(0, teams[r]).map((team) => [region, team]),
  );
  let next = 0;
  return parents.flatMap((parent, p) =>
    Array.from({ length: Math.min(sizes[p] ?? 1, 4) + (depth === 2 ? 2 : 0) }, (_, i) => {
      const name = hasNamesakes && i === 0 && p < 2 ? '王芳' : (PEOPLE[1 + (next++ % 11)] as string);
      return [...parent, hasNamesakes || next <= 11 ? name : `${name}${next}`];
    }),
  );
}

/** What a unit sold: how much, and in which months. */
const sales = fc.record({
  size: fc.constantFrom(0, 1, 30, 1_000, 25_000, 400_000),
  months: fc.constantFrom('all', 'all', 'all', 'first half', 'one', 'returns', 'none'),
  odd: fc.nat({ max: 99 }),
});

const SOLD: Readonly<Record<string, (month: number) => number>> = {
  all: (month) => 1 + (month % 3),
  'first half': (month) => (month <= 6 ? 1 : 0),
  one: (month) => (month === 4 ? 5 : 0),
  returns: (month) => (month === 5 ? -2 : 1),
  none: () => 0,
};

type Sale = { readonly size: number; readonly months: string; readonly odd: number };

function orders(
  units: readonly (readonly string[])[],
  levels: readonly string[],
  { sold, years }: { sold: readonly Sale[]; years: readonly number[] },
): string {
  const lines = units.flatMap((unit, u) => {
    const { size, months, odd } = sold[u % sold.length] as Sale;
    return years.flatMap((year) =>
      Array.from({ length: 12 }, (_, i) => i + 1).flatMap((month) => {
        const times = SOLD[months]?.(month) ?? 0;
        if (times === 0) return [];
        const amount = (times * size * (1 + ((u + year) % 2))).toString();
        return [`${year}-${pad(month)}-${pad(3 + ((odd + month) % 25))},${unit.join(',')},${amount}.${pad(odd)}`];
      }),
    );
  });
  const first = units[0] as readonly string[];
  const ends = years.flatMap((year) => [`${year}-01-02,${first.join(',')},700.00`, `${year}-12-31,${first.join(',')},900.00`]);
  return table(['日期', ...levels, '金额'].join(','), [...lines, ...ends]);
}

const pad = (number: number) => String(number).padStart(2, '0');
const table = (header: string, lines: readonly string[]) => [header, ...lines, ''].join('\n');

const settings = fc.record({
  grains: fc.constantFrom('quarter, month', 'quarter, month', 'month', 'quarter', 'half', 'month, week', 'year'),
  more: fc.subarray(
    [
      'shape: shrunk',
      'round_to: 100',
      'round_to: 0.1',
      'days: working',
      'ramp_clock: "calendar:15"',
      'on_zero_basis: equal',
      'on_zero_basis: parent',
      'roles: {senior: {revenue: 1.5}, junior: {revenue: 0.5}}',
      'band: 0.5..2',
      'fiscal: {start: 4}',
    ],
    { maxLength: 4 },
  ),
  buffer: fc.constantFrom('', '', 'first', 'both'),
});

function yaml(
  { grains, more, buffer }: { grains: string; more: readonly string[]; buffer: string },
  levels: readonly string[],
): string {
  const keys = new Set<string>();
  const once = more.filter((line) => {
    const key = line.split(':')[0] as string;
    return !keys.has(key) && keys.add(key);
  });
  const buffers = { '': [], first: [`${levels[0]}=3%`], both: [`${levels[0]}=3%`, `${levels.at(-1)}=5%`] }[buffer] ?? [];
  return table('version: 1', [
    'history: [orders.csv]',
    `columns: {date: 日期, amount: 金额}`,
    `levels: [${levels.join(', ')}]`,
    `grains: [${grains}]`,
    ...once,
    ...(buffers.length > 0 ? [`buffer: [${buffers.join(', ')}]`] : []),
  ]);
}

const DAYS = ['2025-09-30', '2026-02-10', '2026-03-31', '2026-06-15', '2026-07-01', '2026-12-31'];
const day = fc.constantFrom(...DAYS);

const people = fc.record({
  role: fc.constantFrom('', '', 'senior', 'junior'),
  start: fc.constantFrom('', '', '', '2024-05-01', '2026-02-10', '2026-07-01'),
  end: fc.constantFrom('', '', '', '', '2026-06-15', '2026-12-31', '2027-03-01'),
  ramp: fc.constantFrom('', '', '"25,50,75,100"', '"0,100"'),
  weight: fc.constantFrom('', '', '1.2', '0.5'),
  isLeftOut: fc.constantFrom(false, false, false, false, false, true),
});

type Person = ReturnType<typeof people.generate>['value'];

function roster(units: readonly (readonly string[])[], levels: readonly string[], found: readonly Person[]): string {
  const lines = units.flatMap((unit, u) => {
    const { isLeftOut, role, start, end, ramp, weight } = found[u % found.length] as Person;
    return isLeftOut ? [] : [`${unit.join(',')},,${role},${start},${end},${start === '' ? '' : ramp},${weight}`];
  });
  return table(`${levels.join(',')},owner,role,start,end,ramp,weight`, lines);
}

const PERIODS = ['2026', '2026', '2026-H1', '2026-H2', '2026-Q1', '2026-Q3', '2026-05', '2026-12'];
const lock = fc.record({
  unit: fc.nat(),
  depth: fc.nat(),
  period: fc.constantFrom(...PERIODS),
  kind: fc.constantFrom('fix', 'floor', 'floor', 'cap'),
  amount: fc.constantFrom('0.00', '500.00', '1234.56', '20000.00', '150000.00'),
  until: fc.constantFrom('', '', '', '2025-12-31', '2026-06-30'),
});

type LockLine = ReturnType<typeof lock.generate>['value'];

function locks(units: readonly (readonly string[])[], levels: readonly string[], found: readonly LockLine[]): string {
  const lines = found.map(({ unit, depth, period, kind, amount, until }) => {
    const path = units[unit % units.length] as readonly string[];
    const shown = path.map((name, i) => (i <= depth % path.length ? name : ''));
    return `T1,${period},${shown.join(',')},${kind},${amount},agreed,boss,${until}`;
  });
  return table(`target,period,${levels.join(',')},kind,amount,reason,by,until`, lines);
}

const event = fc.record({
  date: day,
  kind: fc.constantFrom('leave', 'move', 'rename', 'merge', 'join'),
  unit: fc.nat(),
  to: fc.nat(),
  share: fc.constantFrom('', '60%', '100%'),
});

type EventLine = ReturnType<typeof event.generate>['value'];

function events(units: readonly (readonly string[])[], found: readonly EventLine[]): string {
  const lines = found.map(({ date, kind, unit, to, share }, i) => {
    const path = units[unit % units.length] as readonly string[];
    const heir = units[to % units.length] as readonly string[];
    const inside = path.slice(0, -1).join('/');
    const named = {
      leave: `${path.join('/')},${heir.join('/')},${share}`,
      move: `${path.join('/')},${[...heir.slice(0, -1), path.at(-1)].join('/')},`,
      rename: `${path.join('/')},${inside}/新名${i},`,
      merge: `${path.join('/')},${heir.join('/')},`,
      join: `${inside}/新人${i},,`,
    };
    return `${date},${kind},${named[kind as keyof typeof named]},,`;
  });
  return table('date,kind,unit,to,share,customers,reason', lines);
}

const capacities = fc.array(
  fc.record({ unit: fc.nat(), period: fc.constantFrom('2026', '2026-Q2'), amount: fc.nat({ max: 500_000 }) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

function capacity(
  units: readonly (readonly string[])[],
  levels: readonly string[],
  found: readonly { unit: number; period: string; amount: number }[],
): string {
  const keys = new Set<string>();
  const lines = found.flatMap(({ unit, period, amount }) => {
    const key = `${period},${(units[unit % units.length] as readonly string[]).join(',')}`;
    return keys.has(key) || !keys.add(key) ? [] : [`${key},${amount}`];
  });
  return table(`period,${levels.join(',')},amount`, [`2026,${levels.map(() => '').join(',')},300000`, ...lines]);
}

const CALENDAR = table('date,kind,name', ['2026-01-01,holiday,元旦', '2026-06-19,holiday,端午', '2026-02-14,workday,']);

/** A file that may be missing. */
const maybe = <T>(drawn: fc.Arbitrary<T>) => fc.option(drawn, { nil: undefined, freq: 1 });

/** Plan folders of 2 or 3 levels and up to some twenty units, most files drawn by chance. */
export const folders: fc.Arbitrary<Folder> = fc
  .record({
    shape: shapes,
    sold: fc.array(sales, { minLength: 6, maxLength: 12 }),
    years: fc.constantFrom([2025], [2024, 2025]),
    settings,
    people: maybe(fc.array(people, { minLength: 5, maxLength: 11 })),
    locks: maybe(fc.array(lock, { minLength: 1, maxLength: 3 })),
    events: maybe(fc.array(event, { minLength: 1, maxLength: 2 })),
    capacity: maybe(capacities),
    hasCalendar: fc.boolean(),
  })
  .map(({ shape, ...drawn }): Folder => {
    const levels = shape.depth === 2 ? ['区域', '销售员'] : ['区域', '团队', '销售员'];
    const units = unitsOf(shape);
    const files = {
      'salesplan.yaml': yaml(drawn.settings, levels),
      'orders.csv': orders(units, levels, drawn),
      ...(drawn.people && { 'organisation.csv': roster(units, levels, drawn.people) }),
      ...(drawn.locks && { 'locks.csv': locks(units, levels, drawn.locks) }),
      ...(drawn.events && { 'events.csv': events(units, drawn.events) }),
      ...(drawn.capacity && { 'capacity.csv': capacity(units, levels, drawn.capacity) }),
      ...(drawn.hasCalendar && { 'calendar.csv': CALENDAR }),
    };
    return { files, levels, units };
  });
