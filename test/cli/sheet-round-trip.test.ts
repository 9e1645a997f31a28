import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportedSheet } from '../../src/cli/sheet-export.ts';
import { importedSheet } from '../../src/cli/sheet-import.ts';
import { everySheetWord } from '../../src/cli/sheet-words.ts';
import { type DisplayUnit, formatAmount } from '../../src/core/amount.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Commitment } from '../../src/core/negotiation/commitment.ts';
import type { SheetChange } from '../../src/core/negotiation/sheet-change.ts';
import { formatPath, pathKey, type UnitPath } from '../../src/core/organisation/unit-tree.ts';
import { fullPlanGrid, type PlanSource } from '../../src/core/plan.ts';
import { wordsFor } from '../../src/locale/index.ts';
import { openSheet } from '../../src/plan-folder/manager-sheet.ts';
import { render } from '../../src/render/index.ts';
import { CALENDAR, day, period, periods, runs, split } from '../core/make.ts';
import { type Saving, saved, type Table, tableOf } from './spreadsheet.ts';

const LEVELS = ['区域', '团队', '姓名'];
const UNITS = ['华东/上海/王芳', '华东/上海/李雷', '华东/南京/007', '华北/北京/張偉', '华北/北京/𠮷野', '华南', '华北/天津'];

/** A plan, what is stored of it, and how its sheet goes out. */
interface Out {
  readonly source: PlanSource;
  readonly commitments: readonly Commitment[];
  readonly showIn: DisplayUnit | undefined;
  readonly grain: 'month' | 'quarter';
  readonly language: 'en' | 'zh-CN';
  readonly unit: UnitPath;
  readonly depth: number;
}

const SPANS = ['2026', '2026-Q1', '2026-02', '2026-03..2026-08'];

function plans(largest: bigint): fc.Arbitrary<PlanSource> {
  const amount = fc.oneof(fc.bigInt(0n, largest), fc.constant(0n));
  return fc
    .record({
      span: fc.constantFrom(...SPANS),
      chosen: fc.uniqueArray(fc.constantFrom(...UNITS), { minLength: 1 }),
      amounts: fc.array(amount, { minLength: UNITS.length * 12, maxLength: UNITS.length * 12 }),
    })
    .map(({ span, chosen, amounts }) => {
      const months = periods(span, 'month').leaves.map((leaf) => periods(span, 'month').nodes[leaf]!.value.label);
      const cells = chosen.flatMap((unit, u) =>
        months.map((month, m) => ({ period: month, path: split(unit), amount: amounts[u * 12 + m]!, place: undefined })),
      );
      return { levels: LEVELS, scale: 2, cells, period: period(span), fiscal: CALENDAR };
    });
}

const STATUSES = ['draft', 'submitted', 'agreed'] as const;

function outs(largest: bigint): fc.Arbitrary<Out> {
  const stored = fc.array(
    fc.record({
      node: fc.nat(),
      whole: fc.boolean(),
      amount: fc.option(fc.bigInt(0n, 10n ** 7n)),
      status: fc.constantFrom(...STATUSES),
    }),
    { maxLength: 5 },
  );
  return fc
    .record({
      source: plans(largest),
      stored,
      unit: fc.nat(),
      depth: fc.integer({ min: 1, max: 3 }),
      showIn: fc.constantFrom<(DisplayUnit | undefined)[]>(undefined, '万元', 'k'),
      grain: fc.constantFrom('month' as const, 'quarter' as const),
      language: fc.constantFrom('en' as const, 'zh-CN' as const),
    })
    .map(({ stored: drawn, unit: number, depth, ...rest }) => {
      const { units, periods: tree } = fullPlanGrid(rest.source);
      const paths = units.nodes.map(({ value }) => value.path);
      const whole = tree.nodes[0]!.value.label;
      const rows = drawn.map(({ node, whole: isWhole, amount, status }): Commitment => {
        const leaf = tree.nodes[tree.leaves[0]!]!.value.label;
        const when = isWhole ? whole : leaf;
        const path = paths[node % paths.length] as UnitPath;
        return { target: 'T1', period: when, path, amount: amount ?? undefined, note: '', by: '', status, date: undefined };
      });
      const commitments = [...new Map(rows.map((row) => [`${row.period}/${pathKey(row.path)}`, row])).values()];
      const unit = paths[number % paths.length] as UnitPath;
      return { ...rest, commitments, unit, depth: Math.max(depth, unit.length) };
    });
}

