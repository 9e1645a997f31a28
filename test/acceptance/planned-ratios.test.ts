import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/locale/en/index.ts';
import { type Files, newFolder, removeFolder, salesplan } from './sequences/program.ts';

const home = process.cwd();
const dirs: string[] = [];

afterAll(() => {
  process.chdir(home);
  for (const dir of dirs) removeFolder(dir);
});

const SOURCES = `sources:
  dues: {files: [dues.csv], columns: {date: issued, due: due, amount: owed, invoice: invoice}}
  receipts: {files: [receipts.csv], columns: {date: paid, amount: amount, invoice: invoice}}
  answers: {files: [answers.csv], columns: {date: day, amount: score}}
  orders: {files: [orders.csv], columns: {date: day, amount: sales}}
  credits: {files: [credits.csv], columns: {date: day, amount: sales, order: order}}
  market: {files: [market.csv], columns: {date: day, amount: size}}
  deals: {files: [deals.csv], columns: {date: closed, amount: amount}}
`;

const METRICS = {
  collection: '{kind: ratio, source: [dues, receipts]}',
  cash_due: '{kind: ratio, definition: cash-due, source: [dues, receipts]}',
  satisfaction: '{kind: ratio, source: answers, top_box: 9, min_answers: 2}',
  strict: '{kind: ratio, source: answers, top_box: 9, min_answers: 1000}',
  mean: '{kind: ratio, source: answers, min_answers: 1}',
  score: '{kind: score, source: answers}',
  revenue: '{source: orders}',
  orders: '{source: orders, count: orders}',
  active: '{source: orders, count: customers}',
  order_value: '{kind: ratio, numerator: revenue, denominator: orders}',
  customer_value: '{kind: ratio, numerator: revenue, denominator: active}',
  credited: '{source: credits, share: share}',
  shared_orders: '{source: credits, share: share, count: credited-orders}',
  credited_value: '{kind: ratio, numerator: credited, denominator: shared_orders}',
  market_size: '{source: market, period: period, levels: [unit]}',
  market_share: '{kind: ratio, numerator: revenue, denominator: market_size}',
  won: '{source: deals, count: rows, where: [stage=won]}',
  won_days: '{source: deals, days_since: created, where: [stage=won]}',
  cycle_days: '{kind: ratio, numerator: won_days, denominator: won}',
  open: '{source: deals, snapshot: seen, where: [stage=open]}',
  cover: '{kind: ratio, numerator: open, gap_of: T1}',
} as const;

