import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/calendar/day.ts';
import type { CustomerQuestion } from '../../src/core/metrics/customers.ts';
import type { Condition, CustomersResult, FactsResult, FactsSource, RowTax } from '../../src/facts/facts-source.ts';
import { period, runs } from '../core/make.ts';
import { countLines } from '../core/metrics/orders.ts';
import { lines, query, refusalOf, span, using } from '../facts/ask.ts';
import type { OpenRows } from './facts-source.ts';

const HEADER = ['date', 'region', 'rep', 'amount', 'status', 'customer', 'order'];

const PLAIN_DATES = ['2026-01-05', '2026-01-31', '2025-12-31', '2026-02-01'];
const ODD_DATES = [
  '2026/1/5',
  '2026年1月5日',
  '20260131',
  ' 2026-01-05',
  '2026-01-05 10:11:12',
  '2026/1/5 9:05',
  '202601',
  '２０２６-０１-０５',
];
const BAD_DATES = ['2026-02-30', '', '01/02/2026', '45660', '-', '2026-1', 'x'];
const PLAIN_AMOUNTS = ['1', '-0.5', '10.25', '1,234.5', '+3', '0.000001', '999999999.999999'];
const ODD_AMOUNTS = ['￥5', '1.2万', '(3)', '１２', '0.10000000', ' 7 ', '1,2345', '△2', '5元'];
const BAD_AMOUNTS = ['', 'x', '1e3', '0.0000001', '12%', '1.2.3', '9999999999999', '#N/A'];
const NAMES = ['华东', ' 华东', 'Caf\u00e9', 'Cafe\u0301', '', '\u3000', "it's", '\\N', 'a`b', '\u{2070e}'];

const often = (plain: string[], odd: string[], bad: string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...plain) },
    { weight: 3, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );

const anyRow = fc.tuple(
  often(PLAIN_DATES, ODD_DATES, BAD_DATES),
  fc.constantFrom(...NAMES),
  fc.constantFrom('x', 'y', ''),
  often(PLAIN_AMOUNTS, ODD_AMOUNTS, BAD_AMOUNTS),
  fc.constantFrom('done', ' done ', 'Caf\u00e9', 'Cafe\u0301', '5', '5.50', '', 'open'),
  fc.constantFrom('C1', 'C2', 'Cafe\u0301', 'Caf\u00e9 ', ''),
  fc.constantFrom('o1', 'o2', 'o3', ' o1', ''),
);

const anyWhere: fc.Arbitrary<readonly Condition[]> = fc.constantFrom(
  [],
  [{ column: 'status', operator: '=', values: ['done'] }],
  [{ column: 'status', operator: '!=', values: ['Caf\u00e9'] }],
  [{ column: 'status', operator: 'in', values: ['Cafe\u0301', '5'] }],
  [{ column: 'status', operator: '>', values: ['5'] }],
  [
    { column: 'amount', operator: '<', values: ['10.25'] },
    { column: 'region', operator: '!=', values: [''] },
  ],
);

const FACTORS = ['100/113', '1/2', '1/1', '10000/12345', '113/100'].map((text) => {
  const [numerator = '', denominator = ''] = text.split('/');
  return { numerator, denominator };
});

/** Every row has a rate: by its status, or that of its day. */
const anyTax = fc.option(
  fc.record({
    factors: fc.array(fc.constantFrom(...FACTORS), { minLength: 6, maxLength: 6 }),
    decimals: fc.constantFrom(0, 2, 6),
  }),
  { nil: undefined },
);

type AnyTax = { readonly factors: readonly (typeof FACTORS)[number][]; readonly decimals: number };

function rowTax({ factors, decimals }: AnyTax): RowTax {
  const texts = ['done', 'Caf\u00e9', '5', '5.50', 'open'];
  const byText = texts.map((text, at) => ({ text, factor: factors[at]! }));
  const byDay = [{ from: undefined, factor: factors[5]! }, ...[{ from: parseDay('2026-01-06'), factor: factors[0]! }]];
  return { column: 'status', byText, byDay, decimals };
}

const anyQuestion = fc.record({
  tax: anyTax,
  rows: fc.array(anyRow, { minLength: 1, maxLength: 30 }),
  by: fc.constantFrom([], ['region'], ['region', 'rep']),
  grain: fc.constantFrom<'day' | 'month'>('day', 'month'),
  where: anyWhere,
  range: fc.constantFrom(undefined, span('2026-01-01', '2026-01-31'), span('2026-01-06', '2026-12-31')),
});

const CUSTOMERS: CustomerQuestion = {
  periods: ['2026', '2026-01', '2025-12..2026-01'].map((text) => period(text)),
  lookBack: 1,
  credit: 'share',
};

/** The same answers as the embedded engine gives for a CSV of the same rows, whatever stands in the cells. */
export function sameAsFiles(name: string, open: OpenRows, openFile: OpenRows): void {
  describe(`${name} answers as files do`, () => {
    it('in totals, accounts, rejects and notes', async () => {
      await fc.assert(
        fc.asyncProperty(anyQuestion, async ({ rows, tax, ...changes }) => {
          const asked = (source: FactsSource) =>
            source.totals(query({ ...changes, tax: tax && rowTax(tax), describeRejects: 100 }));
          const [server, file] = await both(rows, asked);
          expect(answer(server)).toEqual(answer(file));
        }),
        runs(40),
      );
    }, 120_000);

    it('and tells of a tax rate that came between two questions', async () => {
      const tax = { column: 'status', byText: [], byDay: [], decimals: 2 };
      for (const status of ['13%', '']) {
        const source = open([HEADER, ['2026-01-05', 'a', 'x', '1', status, 'c', 'o']]);
        const refused = await refusalOf(using(source, (asked) => asked.totals(query({ tax }))));
        expect(refused.map(({ code }) => code)).toEqual(['remote.new-rate']);
      }
    });

    it('in customers', async () => {
      await fc.assert(
        fc.asyncProperty(anyQuestion, async ({ rows, by, where }) => {
          const asked = async (source: FactsSource) => {
            const whole = query({ by, where });
            const { used } = (await source.totals(whole)).totals.account;
            return source.customers({ ...whole, ...CUSTOMERS, customer: 'customer', order: 'order', used });
          };
          const [server, file] = await both(rows, asked);
          expect(counted(server)).toEqual(counted(file));
        }),
        runs(20),
      );
    }, 120_000);
  });

  async function both<T>(rows: readonly (readonly string[])[], asked: (source: FactsSource) => Promise<T>): Promise<[T, T]> {
    return [await using(open([HEADER, ...rows]), asked), await using(openFile([HEADER, ...rows]), asked)];
  }
}

function answer({ totals, rejects, findings }: FactsResult) {
  const { account, first, last } = totals;
  return {
    ...{ account, first, last },
    lines: lines(totals),
    rejects: rejects.map(({ finding: { code, place } }) => [code, place?.column, place?.cell].join('|')).sort(),
    notes: findings.map(({ code, values }) => `${code} ${values?.['count']}`).sort(),
  };
}

function counted({ counts, ...rest }: CustomersResult) {
  return { ...rest, counts: countLines(counts) };
}
