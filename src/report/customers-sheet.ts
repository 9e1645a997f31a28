import { formatRatio } from '../core/amount.ts';
import type { Period } from '../core/calendar/period.ts';
import { CREDIT_PARTS, type Credit, type CustomerCount } from '../core/metrics/customers.ts';
import { pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

export interface CustomersHeading {
  readonly levels: readonly string[];
  readonly periods: readonly Period[];
  /** Unit nodes in the order in which they print; the empty path is the whole. */
  readonly units: readonly UnitPath[];
  readonly credit: Credit;
  readonly lookBack: number;
  /** People read the whole's name; files have blanks. */
  readonly forPeople: boolean;
  /** Whether customers of the span before who are not active any more have a column. */
  readonly showsLost?: boolean;
}

const NONE = { gained: 0, reactivated: 0, orders: 0, active: 0, repeat: 0, before: 0, kept: 0 };

/** One row a period and unit node, each as it was counted; a node without customers has zeros. */
export function customersSheet(counts: readonly CustomerCount[], heading: CustomersHeading, words: Words): Sheet {
  const { levels, periods, units, credit, lookBack, forPeople, showsLost = false } = heading;
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns: Column[] = [
    labelled('period', 'text'),
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    ...['new', 'reactivated', 'active', 'repeat'].map((name) => labelled(name, 'count')),
    labelled('repurchase_rate', 'share'),
    ...['orders', 'previous', 'retained'].map((name) => labelled(name, 'count')),
    labelled('retention_rate', 'share'),
    ...(showsLost ? [labelled('lost', 'count')] : []),
  ];
  const keyOf = (period: number, path: UnitPath) => `${period}/${pathKey(path)}`;
  const found = new Map(counts.map((count) => [keyOf(count.period, count.path), count]));
  const shown = (count: typeof NONE) => [...figures(count), ...(showsLost ? [String(count.before - count.kept)] : [])];
  const rowOf = (period: number, path: UnitPath): SheetRow => {
    const isWhole = path.length === 0;
    const total = forPeople && isWhole ? words.phrase('label.total') : '';
    const names = levels.map((_, depth) => path[depth] ?? (depth === 0 ? total : ''));
    const cells = [periods[period]?.label ?? '', ...names, ...shown(found.get(keyOf(period, path)) ?? NONE)];
    return { cells, ...(forPeople && isWhole && units.length > 1 && { emphasis: 'total' }) };
  };
  const rows = periods.flatMap((_, period) => units.map((path) => rowOf(period, path)));
  const title = words.phrase('title.customers', { months: lookBack, credit });
  return { name: 'customers', title, columns, rows, totals: undefined };
}

/** In the order of the columns; the rates are blank where nobody is active, or was before. */
function figures({ gained, reactivated, orders, active, repeat, before, kept }: typeof NONE): string[] {
  const counts = [orders, before, kept].map(String);
  return [
    ...[credits(gained), credits(reactivated), String(active), String(repeat), rate(repeat, active)],
    ...[...counts, rate(kept, before)],
  ];
}

function rate(part: number, whole: number): string {
  return whole === 0 ? '' : formatRatio(BigInt(part), BigInt(whole), 4);
}

/** Parts of credit as customers: `2.4`. */
function credits(parts: number): string {
  const whole = Math.floor(parts / CREDIT_PARTS);
  const rest = String(parts % CREDIT_PARTS).padStart(String(CREDIT_PARTS).length - 1, '0');
  return `${whole}.${rest}`.replace(/\.?0+$/, '');
}
