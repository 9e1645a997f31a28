import { classifyCustomers, classLines, customerLines } from '../../core/analysis/customer-classes.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import type { CustomerProfiles } from '../../core/metrics/customer-profiles.ts';
import { LEVEL_NAMES, readName } from '../../facts/column-names.ts';
import { classesSheet, customerClassesSheet } from '../../report/analysis/classes-sheet.ts';
import { type Context, report } from '../context.ts';
import { emit, isForPeople } from '../output.ts';
import { readFacts, sayRows } from '../read-facts.ts';
import type { Analysis } from './analysis.ts';

/** Customers by size (ABC) and by recency, frequency and money (RFM): the classes, or with `--by customer` each customer. */
export async function showClasses(asked: Analysis, context: Context): Promise<void> {
  const { files, reading, metric, output, decimals } = asked;
  const isListed = listsCustomers(asked);
  const request = { files, reading, levels: [], grain: 'month', metric, profiles: 'orders' } as const;
  const { totals, profiles } = await readFacts(request, context);
  sayRows(totals.account, context);
  const known = profiles as CustomerProfiles;
  const asOf = asked.asOf ?? totals.last;
  if (asOf === undefined || totals.last === undefined) throw refuse('analysis.no-rows');
  if (asOf < totals.last) throw refuse('analysis.as-of-before-end', { day: formatDay(asOf), last: formatDay(totals.last) });
  const classes = classifyCustomers(known, asOf);
  const findings = [
    finding('note', 'analysis.classes', { day: formatDay(asOf), customers: known.names.length }),
    ...leftOut(known),
  ];
  await report(context, findings);
  const heading = { levels: [], scale: known.scale, decimals, forPeople: isForPeople(output) };
  const sheet = isListed
    ? customerClassesSheet(customerLines(classes), heading, context.words)
    : classesSheet(classLines(classes), heading, context.words);
  await emit(sheet, output, context, findings);
}

/** Whether each customer is to be listed. Classes are of all customers together: no other axis has a meaning. */
function listsCustomers({ levels, grains, reading, options }: Analysis): boolean {
  if (!options.isByGiven) return false;
  const [level = ''] = levels;
  const { key } = readName(level);
  const isCustomer = level === 'customer' || level === reading.map['customer'] || LEVEL_NAMES.customer.includes(key);
  if (levels.length !== 1 || grains !== undefined || !isCustomer) throw refuse('analysis.classes-by');
  return true;
}

function leftOut({ nameless }: CustomerProfiles): Finding[] {
  return nameless > 0 ? [finding('warning', 'customers.nameless', { rows: nameless })] : [];
}
