import type { Totals } from '../../core/totals.ts';
import { type Facts, type FactsRequest, readFacts } from '../read-facts.ts';
import { readAttributed } from '../structure.ts';
import type { Measuring } from './measure-request.ts';

/** The rows of a part, once however often they are asked for, as the rows name their units. */
export function readPart(request: FactsRequest, measuring: Measuring): Promise<Facts> {
  const { metric = '', levels, grain, customers, part, reading } = request;
  const { source, where, date, amount } = reading.book?.metrics[metric] ?? {};
  const key = JSON.stringify([customers ? '' : metric, source, where, date, amount, levels, grain, part, customers]);
  const known = measuring.known.get(key) ?? readAndNote(request, measuring);
  measuring.known.set(key, known);
  return known;
}

async function readAndNote(request: FactsRequest, { context, parts }: Measuring): Promise<Facts> {
  const facts = await readFacts(request, context);
  parts.push({ metric: request.metric ?? '', totals: facts.totals, isMoved: false });
  return facts;
}

/** Rows that add up, under the units that events leave. */
export async function readFlow(request: FactsRequest, { question, context, parts }: Measuring): Promise<Totals> {
  const totals = await readAttributed({ ...request, all: question.all }, question.events, context);
  parts.push({ metric: request.metric ?? '', totals, isMoved: true });
  return totals;
}
