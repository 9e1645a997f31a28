import { refuse } from '../../core/finding.ts';
import type { FactsRequest } from '../facts-request.ts';
import { isWorkedOut } from './only-measured.ts';

/** Refuses to add up rows of a metric that is worked out from them in another way: the sums would be no values of it. */
export function refuseUnlessSums({ metric = '', part, reading: { book } }: FactsRequest): void {
  const name = part?.name !== undefined && book?.metrics[part.name] !== undefined ? part.name : metric;
  const definition = book?.metrics[name];
  if (definition && isWorkedOut(definition))
    throw refuse(definition.kind === 'ratio' ? 'measures.no-sums-of-ratio' : 'measures.no-sums', { metric: name });
}
