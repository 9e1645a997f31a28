import { formatPath, type UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { SheetValues } from './sheet-values.ts';

/** No vowels and no digits: a spreadsheet takes it for no date, number or word. */
const LETTERS = 'bcdfghjklmnpqrstvwxz';
const LENGTH = 8;
const WIDTH = 64n;

/** What a row's letters stand for: the unit, the whole span first and then the periods of its columns, and their values. */
export interface CheckedRow {
  readonly path: UnitPath;
  readonly labels: readonly string[];
  readonly values: readonly bigint[];
}

/**
 * Eight letters that say whether a row shows the plan as it is now, so that a plan that moved after the export is told from a
 * number that a person overtyped. FNV-1a in 64 bits (draft-eastlake-fnv) over UTF-16 units.
 */
export function checkLetters({ path, labels, values }: CheckedRow): string {
  const text = [formatPath(path), ...labels, ...values].join('\n');
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  hash ^= hash >> (WIDTH / 2n);
  let letters = '';
  for (let i = 0; i < LENGTH; i++, hash /= BigInt(LETTERS.length)) letters += LETTERS[Number(hash % BigInt(LETTERS.length))];
  return letters;
}

/** The letters of a unit's row as the plan is now, with a column for each of the period nodes. */
export function planCheck(values: SheetValues, unit: number, columns: readonly number[]): string {
  const nodes = [0, ...columns];
  return checkLetters({
    path: nodeAt(values.units, unit).value.path,
    labels: nodes.map((node) => nodeAt(values.periods, node).value.label),
    values: nodes.map((node) => values.at(unit, node)),
  });
}
