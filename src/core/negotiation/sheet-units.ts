import { type Finding, finding } from '../finding.ts';
import { formatPath, pathKey, type UnitPath, type UnitTree, unitIndex } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { SheetLine, UnitLine } from './sheet-line.ts';
import { isUnplanned } from './sheet-rows.ts';

/**
 * The lines with their units. Unknown units and units that stand twice are errors; a row for amounts of nobody in the plan is
 * left out when no number was put into it. A name of digits that lost its zeros in a spreadsheet is still known.
 */
export function linesOfUnits(units: UnitTree, lines: readonly SheetLine[]): { lines: UnitLine[]; findings: Finding[] } {
  const exact = unitIndex(units);
  const nodeOf = nodeFinder(units, exact);
  const findings: Finding[] = [];
  const known: UnitLine[] = [];
  const first = new Map<number, number>();
  for (const line of lines) {
    const unit = nodeOf(line.path);
    const before = unit === undefined ? undefined : first.get(unit);
    if (unit === undefined && isUnplanned(line.path) && isUntold(line)) continue;
    if (unit === undefined) findings.push(unknownUnit(units, line, exact));
    else if (before !== undefined)
      findings.push(finding('error', 'sheet.unit-twice', { unit: nameOf(line.path), first: before }, line.place('unit')));
    else {
      first.set(unit, line.line);
      known.push({ ...line, unit });
    }
  }
  return { lines: known, findings };
}

function isUntold({ number, planned }: SheetLine): boolean {
  return [number, ...planned].every(({ kind }) => kind === 'blank');
}

/** A unit as findings name it; the whole is `-`. */
export function nameOf(path: UnitPath): string {
  return formatPath(path) || '-';
}

type UnitIndex = ReadonlyMap<string, number>;

function nodeFinder(units: UnitTree, exact: UnitIndex): (path: UnitPath) => number | undefined {
  const bare = new Map<string, number | undefined>();
  units.nodes.forEach(({ value }, node) => {
    const key = pathKey(value.path.map(withoutZeros));
    bare.set(key, bare.has(key) ? undefined : node);
  });
  return (path) => exact.get(pathKey(path)) ?? bare.get(pathKey(path.map(withoutZeros)));
}

/** `007` as a spreadsheet keeps it. */
function withoutZeros(name: string): string {
  return /^\d+$/.test(name) ? name.replace(/^0+(?=\d)/, '') : name;
}

function unknownUnit(units: UnitTree, line: SheetLine, exact: UnitIndex): Finding {
  const name = line.path.at(-1) ?? '';
  const near = units.nodes.filter(({ value }) => value.name === name && value.path.length > 0).map(({ value }) => value.path);
  const parent = parentOf(exact, line.path);
  const siblings = nodeAt(units, parent).children.map((child) => nodeAt(units, child).value.path);
  const close = siblings.filter((path) => isNear(path.at(-1) as string, name));
  const names = [...near, ...close].map(formatPath);
  const place = line.place('unit');
  if (names.length === 0) return finding('error', 'sheet.unknown-unit', { unit: nameOf(line.path) }, place);
  const known = [...new Set(names)].join(', ');
  return finding('error', 'sheet.near-unit', { unit: nameOf(line.path), near: known }, place);
}

/** The deepest known node above a path. */
function parentOf(nodes: UnitIndex, path: UnitPath): number {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const node = nodes.get(pathKey(path.slice(0, depth)));
    if (node !== undefined) return node;
  }
  return 0;
}

/** One letter more, less or other; or one name inside the other. */
function isNear(a: string, b: string): boolean {
  if (b === '') return false;
  if (a.includes(b) || b.includes(a)) return true;
  const [x, y] = [[...a], [...b]];
  if (Math.abs(x.length - y.length) > 1 || Math.max(x.length, y.length) < 2) return false;
  let from = 0;
  while (from < x.length && x[from] === y[from]) from++;
  let tail = 0;
  while (tail < Math.min(x.length, y.length) - from && x.at(-1 - tail) === y.at(-1 - tail)) tail++;
  return Math.max(x.length, y.length) - from - tail <= 1;
}
