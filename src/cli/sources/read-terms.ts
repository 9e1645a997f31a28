import { type AddedTotals, addTotals } from '../../core/add-totals.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { type Finding, finding, Refusal, refuse } from '../../core/finding.ts';
import type { UnitCurrency } from '../../core/money/unit-currencies.ts';
import { someNames } from '../../core/names.ts';
import { formatPath, pathKey } from '../../core/organisation/unit-tree.ts';
import type { Totals } from '../../core/totals.ts';
import { isTooMany, MOST_GROUPS } from '../../facts/sum-limit.ts';
import { type Context, report, sayPhrase } from '../context.ts';
import type { Facts, FactsRequest } from '../facts-request.ts';
import type { MetricTerm } from './metric-terms.ts';
import { settleSources, settleSum } from './settle-sources.ts';
import { tableId, termRequest } from './term-request.ts';

/** Reads one table, as a request says. */
export type ReadTable = (request: FactsRequest, context: Context) => Promise<Facts>;

interface ReadTerm {
  readonly term: MetricTerm;
  readonly facts: Facts;
}

/** Reads every table that a metric is made of and adds them up, with the rows of each said by its name. */
export async function readTerms(
  terms: readonly MetricTerm[],
  request: FactsRequest,
  { context, readTable }: { readonly context: Context; readonly readTable: ReadTable },
): Promise<Facts> {
  const isTaken = request.profiles !== undefined && terms.some(({ factor }) => factor !== 1n);
  if ((terms.length > 1 && (request.customers || request.profiles)) || isTaken)
    throw refuse('sources.customers-of-several', { sources: sourceNames(terms) });
  const read: ReadTerm[] = [];
  for (const [place, term] of terms.entries()) {
    const { meanwhile, plan, ...own } = await termRequest(term, request, { context, among: terms });
    const asked = { ...own, ...(place === 0 && meanwhile && { meanwhile }), ...(terms.length === 1 && { plan }) };
    const facts = await readWithin(asked, { held: heldBy(read), read: (one) => readTable(one, context) });
    read.push({ term, facts: { ...facts, table: tableId(term, own), ...(own.settling && { settled: true }) } });
  }
  const [only] = read;
  if (only === undefined) throw refuse('sources.nothing-left', { metric: request.metric ?? '' });
  if (read.length === 1 && only.term.factor === 1n) return only.facts;
  for (const one of read) sayTerm(one, context);
  await report(context, partFindings(read));
  await settleSources(read, context);
  const parts = read.map(({ term, facts }): AddedTotals => ({ totals: facts.totals, factor: term.factor }));
  const files = new Map(read.flatMap(({ facts }) => facts.files.map((file) => [file.name, file])));
  const settled = read.some(({ facts }) => facts.settled);
  const totals = addTotals(parts as [AddedTotals, ...AddedTotals[]]);
  if (request.plan) await settleSum(read, { totals, plan: request.plan }, context);
  const currencies = currenciesOf(read, request.reading.book?.currency);
  return { totals, files: [...files.values()], ...(settled && { settled }), ...(currencies && { currencies }) };
}

/** What money the units of all tables have rows in: home where a table says nothing. */
function currenciesOf(read: readonly ReadTerm[], home: string | undefined): UnitCurrency[] | undefined {
  if (home === undefined || read.every(({ facts }) => facts.currencies === undefined)) return undefined;
  return read.flatMap(({ facts }) => facts.currencies ?? facts.totals.units.map((path) => ({ path, currency: home })));
}

function heldBy(read: readonly ReadTerm[]): number {
  return read.reduce((sum, { facts: { totals } }) => sum + totals.day.length, 0);
}

interface HeldBefore {
  readonly held: number;
  readonly read: (request: FactsRequest) => Promise<Facts>;
}

/** What the tables of a metric hold together is limited, not each of them. */
async function readWithin(request: FactsRequest, { held, read }: HeldBefore): Promise<Facts> {
  if (held === 0) return read(request);
  const { metric = '', reading } = request;
  const limit = reading.maxGroups ?? MOST_GROUPS;
  const left = Math.max(1, limit - held);
  try {
    return await read({ ...request, reading: { ...reading, maxGroups: left } });
  } catch (error) {
    if (!(error instanceof Refusal && isTooMany(error))) throw error;
    const { level = '', levels = '' } = error.findings[0]?.values ?? {};
    throw refuse('sources.too-many-groups', { metric, held, left, limit, level, levels });
  }
}

function sourceNames(terms: readonly MetricTerm[]): string {
  return [...new Set(terms.map(({ source }) => source?.name ?? '-'))].join(', ');
}

function sayTerm({ term, facts }: ReadTerm, context: Context): void {
  const { account, first, last } = facts.totals;
  sayPhrase(context, 'rows.of-source', {
    source: term.source?.name ?? '-',
    metric: term.metric,
    ...account,
    days: first === undefined || last === undefined ? '-' : `${formatDay(first)}..${formatDay(last)}`,
  });
}

/** Units that only one metric of a formula has, and metrics that end in different months. */
function partFindings(read: readonly ReadTerm[]): Finding[] {
  const byMetric = new Map<string, Totals[]>();
  for (const { term, facts } of read) byMetric.set(term.metric, [...(byMetric.get(term.metric) ?? []), facts.totals]);
  const metrics = [...byMetric].map(([metric, all]) => ({
    metric,
    units: new Map(all.flatMap(({ units }) => units.map((path) => [pathKey(path), path]))),
    last: Math.max(...all.map(({ last }) => last ?? Number.NEGATIVE_INFINITY)),
  }));
  const alone = metrics.flatMap(({ metric, units }) =>
    metrics
      .filter((other) => other.metric !== metric)
      .flatMap((other): Finding[] => {
        const only = [...units].filter(([key]) => !other.units.has(key)).map(([, path]) => formatPath(path));
        if (only.length === 0) return [];
        return [
          finding('warning', 'sources.units-only-in', {
            metric,
            other: other.metric,
            count: only.length,
            units: someNames(only),
          }),
        ];
      }),
  );
  const ends = metrics.filter(({ last }) => Number.isFinite(last));
  const months = new Set(ends.map(({ last }) => formatDay(last).slice(0, 7)));
  if (months.size < 2) return alone;
  const values = { ends: ends.map(({ metric, last }) => `${metric} ${formatDay(last)}`).join(', ') };
  return [...alone, finding('warning', 'sources.ends-differ', values)];
}
