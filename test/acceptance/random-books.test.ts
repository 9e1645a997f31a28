import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../core/make.ts';
import { anyBook, type Book, REGIONS } from './books/any-book.ts';
import { type Days, trueCounts } from './books/true-customers.ts';
import { asWritten, decimalText, nearest, type Placed, type Sums, settled, trueSums } from './books/true-sums.ts';
import { type More, writtenBook } from './books/write-book.ts';
import { salesplan } from './sequences/program.ts';

type Row = Readonly<Record<string, string | null>>;

const home = process.cwd();
const dirs: string[] = [];

afterAll(() => {
  process.chdir(home);
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

interface Answer {
  readonly rows: readonly Row[];
  readonly findings: readonly { readonly code: string; readonly values: Readonly<Record<string, unknown>> }[];
}

/** Books that people may have written, read by the program: what it says must be what was meant. */
describe('random books', () => {
  it('have the totals of what was written, at every level and in each year', async () => {
    await fc.assert(
      fc.asyncProperty(anyBook, async (book) => {
        const { dir, names } = folder(book);
        const sums = trueSums(asWritten(book.rows));
        for (const depth of [1, 2]) {
          const { rows, findings } = await asked(dir, ['history', ...names, '--by', LEVELS.slice(0, depth).join(','), '--json']);
          const { values } = findings.find(({ code }) => code === 'facts.rows') ?? {};
          const subtotals = book.files.filter(({ subtotals }, file) => subtotals && book.rows.some((row) => row.file === file));
          expect(values).toMatchObject({ used: book.rows.length, subtotals: subtotals.length, rejected: 0 });
          const found = rows
            .filter(({ section }) => section === 'year' || section === 'unit')
            .map((row) => `${row['section'] === 'year' ? row['period'] : 'all'} ${nodeOf(row)} ${row['amount']}`);
          const wanted = [...sums].flatMap(([key, fen]) => {
            const [period = '', node = ''] = split(key);
            const isYear = node === '' && period.length === 4;
            const isUnit = period === 'all' && node !== '' && node.split('/').length === depth;
            return isYear || isUnit ? [`${key} ${decimalText(fen, 2)}`] : [];
          });
          expect(found.sort()).toEqual(wanted.sort());
        }
      }),
      runs(15),
    );
  }, 60_000);

  const switches = fc.record({ tax: fc.boolean(), share: fc.boolean(), currency: fc.boolean() });

  it('have the money that counts in every month of every unit, by tax, credit share and currency', async () => {
    await fc.assert(
      fc.asyncProperty(anyBook, switches, async (any, by) => {
        // Rows that are taxed one by one must be written in one unit.
        const book = by.tax ? { ...any, files: any.files.map((file) => ({ ...file, unit: any.files[0]!.unit })) } : any;
        // The subtotals that people write add up what is written, not what counts.
        const plain = { ...book, files: book.files.map((file) => ({ ...file, subtotals: false })) };
        const { dir } = folder(plain, settings(by), ['order', 'share', 'currency', 'taxRate']);
        const { rows } = await asked(dir, measure('revenue'));
        expectSums(rows, settled(book.rows, by));
      }),
      runs(15),
    );
  }, 60_000);

  it('have the formulas and ratios of two sources', async () => {
    await fc.assert(
      fc.asyncProperty(anyBook, async (book) => {
        // One file is what was sold, the others what it cost.
        const { dir } = folder(book, TWO_SOURCES);
        const [sold, spent] = [book.rows.filter(({ file }) => file === 0), book.rows.filter(({ file }) => file !== 0)];
        fc.pre(sold.length > 0 && spent.length > 0);
        const cost = asWritten(spent).map((row) => ({ ...row, value: -2n * row.value }));
        const profit = [...asWritten(sold), ...cost].map((row) => ({ ...row, value: row.value * 10_000n }));
        expectSums((await asked(dir, measure('profit'))).rows, profit);
        const below = trueSums(asWritten(sold).map((row) => ({ ...row, value: row.value * 10_000n })));
        expectQuotients((await asked(dir, measure('margin'))).rows, { above: trueSums(profit), below });
      }),
      runs(12),
    );
  }, 60_000);

  it('have the orders and customers of a naive count', async () => {
    await fc.assert(
      fc.asyncProperty(anyBook, fc.integer({ min: 1, max: 7 }), async (book, lookBack) => {
        const { dir, names } = folder(book, undefined, ['order', 'customer']);
        const columns = ['--map', 'customer=客户,order=订单号', '--look-back', `${lookBack}m`];
        const flags = ['--metric', 'customers', ...columns, '-p', '2024-Q4', '--by', 'quarter,month', '--by', LEVELS.join(',')];
        const { rows } = await asked(dir, ['history', ...names, ...flags, '--json']);
        for (const row of rows) {
          const [span, before] = SPANS[row['period'] as string] as readonly [Days, Days];
          const node = nodeOf(row);
          const wanted = trueCounts(book.rows, { span, before, node, lookBack });
          const { orders, active, repeat, previous, retained, new: arrived, reactivated: back } = row;
          const whole =
            node === '' ? { arrived: Number(arrived), back: Number(back) } : { arrived: wanted.arrived, back: wanted.back };
          const found = { orders, active, repeat, previous, retained };
          const counts = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Number(value)]));
          expect({ ...counts, ...whole }, `${row['period']} ${node}`).toEqual(wanted);
        }
        expect(addsUp(rows, 'new')).toEqual([]);
      }),
      runs(12),
    );
  }, 60_000);
});

