import { formatDay } from '../../core/calendar/day.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { collectionRate, NEEDS_MATCHING, NEEDS_SALES } from '../../core/measures/collection.ts';
import type { Measured } from '../../core/measures/measured.ts';
import { type KeyedFacts, keyedFacts } from '../../core/measures/settle.ts';
import { USUAL_DEFINITION } from '../../core/metrics/metric.ts';
import { formatPath, UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import type { Totals } from '../../core/totals.ts';
import type { MetricSettings } from '../sources/source-book.ts';
import { type DayForm, dayText } from './day-cell.ts';
import { type Measuring, partRequest } from './measure-request.ts';
import { readPart } from './read-part.ts';

/** The rate by its definition, from the tables of dues and of receipts: `source: [dues, receipts]`. */
export async function measureCollection(metric: string, settings: MetricSettings, measuring: Measuring): Promise<Measured> {
  const { definition = USUAL_DEFINITION, source = [] } = settings;
  const [dues, receipts] = source;
  const { reading, spans } = measuring.question;
  if (dues === undefined || receipts === undefined || source.length !== 2)
    throw refuse('measures.two-sources', { metric, sources: source.join(', ') || '-' });
  const columns = (name: string) => reading.book?.sources[name]?.columns ?? {};
  const isMatched = NEEDS_MATCHING.includes(definition);
  const key = keyOf(columns(receipts));
  if (isMatched && key === undefined) throw refuse('measures.receipts-for-what', { metric, source: receipts, definition });
  const table = async (name: string, date: string | undefined, level: string | undefined): Promise<Totals> => {
    const levels = [...measuring.question.levels, ...(level === undefined ? [] : [level])];
    const own = { ...settings, source: [name], ...(date !== undefined && { date }) };
    if (date !== undefined) measuring.ahead.add(`${metric}: ${name}`);
    const request = partRequest(`${metric}: ${name}`, measuring, { levels, definition: own });
    return (await readPart({ ...request, grain: 'day' }, measuring)).totals;
  };
  const due = columns(dues)['due'] ?? 'due';
  const byInvoice = isMatched && key === 'invoice';
  const owed = await table(dues, due, byInvoice ? 'invoice' : undefined);
  const sales = NEEDS_SALES.includes(definition) ? await table(dues, undefined, undefined) : undefined;
  const paid = await table(receipts, undefined, isMatched ? key : undefined);
  const facts = {
    ...{ sales, scale: owed.scale },
    dues: byInvoice ? keyedFacts(owed) : byDay(unkeyed(owed)),
    receipts: isMatched
      ? byInvoice
        ? keyedFacts(paid)
        : byUnit(keyedFacts(paid), reading.book?.sources[receipts]?.date_format)
      : unkeyed(paid),
  };
  const rate = collectionRate(facts, spans, definition);
  const told: Finding = finding('note', 'measures.collection', { metric, definition });
  return { ...rate, definition, findings: [told, ...rate.findings] };
}

/** What a receipt says that it pays for: an invoice, else the day on which it was due. */
function keyOf(columns: Readonly<Record<string, string>>): 'invoice' | 'due' | undefined {
  return 'invoice' in columns ? 'invoice' : 'due' in columns ? 'due' : undefined;
}

function unkeyed(totals: Totals): KeyedFacts {
  return { ...totals, key: Array.from(totals.unit, () => UNASSIGNED) };
}

/** Dues under the unit and the day that receipts name. */
function byDay(facts: KeyedFacts): KeyedFacts {
  return { ...facts, key: facts.key.map((_, i) => unitAnd(facts, i, formatDay(facts.day[i] as number))) };
}

function byUnit(facts: KeyedFacts, dates: DayForm): KeyedFacts {
  return { ...facts, key: facts.key.map((day, i) => (day === UNASSIGNED ? day : unitAnd(facts, i, dayText(day, dates)))) };
}

function unitAnd({ units, unit }: KeyedFacts, row: number, day: string): string {
  return `${formatPath(units[unit[row] as number] ?? [])} ${day}`.trim();
}
