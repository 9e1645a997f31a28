import type { ClassLine, CustomerLine } from '../../core/analysis/customer-classes.ts';
import { formatDay } from '../../core/calendar/day.ts';
import type { Words } from '../../locale/index.ts';
import type { LongSheet, Sheet } from '../../render/sheet.ts';
import { type AnalysisHeading, amountText, labelled, titled } from './analysis-heading.ts';

/** A class's code in files, its name for people; sizes are letters everywhere. */
function className(name: string, { forPeople }: AnalysisHeading, words: Words): string {
  return forPeople && name.length > 1 ? words.phrase(`class.${name}`) : name;
}

/** One row a class of either scheme. */
export function classesSheet(lines: readonly ClassLine[], heading: AnalysisHeading, words: Words): Sheet {
  const amount = amountText(heading);
  return {
    name: 'history-classes',
    title: titled('title.history-classes', heading, words),
    columns: labelled(
      [
        ['scheme', 'code'],
        ['class', 'code'],
        ['customers', 'count'],
        ['customer_share', 'share'],
        ['amount', 'amount'],
        ['share', 'share'],
        ['orders', 'count'],
      ],
      words,
    ),
    rows: lines.map((line) => ({
      cells: [
        ...[line.scheme, className(line.name, heading, words), String(line.customers), line.customerShare],
        ...[amount(line.amount), line.share, String(line.orders)],
      ],
    })),
    totals: undefined,
  };
}

/** One row a customer, the largest first. */
export function customerClassesSheet(lines: Iterable<CustomerLine>, heading: AnalysisHeading, words: Words): LongSheet {
  const amount = amountText(heading);
  const text = (value: number | undefined) => (value === undefined ? '' : String(value));
  const day = (value: number | undefined) => (value === undefined ? '' : formatDay(value));
  const rowOf = (line: CustomerLine) => ({
    cells: [
      ...[line.name, amount(line.amount), line.share, line.cumulative, String(line.orders)],
      ...[day(line.first), day(line.last), text(line.recency), text(line.r), text(line.f), text(line.m)],
      ...[className(line.rfm ?? 'none', heading, words), line.abc],
    ],
  });
  return {
    name: 'history-customer-classes',
    title: titled('title.history-customer-classes', heading, words),
    columns: labelled(
      [
        ['customer', 'text'],
        ['amount', 'amount'],
        ['share', 'share'],
        ['cumulative_share', 'share'],
        ['orders', 'count'],
        ['first', 'date'],
        ['last', 'date'],
        ['recency_days', 'count'],
        ['r', 'count'],
        ['f', 'count'],
        ['m', 'count'],
        ['rfm', 'code'],
        ['abc', 'code'],
      ],
      words,
    ),
    rows: {
      *[Symbol.iterator]() {
        for (const line of lines) yield rowOf(line);
      },
    },
    totals: undefined,
  };
}
