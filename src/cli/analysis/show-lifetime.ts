import { type LifetimeLine, lifetimeLine, lifetimeYears } from '../../core/analysis/lifetime.ts';
import { monthTable, sumOver, wholeMonths } from '../../core/analysis/month-table.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { numberedMonth } from '../../core/calendar/month.ts';
import type { Span } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { groupBy } from '../../core/group-by.ts';
import { someNames } from '../../core/names.ts';
import { nameFindings } from '../../core/organisation/name-findings.ts';
import { formatPath, pathKey } from '../../core/organisation/unit-tree.ts';
import type { Totals } from '../../core/totals.ts';
import type { CustomersResult } from '../../facts/facts-source.ts';
import { lifetimeSheet } from '../../report/analysis/lifetime-sheet.ts';
import { type Context, report } from '../context.ts';
import { leftOut } from '../measures/left-out.ts';
import { emit } from '../output.ts';
import { readFacts, sayRows } from '../read-facts.ts';
import { type Analysis, analysisHeading } from './analysis.ts';

const USUAL_DISCOUNT = { numerator: 10n, denominator: 100n };

/** What a customer of each unit is worth, with all that the value rests on. */
export async function showLifetime(asked: Analysis, context: Context): Promise<void> {
  const { files, reading, levels, metric, output, options } = asked;
  const assumed = { margin: options.margin, discount: options.discount ?? USUAL_DISCOUNT };
  const customers = (totals: Totals) => ({ periods: yearsOf(totals), lookBack: 24, credit: 'share' as const });
  const facts = await readFacts({ files, reading, levels, grain: 'month', metric, customers }, context);
  const { totals, settled: isRounded = false } = facts;
  sayRows(totals.account, context);
  const years = yearsOf(totals);
  const counted = facts.customers as CustomersResult;
  const table = monthTable(totals);
  const counts = groupBy(counted.counts, ({ path }) => pathKey(path));
  const last = { from: table.whole.to - 12, to: table.whole.to };
  const lines = table.units.nodes.map(({ value: { path } }, node) =>
    lifetimeLine(
      { path, amount: sumOver(table, node, last) ?? 0n, counts: counts.get(pathKey(path)) ?? [] },
      years.length,
      assumed,
    ),
  );
  const findings = [
    ...restsOn(years, assumed.margin !== undefined),
    ...unknown(lines),
    ...leftOut(counted),
    ...nameFindings(table.units),
  ];
  await report(context, findings);
  const heading = analysisHeading(asked, totals.scale, isRounded);
  await emit(lifetimeSheet(lines, assumed, { heading, words: context.words }), output, context, findings);
}

/** Refuses a history of less than two years: nobody can have come back. */
function yearsOf(totals: Totals): Span[] {
  const years = lifetimeYears(wholeMonths(totals), (month) => numberedMonth(month).start);
  if (years.length < 2) throw refuse('analysis.lifetime-too-short');
  return years;
}

function restsOn(years: readonly Span[], hasMargin: boolean): Finding[] {
  const [last, first] = [years[0] as Span, years.at(-1) as Span];
  const values = {
    start: formatDay(last.start),
    end: formatDay(last.end),
    from: formatDay(first.start),
    pairs: years.length - 1,
  };
  return [
    finding('note', 'analysis.lifetime-rests-on', values),
    ...(hasMargin ? [] : [finding('warning', 'analysis.lifetime-of-revenue')]),
  ];
}

/** Units whose retention nobody can tell, or that lost nobody. */
function unknown(lines: readonly LifetimeLine[]): Finding[] {
  const some = (code: string, found: readonly LifetimeLine[]) => {
    const names = found.map(({ path }) => formatPath(path) || '(all)');
    return names.length === 0 ? [] : [finding('note', code, { count: names.length, units: someNames(names) })];
  };
  return [
    ...some(
      'analysis.lifetime-unknown',
      lines.filter(({ retention }) => retention === ''),
    ),
    ...some(
      'analysis.lifetime-nobody-lost',
      lines.filter(({ before, kept }) => before > 0 && before === kept),
    ),
  ];
}
