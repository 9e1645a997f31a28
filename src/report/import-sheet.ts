import { formatExact } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { SheetChange } from '../core/negotiation/sheet-change.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet } from '../render/sheet.ts';

const NAMES: readonly Column[] = [
  { name: 'target', kind: 'text' },
  { name: 'unit', kind: 'text' },
  { name: 'period', kind: 'text' },
  { name: 'proposal', kind: 'amount' },
  { name: 'before', kind: 'amount' },
  { name: 'after', kind: 'amount' },
  { name: 'change', kind: 'amount' },
  { name: 'note', kind: 'text' },
  { name: 'person', kind: 'text' },
  { name: 'date', kind: 'date' },
  { name: 'status', kind: 'code' },
  { name: 'line', kind: 'count' },
];

/** What an import stores: a number a row, before and after. */
export function importSheet(changes: readonly SheetChange[], { decimals }: { decimals: number }, words: Words): Sheet {
  const stored = (amount: bigint | undefined) => (amount === undefined ? '' : formatExact(amount, decimals, decimals));
  return {
    name: 'import',
    title: words.phrase('title.import'),
    columns: NAMES.map((column) => ({ ...column, label: words.phrase(`column.${column.name}`) })),
    rows: changes.map(({ before, after, proposal, change, scale, line }) => ({
      cells: [
        ...[after.target, formatPath(after.path) || words.phrase('label.total'), after.period],
        formatExact(proposal, scale, decimals),
        ...[stored(before?.amount), stored(after.amount), formatExact(change, scale, decimals)],
        ...[after.note, after.by, after.date === undefined ? '' : formatDay(after.date), after.status, String(line)],
      ],
    })),
    totals: undefined,
  };
}
