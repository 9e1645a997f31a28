import { wholeMonths } from '../../core/analysis/month-table.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { numberedMonth } from '../../core/calendar/month.ts';
import { isFiscalLabel } from '../../core/calendar/parse-period.ts';
import { type FiscalYear, GRAINS, type Grain, type Period, periodAt } from '../../core/calendar/period.ts';
import { partition, periodTree } from '../../core/calendar/period-tree.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { lookBackFindings } from '../../core/metrics/customers.ts';
import { nameFindings } from '../../core/organisation/name-findings.ts';
import { unitTree } from '../../core/organisation/unit-tree.ts';
import type { Totals } from '../../core/totals.ts';
import type { CustomersResult } from '../../facts/facts-source.ts';
import { customersSheet } from '../../report/customers-sheet.ts';
import { type Context, report } from '../context.ts';
import { leftOut } from '../measures/left-out.ts';
import { emit, isForPeople } from '../output.ts';
import { readFacts, sayRows } from '../read-facts.ts';
import type { Analysis } from './analysis.ts';

/** New, reactivated, active, repeat, kept and lost customers, period after period over the whole history, or in the periods of `-p`. */
export async function showCustomerRun(asked: Analysis, context: Context): Promise<void> {
  const { files, reading, levels, output, metric, options } = asked;
  const { lookBack, credit } = options;
  const customers = (totals: Totals) => ({ periods: periodsOf(asked, totals), lookBack, credit });
  const facts = await readFacts({ files, reading, levels, grain: 'month', metric, customers }, context);
  const { totals } = facts;
  sayRows(totals.account, context);
  const periods = periodsOf(asked, totals);
  const units = unitTree(levels, totals.units);
  const counted = facts.customers as CustomersResult;
  const start = Math.min(...periods.map((period) => period.start));
  const findings = [
    ...lookBackFindings(totals.first, start, lookBack),
    ...openPeriods(periods, totals),
    ...leftOut(counted),
    ...nameFindings(units),
  ];
  await report(context, findings);
  const paths = units.nodes.map(({ value }) => value.path);
  const heading = { levels, periods, units: paths, credit, lookBack, forPeople: isForPeople(output), showsLost: true };
  await emit(customersSheet(counted.counts, heading, context.words), output, context, findings);
}

function periodsOf({ options: { period, fiscal, isFiscal }, grains }: Analysis, totals: Totals): readonly Period[] {
  if (period) return spanPeriods(period, grains ?? [], isFiscalLabel(period.label) ? fiscal : undefined);
  const { first, last } = totals;
  if (first === undefined || last === undefined) throw refuse('analysis.no-rows');
  const asked = grains ?? ['year'];
  const years = isFiscal ? fiscal : undefined;
  const coarsest = GRAINS.find((grain) => asked.includes(grain)) as Grain;
  const span = { start: periodAt(coarsest, first, years).start, end: periodAt(coarsest, last, years).end };
  return GRAINS.filter((grain) => asked.includes(grain)).flatMap((grain) => partition(span, grain, years));
}

function spanPeriods(span: Period, grains: readonly Grain[], fiscal: FiscalYear | undefined): readonly Period[] {
  return periodTree(span, grains, fiscal).tree.nodes.map(({ value }) => value);
}

/** Periods that the history ends inside of: their lost customers may still come. */
function openPeriods(periods: readonly Period[], totals: Totals): Finding[] {
  const { to } = wholeMonths(totals);
  const end = numberedMonth(to).start;
  const open = periods.filter((period) => period.end >= end);
  if (open.length === 0 || totals.last === undefined) return [];
  return [
    finding('note', 'analysis.open-periods', { periods: open.map(({ label }) => label).join(', '), day: formatDay(totals.last) }),
  ];
}
