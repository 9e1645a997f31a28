import { formatExact } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import type { CollectionDefinition } from '../metrics/metric.ts';
import { type Measured, quotient } from './measured.ts';
import { addNumbers, type FactColumns, type NodeNumbers, nodeSums, spanSums, untilStart } from './node-numbers.ts';
import { type KeyedFacts, type Settled, settle } from './settle.ts';

/** What is owed, by due day; what was sold on credit, by its own day; what was paid, by the day it came in. */
export interface CollectionFacts {
  readonly dues: KeyedFacts;
  /** Undefined where the definition does not need it. */
  readonly sales: FactColumns | undefined;
  readonly receipts: KeyedFacts;
  readonly scale: number;
}

/** Which definitions need what was sold on credit, and which what each receipt pays for. */
export const NEEDS_SALES: readonly CollectionDefinition[] = ['cash-sales', 'cash-receivable'];
export const NEEDS_MATCHING: readonly CollectionDefinition[] = ['due-matched', 'cash-due-overdue'];

interface Parts extends CollectionFacts {
  readonly spans: readonly Span[];
  readonly settled: Settled;
}

type PartsOf = (parts: Parts) => readonly [NodeNumbers, NodeNumbers];

const cash = ({ receipts, spans }: Parts) => spanSums(receipts, spans);
const due = ({ dues, spans }: Parts) => spanSums(dues, spans);
const sold = ({ sales, spans }: Parts) => spanSums(sales as FactColumns, spans);

/**
 * The definitions, node by node (domain rule T7). `due-matched`: what was paid by the period's end for what fell due in it, over what
 * fell due. The others are what came in during the period whatever it was for: over what fell due, over that and what was overdue
 * when the period began, over what was sold on credit in the period, and over that and all that was owed when it began.
 */
const DEFINITIONS: Readonly<Record<CollectionDefinition, PartsOf>> = {
  'due-matched': (parts) => [matched(parts), due(parts)],
  'cash-due': (parts) => [cash(parts), due(parts)],
  'cash-due-overdue': (parts) => [cash(parts), addNumbers([due(parts), 1n], [overdue(parts), 1n])],
  'cash-sales': (parts) => [cash(parts), sold(parts)],
  'cash-receivable': (parts) => [cash(parts), addNumbers([sold(parts), 1n], [owed(parts), 1n])],
};

/** The collection rate of every node in each span by a definition; findings name what was paid for nothing that is known. */
export function collectionRate(facts: CollectionFacts, spans: readonly Span[], definition: CollectionDefinition): Measured {
  const settled = settle(facts.dues, facts.receipts);
  const [numerator, denominator] = DEFINITIONS[definition]({ ...facts, spans, settled });
  const isMatched = NEEDS_MATCHING.includes(definition);
  return { ...quotient(numerator, denominator, facts.scale), findings: isMatched ? unmatchedFindings(settled, facts.scale) : [] };
}

/** Of what fell due in a span, what came in until its end. */
function matched({ settled: { units, unit, due: dueOf, received, amount }, spans }: Parts): NodeNumbers {
  return nodeSums(units, spans.length, (add) => {
    amount.forEach((paid, i) => {
      spans.forEach(({ start, end }, span) => {
        const known = Math.max(dueOf[i] as Day, received[i] as Day);
        if ((dueOf[i] as Day) >= start && known <= end) add(unit[i] as number, span, paid);
      });
    });
  });
}

/** What was due before a span and not paid before it. */
function overdue({ dues, settled, spans }: Parts): NodeNumbers {
  const day = settled.due.map((dueDay, i) => Math.max(dueDay, settled.received[i] as Day));
  const paid = { units: settled.units, unit: settled.unit, day, amount: settled.amount };
  return addNumbers([spanSums(dues, untilStart(spans)), 1n], [spanSums(paid, untilStart(spans)), -1n]);
}

/** What was sold on credit before a span and not paid before it. */
function owed({ sales, receipts, spans }: Parts): NodeNumbers {
  const before = untilStart(spans);
  return addNumbers([spanSums(sales as FactColumns, before), 1n], [spanSums(receipts, before), -1n]);
}

function unmatchedFindings({ unmatched }: Settled, scale: number): Finding[] {
  const [first] = unmatched;
  if (first === undefined) return [];
  const amount = unmatched.reduce((sum, { amount: own }) => sum + own, 0n);
  const values = {
    count: unmatched.length,
    amount: formatExact(amount, scale, 2),
    first: first.key,
    firstAmount: formatExact(first.amount, scale, 2),
  };
  return [finding('warning', 'measures.unmatched-receipts', values)];
}
