import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atScale, parseDecimal } from '../../src/core/amount.ts';
import { explainBlock } from '../../src/core/explain/explain-block.ts';
import { leafValue } from '../../src/core/tree.ts';
import { LANGUAGES, wordsFor } from '../../src/locale/index.ts';
import type { Sheet } from '../../src/render/sheet.ts';
import { explainSheet } from '../../src/report/explain-sheet.ts';
import { anyPlan, type Instance, planned, requestOf } from '../core/explain/instances.ts';
import { runs, stream } from '../core/make.ts';

const HEADING = { target: 'T1', metric: 'revenue' };
const words = await wordsFor('en');

/** A random cell of the allocation. */
function someCell({ asked, made }: Instance, seed: number) {
  const next = stream(seed);
  const unit = made.plan.units.leaves[next(made.plan.units.leaves.length)] as number;
  return explainBlock(requestOf(asked, made), unit, leafValue(made.plan.periods, next(made.plan.periods.leaves.length)));
}

type Row = Readonly<Record<string, string>>;

const named = ({ columns }: Sheet, cells: readonly string[]): Row =>
  Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] as string]));

const LARGE = 40;
const number = (text: string | undefined): bigint => atScale(parseDecimal(text ?? '')!, LARGE)!;

/** The number from the texts of the rows alone: what is shared out x part / whole, down to multiples, and what comes on top. */
function fromRows(rows: readonly Row[], roundTo: bigint): bigint {
  const last = (step: string, note?: string) => rows.findLast((row) => row['step'] === step && (!note || row['note'] === note));
  const weight = last('weight')!;
  const [part, whole] = [BigInt(weight['part']!), BigInt(weight['whole']!)];
  const odd = last('odd');
  const taken = odd?.['note'] === 'taken-before' ? number(odd['amount']) : 0n;
  const unrounded = whole === 0n ? 0n : (number(weight['amount']) * part) / whole - taken;
  const unit = roundTo * 10n ** BigInt(LARGE - 2);
  const floor = unrounded - (((unrounded % unit) + unit) % unit);
  expect(number(last('rounding', 'floor')!['amount'])).toBe(floor);
  return floor + number(last('rounding', 'received')!['amount']) + (odd ? number(odd['amount']) : 0n);
}

describe('an explanation as data', () => {
  it.each([false, true])('holds all that the number is made of (locks: %s)', (withLocks) => {
    const property = fc.property(anyPlan(withLocks), fc.integer(), (instance, seed) => {
      const explained = someCell(instance, seed);
      const sheet = explainSheet(explained, { ...HEADING, forPeople: false }, words);
      const after = sheet.rows.map(({ cells }) => named(sheet, cells));
      const month = after.findIndex((row) => row['step'] === 'result');
      const made = fromRows(after.slice(month + 1), instance.made.trace.roundTo);
      expect(number(named(sheet, sheet.totals!.cells)['amount'])).toBe(made);
    });
    fc.assert(property, runs(60));
  });
});

describe.each(LANGUAGES)('an explanation for people in %s', (language) => {
  it('has words for every step, and numbers that add up as they stand', async () => {
    const spoken = await wordsFor(language);
    const property = fc.property(anyPlan(true), fc.integer(), (instance, seed) => {
      const sheet = explainSheet(someCell(instance, seed), { ...HEADING, forPeople: true }, spoken);
      const text = [sheet.title, ...sheet.columns.map(({ label }) => label ?? ''), ...sheet.rows.flatMap(({ cells }) => cells)];
      expect(text.filter((cell) => /[{}]|explain\.|column\./.test(cell))).toEqual([]);
      expect(sheet.totals?.cells[0]).toBe(spoken.phrase('explain.result'));
      const after = sheet.rows.slice(sheet.rows.findIndex(({ emphasis }) => emphasis === 'subtotal') + 1);
      const of = (key: string) => after.find(({ cells }) => cells[0] === spoken.phrase(key))?.cells[1] ?? '0';
      const sum = ['explain.floor', 'explain.received', 'explain.odd'].reduce((all, key) => all + number(of(key)), 0n);
      expect(number(sheet.totals?.cells[1])).toBe(sum);
    });
    fc.assert(property, runs(60));
  });
});

describe('a long sum', () => {
  it('names its first parts and counts the others', () => {
    const rows = Array.from({ length: 30 }, (_, i): [string, string, number] => [
      `单元${String(i).padStart(2, '0')}`,
      '2025-01-10',
      1,
    ]);
    const asked = { rows: [...rows, ['单元00', '2025-12-10', 1] as [string, string, number]], total: 3100n };
    const explained = explainBlock(requestOf(asked, planned(asked)), 0, leafValue(planned(asked).plan.periods, 0));
    const sheet = explainSheet(explained, { ...HEADING, forPeople: true }, words);
    expect(sheet.rows.at(-1)?.cells).toEqual(['of which 6 more units', '6.00', '']);
  });
});