const savings: fc.Arbitrary<Saving> = fc.record({
  format: fc.constantFrom('general', 'two-decimals', 'accounting', 'as-it-is'),
  encoding: fc.constantFrom('gb18030', 'utf-8', 'utf-8-bom'),
  titles: fc.constantFrom([], ['2026 年指标'], ['2026 年指标', '请于 1 月 15 日前填写']),
  blankColumns: fc.nat({ max: 3 }),
  blankRows: fc.nat({ max: 3 }),
  columnOrder: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  rowOrder: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
});

async function exported(out: Out): Promise<Table> {
  const words = await wordsFor(out.language);
  const sheet = exportedSheet({ ...out, target: 'T1', lastYear: undefined, decimals: 2, isForm: true }, words);
  const form = { terminal: false, width: undefined, colour: false, ascii: false, totals: false, bom: false, findings: [], words };
  const text = await render('csv', sheet, form);
  return tableOf(typeof text === 'string' ? text : [...text].join(''));
}

async function imported(bytes: Uint8Array, { source, commitments }: Pick<Out, 'source' | 'commitments'>) {
  const words = await everySheetWord();
  const settings = { target: 'T1', decimals: 2, person: '', status: 'submitted' as const, today: day('2026-01-05') };
  return importedSheet(openSheet(bytes, 'sheet.csv', words), { ...settings, words, source, commitments });
}

const errors = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');
/** What a change sets: `华东/上海 2026 = 5.00`. */
const said = ({ after }: SheetChange) =>
  `${formatPath(after.path)} ${after.period} = ${after.amount === undefined ? '-' : formatAmount(after.amount, 2)}`;

/** The accounting format shows a stored zero as a dash, which clears: it is for columns of the plan. */
const plainNumbers = (saving: Saving): Saving =>
  saving.format === 'accounting' ? { ...saving, format: 'two-decimals' } : saving;

describe('a sheet that went out and came back', () => {
  it('changes nothing, however a spreadsheet saved it', async () => {
    await fc.assert(
      fc.asyncProperty(outs(10n ** 8n), savings, async (out, saving) => {
        const hasZero = out.commitments.some(({ amount }) => amount === 0n);
        const bytes = saved(await exported(out), hasZero ? plainNumbers(saving) : saving);
        const { changes, findings } = await imported(bytes, out);
        expect({ changes: changes.map(said), errors: errors(findings) }).toEqual({ changes: [], errors: [] });
      }),
      runs(150),
    );
  });

  it('changes nothing when the spreadsheet cut the digits of large amounts', async () => {
    await fc.assert(
      fc.asyncProperty(outs(10n ** 16n), savings, async (out, saving) => {
        const bytes = saved(await exported({ ...out, commitments: [] }), saving);
        const { changes, findings } = await imported(bytes, { ...out, commitments: [] });
        expect({ changes: changes.map(said), errors: errors(findings) }).toEqual({ changes: [], errors: [] });
      }),
      runs(100),
    );
  });

  it('changes nothing where cells are blank and rows are gone', async () => {
    await fc.assert(
      fc.asyncProperty(
        outs(10n ** 8n),
        savings,
        fc.array(fc.nat(), { minLength: 5, maxLength: 40 }),
        async (out, saving, picks) => {
          const [header = [], ...rows] = await exported(out);
          const keys = header.length - amountColumns(header);
          for (const pick of picks) {
            const row = rows[pick % rows.length] as string[];
            row[keys + (pick % (header.length - keys))] = '';
          }
          const kept = rows.filter((_, index) => index === 0 || picks[index % picks.length]! % 5 !== 0);
          const { changes, findings } = await imported(saved([header, ...kept], plainNumbers(saving)), out);
          expect({ changes: changes.map(said), errors: errors(findings) }).toEqual({ changes: [], errors: [] });
        },
      ),
      runs(100),
    );
  });

  it('brings back exactly what was typed, however a spreadsheet saved it', async () => {
    await fc.assert(
      fc.asyncProperty(outs(10n ** 7n), savings, fc.array(edits, { minLength: 1, maxLength: 6 }), async (out, saving, drawn) => {
        const table = await exported(out);
        const expected = typeInto(table, drawn, out);
        const { changes, findings } = await imported(saved(table, plainNumbers(saving)), out);
        expect({ changes: changes.map(said).sort(), errors: errors(findings) }).toEqual({ changes: expected.sort(), errors: [] });
      }),
      runs(200),
    );
  });

  it('is not taken for typed over when the plan moved, and still gives the numbers of the manager', async () => {
    await fc.assert(
      fc.asyncProperty(outs(10n ** 7n), savings, async (out, saving) => {
        const table = await exported({ ...out, showIn: undefined, commitments: [] });
        const typed = typeInto(table, [{ row: 0, column: 0, where: 'number', what: 'amount', hundredths: 912_345_678 }], {
          ...out,
          ...{ showIn: undefined, commitments: [] },
        });
        const bytes = saved(table, plainNumbers(saving));
        const cells = out.source.cells.map((cell) => ({ ...cell, amount: cell.amount! + 100n }));
        const { changes, findings } = await imported(bytes, { source: { ...out.source, cells }, commitments: [] });
        expect({ changes: changes.map(said), errors: errors(findings) }).toEqual({ changes: typed, errors: [] });
        const moved = findings.filter(({ code }) => code === 'sheet.plan-moved');
        expect(moved).toHaveLength(table.length - 1);
      }),
      runs(60),
    );
  });
});

