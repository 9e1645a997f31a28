import { type Finding, finding, Refusal } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { LEVEL_NAMES, readName } from '../facts/column-names.ts';
import { type AmountColumn, detectColumns } from '../facts/detect-columns.ts';
import { NO_AMOUNT } from '../facts/facts-source.ts';
import { nearNames } from '../facts/near-names.ts';
import type { Reading } from './reading-options.ts';

export interface ChosenColumns {
  readonly date: string;
  readonly amount: AmountColumn;
  readonly levels: readonly { readonly name: string; readonly column: string }[];
  /** The columns of the other roles that were wanted. */
  readonly others: Readonly<Record<string, string>>;
}

/** A part of a ratio, with the name of the metric that it is, where the settings say so. */
export interface RatioPart {
  readonly kind: 'numerator' | 'denominator';
  readonly name: string | undefined;
}

/** What a run needs of a table: columns by key, level names from the outermost in, and the metric that is planned. */
export interface Wanted {
  readonly reading: Pick<Reading, 'map' | 'asked'>;
  readonly levels: readonly string[];
  readonly metric?: string | undefined;
  /** Which part of a ratio is read: the metric's own column, or that of its denominator. */
  readonly part?: RatioPart | undefined;
  /** Further roles that must have a column: customer, order. */
  readonly others?: readonly string[];
  /** Whether rows are counted, so that no column of amounts is looked for: `amount` is `NO_AMOUNT`. */
  readonly counts?: boolean;
  /** The source of the settings that is read: a person says its columns there, where a flag would be for every table. */
  readonly ofSource?: string | undefined;
  /** The file whose header is read, for messages. */
  readonly file: string | undefined;
}

/**
 * The columns of a run: what `--map` says, else a column of the level's own name, else the one column that means the same
 * (区域 is found as 大区). Refuses everything that is unclear at once.
 */
export function chooseColumns(columns: readonly string[], wanted: Wanted): ChosenColumns {
  const { reading, levels, metric, file, part, others = [], counts = false, ofSource } = wanted;
  const map = mapOf(columns, wanted);
  const { date, amount: found, roles, findings } = detectColumns(columns, map);
  const amount = counts ? NO_AMOUNT : found;
  const named = [...(metric === undefined ? [] : [metric]), ...(part ? ['denominator', part.name] : [])];
  const keys = [...new Set(['date', 'amount', 'order', ...others, ...levels, ...named])];
  const unused = reading.asked.filter((key) => !keys.includes(key));
  const lacksPart = part?.kind === 'denominator' && map['amount'] === undefined;
  const problems: Finding[] = [
    // A column of amounts that was looked for is no denominator.
    ...(lacksPart || counts
      ? findings.filter(({ code, values }) => code !== 'facts.no-amount-column' && values?.['key'] !== 'amount')
      : findings),
    ...(lacksPart ? [finding('error', 'metric.no-denominator-column')] : []),
    ...unused.map((key) => finding('error', 'cli.unused-map', { key, keys: [...new Set(keys)].join(', ') })),
  ];
  const missing = others.filter((key) => roles[key] === undefined && !(key in map));
  problems.push(...missing.map((key) => finding('error', 'cli.no-role-column', { key, columns: columns.join(', ') })));
  const chosen = levels.map((name) => ({ name, column: levelColumn(normalName(name), { columns, roles, map }) }));
  for (const { name, column } of chosen) {
    if (column !== undefined) continue;
    const near = nearNames(name, columns);
    const values = { level: name, columns: columns.join(', '), first: near[0] ?? '' };
    problems.push(finding('error', near.length > 0 ? 'cli.unknown-level-near' : 'cli.unknown-level', values));
  }
  if (problems.length > 0 || date === undefined || amount === undefined)
    throw new Refusal(
      problems.map((problem) => ({
        ...(ofSource === undefined ? problem : missingInSource(problem, { source: ofSource, metric })),
        place: problem.place ?? { ...(file !== undefined && { file }) },
      })),
    );
  return {
    date,
    amount,
    levels: chosen.map(({ name, column }) => ({ name, column: column as string })),
    others: Object.fromEntries(others.map((key) => [key, roles[key] as string])),
  };
}

const MISSING: Readonly<Record<string, string>> = { 'facts.no-date-column': 'date', 'facts.no-amount-column': 'amount' };

/** The key of the answers of a survey. */
const SCORE = 'score';

/** A column that is missing, with the place in the settings where the source's columns are said. */
function missingInSource(
  problem: Finding,
  { source, metric }: { readonly source: string; readonly metric: string | undefined },
): Finding {
  const { code, severity, values = {} } = problem;
  const columns = values['columns'] ?? '';
  const { level } = values;
  if (code.startsWith('cli.unknown-level') && level !== undefined)
    return level === SCORE && metric !== undefined
      ? finding(severity, 'measures.no-score-column', { source, metric, columns })
      : finding(severity, 'sources.no-level-column', { source, level, columns });
  const key = code === 'cli.no-role-column' ? values['key'] : MISSING[code];
  return key === undefined ? problem : finding(severity, 'sources.no-column', { source, key, columns });
}

type ColumnMap = Readonly<Record<string, string>>;

function mapOf(columns: readonly string[], { reading, part, metric, counts }: Wanted): ColumnMap {
  if (part) return partMap(withOwnColumn(reading.map, part, columns), metric, part);
  const map = amountMap(reading.map, metric);
  if (!counts) return map;
  const { amount: _, ...others } = map;
  return others;
}

/** The column of the metric's own name is its amount, where none is mapped. */
function amountMap(map: ColumnMap, metric: string | undefined): ColumnMap {
  const given = metric === undefined ? undefined : map[metric];
  return given === undefined ? map : { amount: given, ...map };
}

/** A part that the settings call by the name of a column is that column, unless it is mapped. */
function withOwnColumn(map: ColumnMap, { name }: RatioPart, columns: readonly string[]): ColumnMap {
  return name !== undefined && map[name] === undefined && columns.includes(name) ? { ...map, [name]: name } : map;
}

function partMap(map: ColumnMap, metric: string | undefined, { kind, name }: RatioPart): ColumnMap {
  const named = name === undefined ? undefined : map[name];
  if (kind === 'numerator') return amountMap(map, map[metric ?? ''] === undefined && named !== undefined ? name : metric);
  const { amount: _, ...others } = map;
  const given = map['denominator'] ?? named;
  return given === undefined ? others : { ...others, amount: given };
}

interface Known {
  readonly columns: readonly string[];
  readonly roles: Readonly<Record<string, string>>;
  readonly map: Readonly<Record<string, string>>;
}

function levelColumn(name: string, { columns, roles, map }: Known): string | undefined {
  if (Object.hasOwn(map, name)) return normalName(map[name] as string);
  if (columns.includes(name)) return name;
  const { key } = readName(name);
  const role = Object.entries(LEVEL_NAMES).find(([, names]) => names.includes(key))?.[0];
  return role === undefined ? undefined : roles[role];
}
