import { describe, expect, it } from 'vitest';
import { plainNumbers } from '../../src/core/measures/measured.ts';
import { wordsFor } from '../../src/locale/index.ts';
import { measureSheet } from '../../src/report/measure-sheet.ts';
import { period } from '../core/make.ts';

const words = await wordsFor('en');
/** A third, at six decimals. */
const third = plainNumbers({ units: [['A']], at: () => 1_013_333_333n }, 6);
const heading = { metric: 'level', levels: ['unit'], periods: [period('2026-01')], units: [[]], atMostOne: false };
const shownOf = (measured: typeof third, decimals: number, forPeople: boolean) => {
  const { columns, rows } = measureSheet(measured, { ...heading, decimals, forPeople }, words);
  return rows[0]?.cells[columns.findIndex(({ name }) => name === 'value')];
};

describe('a number of each node', () => {
  it('is shown to people with two decimals at most, and exactly in files', () => {
    expect([shownOf(third, 2, true), shownOf(third, 2, false)]).toEqual(['1013.33', '1013.333333']);
  });

  it('that is counted has no decimals where it is whole', () => {
    const [whole, part] = [40_000_000n, 1_600_000n].map((amount) => plainNumbers({ units: [['A']], at: () => amount }, 6));
    expect([shownOf(whole!, 0, true), shownOf(part!, 0, true), shownOf(whole!, 0, false)]).toEqual(['40', '1.6', '40']);
  });
});