const LEVELS = ['大区', '销售员'];
const SPANS: Readonly<Record<string, readonly [Days, Days]>> = {
  '2024-Q4': [
    ['2024-10-01', '2024-12-31'],
    ['2024-07-01', '2024-09-30'],
  ],
  '2024-10': [
    ['2024-10-01', '2024-10-31'],
    ['2024-09-01', '2024-09-30'],
  ],
  '2024-11': [
    ['2024-11-01', '2024-11-30'],
    ['2024-10-01', '2024-10-31'],
  ],
  '2024-12': [
    ['2024-12-01', '2024-12-31'],
    ['2024-11-01', '2024-11-30'],
  ],
};

const TWO_SOURCES = `version: 1
levels: [大区, 销售员]
sources:
  sold: {files: [sold-0.csv]}
  spent: {files: ['spent-*.csv']}
metrics:
  revenue: {source: sold}
  cost: {source: spent}
  profit: {formula: revenue - 2 * cost}
  margin: {kind: ratio, numerator: profit, denominator: revenue}
`;

function settings({ tax, share, currency }: Record<'tax' | 'share' | 'currency', boolean>): string {
  const source = `files: ['*.csv']${tax ? ', tax: inclusive, tax_rate: 税率' : ''}${currency ? ", currency: 'column:币种'" : ''}`;
  return `version: 1
currency: {code: CNY}
levels: [大区, 销售员]
sources:
  book: {${source}}
tax:
  basis: exclusive
  rates: [{rate: 16%}, {from: 2024-07-01, rate: 13%}]
rates: {plan: {USD: 7.10, EUR: 7.83}}
metrics:
  revenue: {source: book${share ? ', share: 分成' : ''}}
`;
}

const measure = (metric: string) =>
  ['history', '--metric', metric, '-p', '2024..2025', '--by', 'year,month', '--by', LEVELS.join(','), '--json'] as const;

function folder(book: Book, yaml?: string, more: More = []): { readonly dir: string; readonly names: readonly string[] } {
  const dir = mkdtempSync(join(tmpdir(), 'salesplan-book-'));
  dirs.push(dir);
  const files = writtenBook(book, more);
  for (const [name, bytes] of files) writeFileSync(join(dir, name), bytes);
  if (yaml !== undefined) writeFileSync(join(dir, 'salesplan.yaml'), yaml);
  return { dir, names: [...files.keys()] };
}

async function asked(dir: string, argv: readonly string[]): Promise<Answer> {
  const { exit, out, err } = await salesplan(dir, argv);
  expect(exit, err).toBe(0);
  return JSON.parse(out) as Answer;
}

const split = (key: string) => [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
const nodeOf = (row: Row) => LEVELS.flatMap((level) => row[level] ?? []).join('/');
const periodOf = (row: Row) => (row['period'] === '2024..2025' ? 'all' : row['period']);

/** Every row as the sums have it, to the last decimal, and no sum left out. */
function expectSums(rows: readonly Row[], placed: readonly Placed[]): void {
  const sums = trueSums(placed);
  const found = new Map(rows.map((row) => [`${periodOf(row)} ${nodeOf(row)}`, row['value'] as string]));
  expect([...sums].map(([key]) => [key, exactly(found.get(key) ?? '')])).toEqual([...sums]);
  const others = [...found].filter(([key, value]) => !sums.has(key) && Number(value) !== 0);
  expect(others).toEqual([]);
}

/** Every row a quotient of two sums to six decimals, and both sums beside it; a blank where there is nothing to divide by. */
function expectQuotients(rows: readonly Row[], { above, below }: Readonly<Record<'above' | 'below', Sums>>): void {
  for (const row of rows) {
    const key = `${periodOf(row)} ${nodeOf(row)}`;
    const [n, d] = [above.get(key) ?? 0n, below.get(key) ?? 0n];
    const value = d === 0n ? null : nearest(d < 0n ? -n * 1_000_000n : n * 1_000_000n, d < 0n ? -d : d);
    const found = [row['value'], row['numerator'], row['denominator']].map((text) => (text ? exactly(text) : null));
    expect([key, ...found]).toEqual([key, value, n, d]);
  }
}

/** Millionths of a decimal. */
function exactly(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(`${whole}${decimals.padEnd(6, '0')}`);
}

/** Periods in which the regions' new customers are not those of the whole. */
function addsUp(rows: readonly Row[], column: string): string[] {
  return Object.keys(SPANS).filter((period) => {
    const of = (isWanted: (node: string) => boolean) =>
      rows.filter((row) => row['period'] === period && isWanted(nodeOf(row))).reduce((sum, row) => sum + Number(row[column]), 0);
    return Math.abs(of((node) => node === '') - of((node) => REGIONS.includes(node))) > 1e-9;
  });
}
