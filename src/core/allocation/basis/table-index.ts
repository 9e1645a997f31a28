import { dayCount, type Span } from '../../calendar/period.ts';
import { pathKey, type UnitPath } from '../../organisation/unit-tree.ts';
import type { WeightRow } from './weight-table.ts';

/** The rows of a table that match a unit; undefined where none of that kind does. */
export interface UnitRows {
  /** The most specific row without a period. */
  readonly unit: WeightRow | undefined;
  /** By column, the most specific row that names unit and period. */
  readonly both: readonly (WeightRow | undefined)[];
}

export interface TableIndex {
  readonly hasUnitRows: boolean;
  readonly hasPeriodRows: boolean;
  /** Whether every row names both, so that other cells are not meant. */
  readonly isOfCells: boolean;
  readonly ofUnit: (path: UnitPath) => UnitRows;
  /** By column, the most specific row that names a period only. */
  readonly ofPeriod: readonly (WeightRow | undefined)[];
  /** Whether any unit asked for so far is named by the row. */
  readonly isKnown: (row: WeightRow) => boolean;
}

/** Which levels a row names, and the names: rows of one pattern are found by their key. */
interface Pattern {
  readonly key: string;
  /** Places in the row's path that are not blank. */
  readonly named: readonly number[];
}

interface Group {
  unit: WeightRow | undefined;
  readonly both: (WeightRow | undefined)[];
  isKnown: boolean;
}

export interface TableAxes {
  /** For each place in a row's path the place in the path of a unit. */
  readonly depths: readonly number[];
  /** The spans to weigh. */
  readonly columns: readonly Span[];
}

/** Finds for any unit and column the most specific row: a deeper level before a higher, a shorter period before a longer. */
export function tableIndex(rows: readonly WeightRow[], { depths, columns }: TableAxes): TableIndex {
  const patterns = patternsOf(rows);
  const groups = new Map<string, Group>();
  const ofPeriod = columns.map(() => undefined as WeightRow | undefined);
  for (const row of rows) {
    const pattern = patternOf(row);
    if (pattern.named.length === 0 && row.period) put(ofPeriod, row, columns);
    else addToGroup(groups, row, columns);
  }
  const groupsOf = (path: UnitPath) =>
    patterns.flatMap((pattern) => groups.get(keyOf(pattern, (place) => path[depths[place] as number])) ?? []);
  const ofUnit = (path: UnitPath): UnitRows => {
    const found = groupsOf(path);
    for (const group of found) group.isKnown = true;
    const both = columns.map((_, c) => found.find((group) => group.both[c])?.both[c]);
    return { unit: found.find(({ unit }) => unit)?.unit, both };
  };
  const hasUnitRows = rows.some(({ period }) => !period);
  const hasPeriodRows = rows.some((row) => row.period && patternOf(row).named.length === 0);
  return {
    hasUnitRows,
    hasPeriodRows,
    isOfCells: rows.length > 0 && !hasUnitRows && !hasPeriodRows,
    ofUnit,
    ofPeriod,
    isKnown: (row) => patternOf(row).named.length === 0 || (groups.get(groupKey(row))?.isKnown ?? false),
  };
}

function addToGroup(groups: Map<string, Group>, row: WeightRow, columns: readonly Span[]): void {
  const key = groupKey(row);
  const group = groups.get(key) ?? { unit: undefined, both: [], isKnown: false };
  groups.set(key, group);
  if (row.period) put(group.both, row, columns);
  else group.unit = row;
}

/** Puts a row into the columns inside its period where no shorter (then earlier) one stands. */
function put(best: (WeightRow | undefined)[], row: WeightRow, columns: readonly Span[]): void {
  const period = row.period as Span;
  columns.forEach((column, c) => {
    const before = best[c]?.period;
    if (period.start <= column.start && column.end <= period.end && (!before || isCloser(period, before))) best[c] = row;
  });
}

function isCloser(period: Span, than: Span): boolean {
  const difference = dayCount(period) - dayCount(than);
  return difference < 0 || (difference === 0 && period.start < than.start);
}

function patternOf({ path }: WeightRow): Pattern {
  const named = path.flatMap((name, place) => (name === '' ? [] : [place]));
  return { key: named.join(), named };
}

/** The patterns in use: deeper levels first, then more names, then the outermost names. */
function patternsOf(rows: readonly WeightRow[]): Pattern[] {
  const distinct = new Map(rows.map((row) => [patternOf(row).key, patternOf(row)]));
  const deepest = ({ named }: Pattern) => named.at(-1) ?? -1;
  return [...distinct.values()].sort(
    (a, b) => deepest(b) - deepest(a) || b.named.length - a.named.length || firstDifference(a.named, b.named),
  );
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, i) => place !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

function keyOf({ key, named }: Pattern, nameAt: (place: number) => string | undefined): string {
  return `${key}\u0001${pathKey(named.map((place) => nameAt(place) ?? ''))}`;
}

function groupKey(row: WeightRow): string {
  return keyOf(patternOf(row), (place) => row.path[place]);
}