const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`);
const table = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

/**
 * Each month East is owed 300 and is paid 200 on time and 60 late, South is owed 100 and is paid 90; A has 9 of 10 answers in the top
 * box, B 1 of 2; an order of A alone, one that both share by halves and one of B alone; a credit of 60 to 40; markets of T9.
 */
const FILES: Files = {
  'dues.csv': table(
    'invoice,issued,due,owed,unit',
    months.flatMap((month) => [`E${month},${month}-01,${month}-10,300,East`, `S${month},${month}-01,${month}-10,100,South`]),
  ),
  'receipts.csv': table(
    'invoice,paid,amount,unit',
    months.flatMap((month, i) => [
      `E${month},${month}-28,200,East`,
      `E${month},${months[i + 1] ?? '2026-01'}-03,60,East`,
      `S${month},${month}-28,90,South`,
    ]),
  ),
  'answers.csv': table(
    'day,unit,score,answer',
    months.flatMap((month) => [
      ...Array.from({ length: 10 }, (_, i) => `${month}-27,A,${i < 9 ? 10 : 5},a${month}${i}`),
      `${month}-27,B,9,b1${month}`,
      `${month}-27,B,4,b2${month}`,
    ]),
  ),
  'orders.csv': table(
    'day,unit,customer,order,sales',
    months.flatMap((month) => [
      `${month}-27,A,c1,A${month},120`,
      `${month}-27,A,c2,S${month},60`,
      `${month}-27,B,c2,S${month},60`,
      `${month}-27,B,c3,B${month},60`,
    ]),
  ),
  'credits.csv': table(
    'day,unit,order,share,sales',
    months.flatMap((month) => [`${month}-27,A,O${month},60%,1000`, `${month}-27,B,O${month},40%,1000`]),
  ),
  'market.csv': table('day,period,unit,size', ['2025-01-01,2025,A,4000', '2025-01-01,2025,B,2000']),
  'deals.csv': table('closed,created,unit,stage,amount,seen', [
    '2025-01-20,2025-01-10,A,won,5,2025-12-31',
    '2025-12-27,2025-12-07,B,won,5,2025-12-31',
    '2026-06-20,2025-12-07,B,open,5,2025-12-31',
  ]),
  'denominators.csv': table('period,unit,amount', ['2026,A,300', '2026,B,100']),
  'weights.csv': table('period,unit,weight', [',A,2', ',B,1']),
  'organisation.csv': table('unit,owner,role,start,end,ramp,weight', ['A,x,,,,,', 'B,y,,,,,']),
};

function folder(changed: Partial<Record<keyof typeof METRICS, string>> = {}): string {
  const metrics = Object.entries({ ...METRICS, ...changed }).map(([name, text]) => `  ${name}: ${text}\n`);
  const { 'organisation.csv': roster = '', ...files } = FILES;
  const dir = newFolder({
    ...files,
    'people.csv': roster,
    'salesplan.yaml': `version: 1\nlang: en\n${SOURCES}metrics:\n${metrics.join('')}`,
  });
  dirs.push(dir);
  return dir;
}

type Cell = Readonly<Record<'period' | 'unit' | 'amount' | 'denominator', string>>;

/** The plan's cells; `words` say what is planned, and a metric may stand there before them. */
async function planned(words: string, dir = folder()): Promise<Cell[]> {
  const { exit, out, err } = await salesplan(dir, ['decompose', '-n', '-O', 'csv', '-q', ...words.split(' ')]);
  expect(exit, err).toBe(0);
  const [header = '', ...lines] = out.replace('\uFEFF', '').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((text, i) => [names[i], text])) as Cell);
}

const fen = (text: string) => Math.round(Number(text) * 100);
const sums = (cells: readonly Cell[]) => ({
  amount: cells.reduce((sum, { amount }) => sum + fen(amount), 0),
  denominator: cells.reduce((sum, { denominator }) => sum + fen(denominator), 0),
});
const rateOf = (cells: readonly Cell[], unit: string) => {
  const { amount, denominator } = sums(cells.filter((cell) => cell.unit === unit));
  return amount / denominator;
};

describe('a ratio that is measured at each unit is planned from its history', () => {
  it('a collection rate on the dues of each month, paid by the end of that month', async () => {
    // 200 of 300 and 90 of 100: 72.5 %; 79.75 % is 1.1 times that.
    const cells = await planned('--metric collection --total 79.75% -p 2026 --by quarter,month --by unit');
    expect(cells).toHaveLength(24);
    expect(cells[0]).toMatchObject({ period: '2026-01', unit: 'East', amount: '220.00', denominator: '300.00' });
    expect(cells[1]).toMatchObject({ period: '2026-01', unit: 'South', amount: '99.00', denominator: '100.00' });
    expect(sums(cells)).toEqual({ amount: 382_800, denominator: 480_000 });
  });

  it('a quarter of it on what was paid by the end of the quarter', async () => {
    // Two of three late payments of 60 came within the quarter: 720 of 900, and 270 of 300.
    const cells = await planned('--metric collection --total +0pp -p 2026 --by quarter --by unit');
    expect(cells.slice(0, 2)).toMatchObject([
      { period: '2026-Q1', unit: 'East', amount: '720.00', denominator: '900.00' },
      { period: '2026-Q1', unit: 'South', amount: '270.00', denominator: '300.00' },
    ]);
  });

  it('never plans more paid than due, whatever the target', async () => {
    const cells = await planned('--metric collection --total 92% -p 2026 --by month --by unit');
    for (const { amount, denominator } of cells) expect(fen(amount)).toBeLessThanOrEqual(fen(denominator));
    // South stands at 100 %, so that East comes to 268 of 300.
    expect(rateOf(cells, 'South')).toBe(1);
    expect(rateOf(cells, 'East')).toBeCloseTo(268 / 300, 4);
    expect(sums(cells)).toEqual({ amount: 441_600, denominator: 480_000 });
  });

  it('and names units whose denominator is blank, for which nothing is planned', async () => {
    const dir = folder();
    const words = '--metric satisfaction --total 75% -p 2026 --by year --by unit --org newcomer.csv'.split(' ');
    writeFileSync(
      join(dir, 'newcomer.csv'),
      table('unit,owner,role,start,end,ramp,weight', ['A,x,,,,,', 'B,y,,,,,', 'C,z,,,,,']),
    );
    const { err, out } = await salesplan(dir, ['decompose', '-n', '-O', 'csv', ...words]);
    expect(err).toContain('C has no planned denominator: nothing is planned for it');
    expect(out).toContain(',C,0.00,0.00');
  });

  it('with more dues than last year', async () => {
    const cells = await planned('--metric collection --total 75% -p 2026 --by year --by unit --denominator history:+10%');
    expect(sums(cells)).toEqual({ amount: 396_000, denominator: 528_000 });
  });

  it('a top-box rate on the number of answers, and a mean score on them too', async () => {
    // 10 of 12 a month; the units keep the proportion of 9/10 to 1/2.
    const cells = await planned('--metric satisfaction --total 75% -p 2026 --by year --by unit');
    expect(cells).toMatchObject([
      { unit: 'A', amount: '97.20', denominator: '120.00' },
      { unit: 'B', amount: '10.80', denominator: '24.00' },
    ]);
    const means = await planned('--metric mean --total 9 -p 2026 --by year --by unit');
    expect(sums(means)).toEqual({ amount: 129_600, denominator: 14_400 });
  });

  it('units and periods with fewer answers than are asked for start from the ratio above', async () => {
    const dir = folder({ satisfaction: '{kind: ratio, source: answers, top_box: 9, min_answers: 10}' });
    const cells = await planned('--metric satisfaction --method growth:+0% -p 2026 --by month --by unit', dir);
    // B has 2 answers a month and 24 in the year: its rate of the year stands for each of its months.
    expect(
      cells.filter(({ unit }) => unit === 'B').every(({ amount, denominator }) => amount === '1.00' && denominator === '2.00'),
    ).toBe(true);
  });

  it('a market share on the markets of next year (T9), and a sales cycle', async () => {
    const share = await planned(
      '--metric market_share --total +5pp -p 2026 --by year --by unit --method uplift --denominator file:denominators.csv',
    );
    // 2160 of 4000 and 1440 of 2000 are 60 %: 65 % of 400 is 260.
    expect(sums(share)).toEqual({ amount: 26_000, denominator: 40_000 });
    const cycle = await planned('--metric cycle_days --total 12 -p 2026 --by year --by unit');
    expect(cycle).toMatchObject([
      { unit: 'A', amount: '8.00', denominator: '1.00' },
      { unit: 'B', amount: '16.00', denominator: '1.00' },
    ]);
  });

  it('an order value on orders of which each unit has its part, by amounts or by credit shares', async () => {
    const dir = folder({ orders: '{source: orders, count: credited-orders}' });
    // 180 on 1.5 orders and 120 on 1.5 of them a month: 100 in all.
    const cells = await planned('--metric order_value --total 110 -p 2026 --by year --by unit', dir);
    expect(cells).toMatchObject([
      { unit: 'A', amount: '2376.00', denominator: '18.00' },
      { unit: 'B', amount: '1584.00', denominator: '18.00' },
    ]);
    const credited = await planned('--metric credited_value --total 1100 -p 2026 --by year --by unit', dir);
    expect(credited).toMatchObject([
      { unit: 'A', amount: '7920.00', denominator: '7.20' },
      { unit: 'B', amount: '5280.00', denominator: '4.80' },
    ]);
    const counts = await planned('--metric orders --total 72 -p 2026 --by year --by unit', dir);
    expect(counts.map(({ amount }) => amount)).toEqual(['36.00', '36.00']);
  });
});

interface Refused {
  readonly words: string;
  readonly code: string;
  /** What the remedy names, and a command (or a metric changed) that follows it. */
  readonly follow: Readonly<
    Record<string, string | { readonly words?: string; readonly change: Partial<Record<keyof typeof METRICS, string>> }>
  >;
}

const REPEAT = '--method repeat --denominator file:denominators.csv';

const REFUSED: readonly Refused[] = [
  {
    words: '--metric satisfaction --total 85% -p 2026 --by year --by unit --basis equal',
    code: 'metric.basis-of-ratio',
    follow: {
      '--basis last-year': '--metric satisfaction --total 85% -p 2026 --by year --by unit --basis last-year',
      '2024..2025': '--metric satisfaction --total 85% -p 2026 --by year --by unit --basis 2024..2025',
      '--method repeat with --denominator file:F': `--metric satisfaction --total 85% -p 2026 --by year --by unit ${REPEAT}`,
    },
  },
  {
    words: '--metric score --total 4.5 -p 2026 --by year --by unit',
    code: 'metric.only-repeat-score',
    follow: {
      '--method repeat': '--metric score --total 4.5 -p 2026 --by year --by unit --method repeat',
      'kind: ratio with min_answers': {
        words: '--metric score --total 9 -p 2026 --by year --by unit',
        change: { score: '{kind: ratio, source: answers, min_answers: 1}' },
      },
    },
  },
  {
    words: '--metric strict --total 85% -p 2026 --by year --by unit',
    code: 'metric.too-few-for-ratio',
    follow: {
      'min_answers in salesplan.yaml': { change: { strict: '{kind: ratio, source: answers, top_box: 9, min_answers: 2}' } },
      '--method repeat with --denominator file:F': `--metric strict --total 85% -p 2026 --by year --by unit ${REPEAT}`,
    },
  },
  {
    words: '--metric collection --total 85% -p 2024 --by year --by unit',
    code: 'metric.no-complete-span',
    follow: {
      '--basis with a span inside it': '--metric collection --total 85% -p 2024 --by year --by unit --basis 2025',
      '--method repeat with --denominator file:F': `--metric collection --total 85% -p 2026 --by year --by unit ${REPEAT}`,
    },
  },
  {
    words: '--metric collection --total 85% -p 2025 --by year --by unit --basis trailing-12',
    code: 'metric.too-short',
    follow: { '--basis with a span inside it': '--metric collection --total 85% -p 2026 --by year --by unit --basis 2025' },
  },
  {
    words: '--metric order_value --total 110 -p 2026 --by year --by unit',
    code: 'measures.shared-orders',
    follow: {
      'count: credited-orders': { change: { orders: '{source: orders, count: credited-orders}' } },
      '--by with levels that share no order': '--metric order_value --total 110 -p 2026 --by month --by customer',
    },
  },
  {
    words: '--metric orders --total 110 -p 2026 --by year --by unit',
    code: 'measures.shared-orders',
    follow: { 'count: credited-orders': { change: { orders: '{source: orders, count: credited-orders}' } } },
  },
  {
    words: '--metric active --total 30 -p 2026 --by year --by unit',
    code: 'measures.distinct',
    follow: {
      'kind: distinct with --method repeat': {
        words: '--metric active --total 30 -p 2026 --by year --by unit --method repeat',
        change: { active: '{kind: distinct, source: orders, count: customers}' },
      },
    },
  },
  {
    words: '--metric customer_value --total 300 -p 2026 --by year --by unit',
    code: 'measures.distinct',
    follow: {
      '--method repeat with --denominator file:F': `--metric customer_value --total 300 -p 2026 --by year --by unit ${REPEAT}`,
    },
  },
  {
    words: '--metric open --total 300 -p 2026 --by year --by unit',
    code: 'measures.no-sums',
    follow: {
      '--basis equal with --org': '--metric open --total 300 -p 2026 --by year --by unit --basis equal --org people.csv',
      '--basis file:weights.csv': '--metric open --total 300 -p 2026 --by year --by unit --basis file:weights.csv',
    },
  },
  {
    words: '--metric cover --total 3 -p 2026 --by year --by unit',
    code: 'measures.no-sums-of-ratio',
    follow: { '--method repeat with --denominator file:F': `--metric cover --total 3 -p 2026 --by year --by unit ${REPEAT}` },
  },
  {
    words: '--metric market_share --total 65% -p 2026 --by year --by unit,order',
    code: 'measures.units-not-whole',
    follow: {
      '--by with the levels that its tables have': '--metric market_share --total 65% -p 2026 --by year --by unit',
      '--method repeat with --denominator file:F': `--metric market_share --total 65% -p 2026 --by year --by unit ${REPEAT}`,
    },
  },
  {
    words: '--metric market_share --total 65% -p 2026 --by month --by unit',
    code: 'measures.finer-than-market',
    follow: { 'periods that the market table has': '--metric market_share --total 65% -p 2026 --by year --by unit' },
  },
];

describe('what a refusal says to try works', () => {
  it.each(REFUSED)('$code: $words', async ({ words, code, follow }) => {
    const { exit, err } = await salesplan(folder(), ['decompose', '-n', '-q', ...words.split(' ')]);
    expect([exit, err.includes(code)], err).toEqual([2, true]);
    const [, remedy = ''] = catalogue.messages[code] as readonly [string, string?];
    for (const [named, way] of Object.entries(follow)) {
      expect(remedy).toContain(named);
      const { words: changed = words, change = {} } = typeof way === 'string' ? { words: way } : way;
      expect((await planned(changed, folder(change))).length, changed).toBeGreaterThan(0);
    }
  });
});
