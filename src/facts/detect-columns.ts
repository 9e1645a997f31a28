import { type Finding, finding } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import {
  AMOUNT_NAMES,
  CURRENCY_NAMES,
  DATE_NAMES,
  givenUnit,
  LEVEL_NAMES,
  type LevelRole,
  ORDER_NAMES,
  type ReadName,
  readName,
} from './column-names.ts';
import { nearNames } from './near-names.ts';

export interface AmountColumn {
  readonly column: string;
  /** 4 for a column in 万元. */
  readonly power: number;
  readonly unit?: string;
}

export interface DetectedColumns {
  /** Undefined where a finding says why. */
  readonly date: string | undefined;
  readonly amount: AmountColumn | undefined;
  /** Columns that may be levels, by role, and whatever else `given` names. */
  readonly roles: Readonly<Partial<Record<LevelRole, string>> & Record<string, string>>;
  readonly findings: readonly Finding[];
}

interface Named extends ReadName {
  readonly column: string;
}

/**
 * Which column is what, by their names; `given` (from `--map date=下单日期`) goes before any guess. `金额[万元]` gives 金额 its unit,
 * unless a column has this whole name. All problems at once:
 * two candidates are an error, because a silent guess would be a wrong plan.
 */
export function detectColumns(columns: readonly string[], given: Readonly<Record<string, string>> = {}): DetectedColumns {
  const findings: Finding[] = [];
  const named = columns.map((column): Named => ({ column, ...readName(column) })).filter(({ column }) => column !== '');
  const mapped = resolveGiven(columns, given, findings);
  const date = 'date' in given ? mapped.get('date') : detectDate(named, findings);
  const amount = 'amount' in given ? mapped.get('amount') : detectAmount(named, [...mapped.values()], findings);
  const unit =
    amount === undefined || columns.includes(normalName(given['amount'] ?? '')) ? undefined : givenUnit(given['amount'] ?? '');
  return {
    date,
    amount: amount === undefined ? undefined : amountColumn(amount, unit, findings),
    roles: detectRoles(named, mapped),
    findings,
  };
}

function resolveGiven(
  columns: readonly string[],
  given: Readonly<Record<string, string>>,
  findings: Finding[],
): Map<string, string> {
  const mapped = new Map<string, string>();
  for (const [key, name] of Object.entries(given)) {
    const column = normalName(name);
    const bare = givenUnit(column)?.column;
    if (columns.includes(column)) mapped.set(key, column);
    else if (bare !== undefined && columns.includes(bare)) mapped.set(key, bare);
    else findings.push(unknownColumn(columns, key, column));
  }
  return mapped;
}

function unknownColumn(columns: readonly string[], key: string, column: string): Finding {
  const near = nearNames(column, columns);
  const values = { key, column, columns: listed(columns) };
  if (near.length === 0) return finding('error', 'facts.unknown-column', values);
  return finding('error', 'facts.unknown-column-near', { ...values, near: listed(near), first: near[0]! });
}

function detectDate(named: readonly Named[], findings: Finding[]): string | undefined {
  for (const rank of DATE_NAMES) {
    const candidates = named.filter(({ key }) => rank.includes(key));
    if (candidates.length > 0) return only('date', candidates, findings);
  }
  findings.push(finding('error', 'facts.no-date-column', { columns: listed(named.map(({ column }) => column)) }));
  return undefined;
}

function detectAmount(named: readonly Named[], taken: readonly string[], findings: Finding[]): string | undefined {
  const candidates = named.filter(({ key, column }) => AMOUNT_NAMES.includes(key) && !taken.includes(column));
  if (candidates.length > 0) return only('amount', candidates, findings);
  findings.push(finding('error', 'facts.no-amount-column', { columns: listed(named.map(({ column }) => column)) }));
  return undefined;
}

function only(key: string, candidates: readonly Named[], findings: Finding[]): string | undefined {
  const [first] = candidates;
  if (candidates.length === 1) return first!.column;
  const values = { key, candidates: listed(candidates.map(({ column }) => column)), first: first!.column };
  findings.push(finding('error', 'facts.ambiguous-column', values));
  return undefined;
}

/** The unit is the header's, or the one that was given; both must agree. */
function amountColumn(column: string, given: ReturnType<typeof givenUnit>, findings: Finding[]): AmountColumn {
  const header = readName(column);
  if (given === undefined) return { column, power: header.power, ...(header.unit !== undefined && { unit: header.unit }) };
  if (header.unit !== undefined && header.power !== given.power)
    findings.push(finding('error', 'facts.unit-given-header', { column, given: given.unit, header: header.unit }, { column }));
  return { column, power: given.power, unit: given.unit };
}

/** The first column of each role that nothing else took; a guess here only proposes. */
function detectRoles(named: readonly Named[], mapped: ReadonlyMap<string, string>): Record<string, string> {
  const roles: Record<string, string> = {};
  const taken = new Set(mapped.values());
  for (const [role, names] of Object.entries({ ...LEVEL_NAMES, order: ORDER_NAMES })) {
    const found = names.map((name) => named.find(({ key, column }) => key === name && !taken.has(column))).find(Boolean);
    if (found && !mapped.has(role)) roles[role] = found.column;
  }
  for (const [key, column] of mapped) if (key !== 'date' && key !== 'amount') roles[key] = column;
  return roles;
}

/** Where the column of the orders' numbers stands: the one that is named, or else whose name is a usual one; -1 without one. */
export function orderPlace(columns: readonly string[], given?: string): number {
  if (given !== undefined) return columns.indexOf(normalName(given));
  const keys = columns.map((column) => readName(column).key);
  return ORDER_NAMES.map((name) => keys.indexOf(name)).find((place) => place >= 0) ?? -1;
}

/** The column whose name is one of currencies. */
export function currencyColumn(columns: readonly string[]): string | undefined {
  return columns.find((column) => CURRENCY_NAMES.includes(readName(column).key));
}

function listed(columns: readonly string[]): string {
  return columns.join(', ');
}