/** Columns from the proposal to the end. */
function amountColumns(header: readonly string[]): number {
  return header.length - header.findIndex((name) => /^(last year|去年同期)/.test(name));
}

interface Edit {
  readonly row: number;
  readonly column: number;
  readonly where: 'number' | 'planned';
  readonly what: 'amount' | 'zero' | 'clear';
  /** In hundredths of the sheet's unit, larger than any plan or sum of it. */
  readonly hundredths: number;
}

const edits: fc.Arbitrary<Edit> = fc.record({
  row: fc.nat(),
  column: fc.nat(),
  where: fc.constantFrom('number', 'planned'),
  what: fc.constantFrom('amount', 'amount', 'zero', 'clear'),
  hundredths: fc.integer({ min: 850_000_001, max: 999_999_999 }),
});

/** Types into the table, once a row, and gives what must come back. */
function typeInto([header = [], ...rows]: Table, drawn: readonly Edit[], out: Out): string[] {
  const seen = new Set<number>();
  return drawn.flatMap((edit) => {
    const index = edit.row % rows.length;
    if (seen.has(index)) return [];
    seen.add(index);
    return typeOne(rows[index] as string[], edit, { header, out });
  });
}

const TIMES = { 万元: 10_000n, k: 1_000n };

function typeOne(row: string[], edit: Edit, { header, out }: { header: readonly string[]; out: Out }): string[] {
  const { what, hundredths } = edit;
  const at = (pattern: RegExp) => header.findIndex((name) => pattern.test(name));
  const [numberAt, proposalAt] = [at(/^(your number|你的数字)/), at(/^(proposal|方案)/)];
  const path = row.slice(2, at(/^(row type|行类型)/)).filter((name) => name !== '');
  const span = fullPlanGrid(out.source).periods.nodes[0]!.value.label;
  const same = (label: string) => (other: Commitment) => other.period === label && pathKey(other.path) === pathKey(path);
  const stored = (label: string) => out.commitments.find(same(label))?.amount;
  // A row that has a number for the whole takes no other over its proposal: that is a conflict.
  const isOver = edit.where === 'planned' && stored(span) === undefined;
  const cell = isOver ? proposalAt + (edit.column % (numberAt - proposalAt)) : numberAt;
  // What cannot be told from the plan is not typed: a dash or a zero where the plan has zero.
  if (isOver && what !== 'amount' && Number(row[cell]) === 0) return [];
  const label = cell > proposalAt && cell < numberAt ? labelOf(header[cell] as string) : span;
  const typed = what === 'zero' ? 0 : hundredths;
  row[cell] = what === 'clear' ? '-' : (typed / 100).toFixed(2);
  const cents = what === 'clear' ? undefined : BigInt(typed) * (TIMES[out.showIn as '万元'] ?? 1n);
  if (cents === stored(label)) return [];
  return [`${formatPath(path)} ${label} = ${cents === undefined ? '-' : formatAmount(cents, 2)}`];
}

function labelOf(header: string): string {
  return header.replace(/ ?(plan|计划).*$/, '');
}
