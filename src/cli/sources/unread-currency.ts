import { type Finding, finding } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { currencyColumn } from '../../facts/detect-columns.ts';
import type { Condition, TableDescription } from '../../facts/facts-source.ts';
import type { FactsRequest } from '../facts-request.ts';

/** A warning where a table has a column of currencies and amounts of money would be added up whatever stands in it. */
export function unreadCurrency(table: TableDescription, where: readonly Condition[], request: FactsRequest): Finding[] {
  const { metric = '', levels, settling, counted, isMeasured, reading } = request;
  const column = currencyColumn(table.columns);
  const isMoney = !isMeasured && counted === undefined && reading.book?.metrics[metric]?.money !== false;
  if (column === undefined || !isMoney || settling?.currency !== undefined) return [];
  const used = [...where.map((condition) => condition.column), ...levels].map(normalName);
  if (used.includes(column)) return [];
  const [file] = table.files;
  return [finding('warning', 'money.unread-currency', { column }, file && { file: file.name })];
}
