import { expect, it } from 'vitest';
import type { RosterEntry } from '../../../src/core/organisation/roster.ts';
import { rosterBeforeEvents } from '../../../src/core/reorganisation/roster-before-events.ts';
import { day, split } from '../make.ts';

const entry = (path: string, start?: string, end?: string): RosterEntry => ({
  path: split(path),
  owner: '',
  role: '',
  start: start === undefined ? undefined : day(start),
  end: end === undefined ? undefined : day(end),
});

it('who goes by an event stays on the roster, and an heir who begins with it is not on it yet', () => {
  const half = { numerator: 1n, denominator: 2n };
  const heirs = ['a/old', 'a/new', 'a/march'].map((path) => ({ path: split(path), share: half }));
  const event = { kind: 'leave', unit: split('a/gone'), date: day('2026-06-15'), heirs, reason: '', place: undefined } as const;
  const roster = [
    entry('a/gone', '2020-01-01', '2026-06-15'),
    entry('a/old', '2020-01-01'),
    entry('a/new', '2026-06-16'),
    entry('a/march', '2026-03-01'),
    entry('a/other', '2026-06-16', '2026-09-30'),
  ];
  const before = rosterBeforeEvents(roster, [event]);
  expect(before.map(({ path, end }) => `${path.join('/')} ${end ?? '-'}`)).toEqual([
    'a/gone -',
    'a/old -',
    'a/march -',
    `a/other ${day('2026-09-30')}`,
  ]);
  expect(rosterBeforeEvents(roster, [])).toEqual(roster);
});
