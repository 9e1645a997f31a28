import { describe, expect, it } from 'vitest';
import { exportedSheet } from '../../src/cli/sheet-export.ts';
import { importedSheet } from '../../src/cli/sheet-import.ts';
import { everySheetWord } from '../../src/cli/sheet-words.ts';
import type { Commitment } from '../../src/core/negotiation/commitment.ts';
import { formatPath } from '../../src/core/organisation/unit-tree.ts';
import type { PlanSource } from '../../src/core/plan.ts';
import { wordsFor } from '../../src/locale/index.ts';
import { openSheet } from '../../src/plan-folder/manager-sheet.ts';
import { CALENDAR, day, period, split } from '../core/make.ts';

/** Two regions, three reps, quarters of 100.00 a rep. */
function source(bump = 0n): PlanSource {
  const paths = ['E/a', 'E/b', 'W/c'].map(split);
  const quarters = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];
  const cells = paths.flatMap((path) =>
    quarters.map((label) => ({ period: label, path, amount: 10_000n + bump, place: undefined })),
  );
  return { levels: ['region', 'rep'], scale: 2, cells, period: period('2026'), fiscal: CALENDAR };
}

const stored = (path: string, label: string, amount: bigint | undefined, status: Commitment['status'] = 'draft'): Commitment => ({
  ...{ target: 'T1', period: label, path: split(path), amount, note: '', by: '', status, date: undefined },
});

interface Form {
  readonly commitments?: readonly Commitment[];
  readonly plan?: PlanSource;
  /** Columns that a person took away. */
  readonly without?: readonly string[];
}

/** Imports the sheet after cells were set, `E/a:your number` = `5`; gives what changes and what is said. */
async function typed(cells: Readonly<Record<string, string>>, { commitments = [], plan = source(), without = [] }: Form = {}) {
  const form = { source: source(), target: 'T1', unit: [], depth: 2, grain: 'quarter' as const, showIn: undefined };
  const sheet = exportedSheet({ ...form, commitments, lastYear: undefined, decimals: 2, isForm: true }, await wordsFor('en'));
  const names = sheet.columns.map(({ name }) => name);
  const rows = sheet.rows.map((row) => [...row.cells]);
  for (const [key, text] of Object.entries(cells)) {
    const [unit = '', column = ''] = key.split(':');
    const row = rows.find((own) => own.slice(2, 4).join('/').replace(/\/$/, '') === unit);
    (row as string[])[names.indexOf(column)] = text;
  }
  const kept = names.flatMap((name, index) => (without.includes(name) ? [] : [index]));
  const text = [names, ...rows].map((row) => kept.map((index) => row[index]).join(',')).join('\n');
  const words = await everySheetWord();
  const { changes, findings } = importedSheet(openSheet(Buffer.from(text), 'a.csv', words), {
    ...{
      words,
      source: plan,
      target: 'T1',
      decimals: 2,
      commitments,
      person: 'P',
      status: 'submitted',
      today: day('2026-01-05'),
    },
  });
  const said = changes.map(({ after: own }) => `${formatPath(own.path)} ${own.period} ${own.amount ?? '-'}`);
  return { changes: said, codes: findings.map(({ code }) => code), rows: changes.map((change) => change.after) };
}

