import { type Finding, finding } from '../../core/finding.ts';
import type { CustomersResult } from '../../facts/facts-source.ts';

/** What the counts leave out: rows without a name, and returns under numbers of their own. */
export function leftOut({ nameless, returnsApart }: CustomersResult): Finding[] {
  return [
    ...(nameless > 0 ? [finding('warning', 'customers.nameless', { rows: nameless })] : []),
    ...(returnsApart > 0 ? [finding('warning', 'customers.returns-apart', { orders: returnsApart })] : []),
  ];
}
