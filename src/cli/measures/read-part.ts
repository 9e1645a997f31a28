import type { Totals } from '../../core/totals.ts';
import { type Facts, type FactsRequest, readFacts } from '../read-facts.ts';
import { attributedFacts } from '../structure.ts';
import type { Measuring } from './measure-request.ts';

/** The rows of a part, once however often they are asked for, as the rows name their units. */
export function readPart(request: FactsRequest, measuring: Measuring): Promise<Facts> {
  return readOnce(request, measuring, { isMoved: false, read: () => readFacts(request, measuring.context) });
}

/** Rows that add up, under the units that events leave; once as well. */
export async function readFlow(request: FactsRequest, measuring: Measuring): Promise<Totals> {
  const { question, context } = measuring;
  const read = () => attributedFacts({ ...request, all: question.all }, question.events, context);
  return (await readOnce(request, measuring, { isMoved: true, read })).totals;
}

interface PartReading {
  /** Whether the rows are put under the units that events leave. */
  readonly isMoved: boolean;
  readonly read: () => Promise<Facts>;
}

function readOnce(request: FactsRequest, measuring: Measuring, { isMoved, read }: PartReading): Promise<Facts> {
  const { metric = '', levels, grain, customers, part, reading } = request;
  const { source, where, date, amount, count } = reading.book?.metrics[metric] ?? {};
  const counted = customers && CREDITED.has(count ?? '') ? count : undefined;
  // Whatever counts customers of the same rows asks the same question.
  const own = customers ? '' : metric;
  const key = JSON.stringify([own, source, where, date, amount, levels, grain, part, customers, counted, isMoved]);
  const known = measuring.known.get(key) ?? readAndNote(request, measuring, { isMoved, read });
  measuring.known.set(key, known);
  return known;
}

/** Counts that are asked of other columns than those of customers. */
const CREDITED: ReadonlySet<string> = new Set(['credited-orders']);

async function readAndNote(request: FactsRequest, { parts }: Measuring, { isMoved, read }: PartReading): Promise<Facts> {
  const facts = await read();
  parts.push({ metric: request.metric ?? '', totals: facts.totals, files: facts.files, isMoved });
  return facts;
}