describe('a number', () => {
  it('is the one over the proposal as well as the one in its column', async () => {
    expect(await typed({ 'E/a:proposal': '500', 'E/b:your number': '600' })).toMatchObject({
      changes: ['E/a 2026 50000', 'E/b 2026 60000'],
      codes: [],
    });
  });

  it('may stand in both when it is the same', async () => {
    expect(await typed({ 'E/a:proposal': '500', 'E/a:your number': '500.00' })).toMatchObject({ changes: ['E/a 2026 50000'] });
  });

  it.each<[string, Record<string, string>, Commitment[], string]>([
    ['two for the whole', { 'E/a:proposal': '500', 'E/a:your number': '501' }, [], 'sheet.two-numbers'],
    ['one over the proposal beside a stored one', { 'E/a:proposal': '500' }, [stored('E/a', '2026', 400n)], 'sheet.two-numbers'],
    ['a dash and another', { 'E/a:proposal': '500', 'E/a:your number': '-' }, [], 'sheet.two-numbers'],
    ['quarters beyond the whole', { 'E/a:2026-Q1 plan': '500', 'E/a:your number': '400' }, [], 'sheet.periods-against-whole'],
    [
      'all quarters, and another whole',
      { ...Object.fromEntries([1, 2, 3, 4].map((q) => [`E/a:2026-Q${q} plan`, '50'])), 'E/a:your number': '201' },
      [],
      'sheet.periods-against-whole',
    ],
  ])('is refused where there are %s', async (_, cells, commitments, code) => {
    expect((await typed(cells, { commitments })).codes).toEqual([code]);
  });

  it('for the whole leaves room for the quarters that were not typed', async () => {
    expect(await typed({ 'E/a:2026-Q1 plan': '300', 'E/a:your number': '400' })).toMatchObject({
      changes: ['E/a 2026 40000', 'E/a 2026-Q1 30000'],
      codes: [],
    });
  });

  it('that a quarter has already is no change', async () => {
    const commitments = [stored('E/a', '2026-Q1', 30_000n)];
    expect(await typed({ 'E/a:2026-Q1 plan': '300' }, { commitments })).toMatchObject({ changes: [], codes: [] });
  });

  it('is kept with the note, the person and the day of its row, else with those of the run', async () => {
    const { rows } = await typed({
      'E/a:your number': '5',
      'E/a:note': 'why',
      'E/a:person': 'A',
      'E/a:date': '2026/1/3',
      'E/b:your number': '6',
    });
    expect(rows.map(({ note, by, date }) => [note, by, date])).toEqual([
      ['why', 'A', day('2026-01-03')],
      ['', 'P', day('2026-01-05')],
    ]);
  });

  it('that is stored takes a new note alone', async () => {
    const { rows } = await typed({ 'E/a:note': 'why' }, { commitments: [stored('E/a', '2026', 40_000n)] });
    expect(rows.map(({ amount, note }) => [amount, note])).toEqual([[40_000n, 'why']]);
  });

  it('of a unit at, above or below a frozen one is refused', async () => {
    const commitments = [stored('E', '2026', 80_000n, 'frozen')];
    for (const cell of ['E/a', 'E', '']) {
      expect((await typed({ [`${cell}:your number`]: '5' }, { commitments })).codes).toContain('sheet.frozen');
    }
    expect((await typed({ 'W/c:your number': '5' }, { commitments })).codes).toEqual([]);
  });
});

describe('a subtotal', () => {
  it('that was not touched is no number when its parts were typed over', async () => {
    expect(await typed({ 'E/a:2026-Q1 plan': '150' })).toMatchObject({ changes: ['E/a 2026-Q1 15000'], codes: [] });
  });

  it('that was summed again is no number, level by level', async () => {
    const cells = {
      'E/a:2026-Q1 plan': '150',
      'E:2026-Q1 plan': '250',
      ':2026-Q1 plan': '350',
      'E/a:proposal': '450',
      'E:proposal': '850',
    };
    expect(await typed(cells)).toMatchObject({ changes: ['E/a 2026-Q1 15000'], codes: ['sheet.sums'] });
  });

  it('is a number when a person typed another one', async () => {
    expect(await typed({ 'E/a:2026-Q1 plan': '150', 'E:2026-Q1 plan': '260' })).toMatchObject({
      changes: ['E 2026-Q1 26000', 'E/a 2026-Q1 15000'],
    });
  });

  it('in the column of numbers is none when it only adds them up, unless it had one', async () => {
    const cells = { 'E/a:your number': '5', 'E/b:your number': '6', 'E:your number': '11', ':your number': '11' };
    expect(await typed(cells)).toMatchObject({ changes: ['E/a 2026 500', 'E/b 2026 600'], codes: ['sheet.sums'] });
    const commitments = [stored('E', '2026', 900n)];
    expect((await typed(cells, { commitments })).changes).toContain('E 2026 1100');
  });
});

describe('a plan that moved', () => {
  const plan = source(100n);

  it('gives no numbers of its own, with or without the letters', async () => {
    for (const without of [[], ['check code']]) {
      const { changes, codes } = await typed({ 'E/a:your number': '5' }, { plan, without });
      expect(changes).toEqual(['E/a 2026 500']);
      expect(new Set(codes)).toEqual(new Set(['sheet.plan-moved']));
    }
  });

  it('and a row that was typed over, too, cannot be told apart', async () => {
    expect((await typed({ 'E/a:2026-Q1 plan': '7' }, { plan })).codes).toContain('sheet.moved-and-overtyped');
  });
});

describe('columns that are gone', () => {
  const quarters = [1, 2, 3, 4].map((q) => `2026-Q${q} plan`);

  it.each([
    ['the letters', ['check code']],
    ['the quarters', quarters],
    ['one quarter', quarters.slice(1, 2)],
    ['all but the number', [...quarters, 'proposal', 'note', 'person', 'date', 'row type', 'last year', 'check code']],
  ])('change nothing: %s', async (_, without) => {
    expect(await typed({}, { without })).toMatchObject({ changes: [], codes: [] });
    expect(await typed({ 'E/a:your number': '5' }, { without })).toMatchObject({ changes: ['E/a 2026 500'], codes: [] });
  });

  it('leave what was typed over the proposal', async () => {
    expect(await typed({ 'E/a:proposal': '500' }, { without: quarters })).toMatchObject({
      changes: ['E/a 2026 50000'],
      codes: [],
    });
  });
});
