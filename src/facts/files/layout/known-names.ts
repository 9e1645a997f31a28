import { normalName } from '../../../core/names.ts';
import { AMOUNT_NAMES, DATE_NAMES, LEVEL_NAMES, ORDER_NAMES, readName } from '../../column-names.ts';
import { periodName } from './period-names.ts';

const KNOWN = new Set([...DATE_NAMES.flat(), ...AMOUNT_NAMES, ...Object.values(LEVEL_NAMES).flat(), ...ORDER_NAMES]);

/** Whether a cell is likely a column's name: one that the caller expects, one that is known, or a period's. */
export function nameTest(expect: readonly string[]): (cell: string) => boolean {
  const expected = new Set(expect.map((name) => readName(normalName(name)).key));
  return (cell) => {
    const name = normalName(cell);
    return name !== '' && (expected.has(readName(name).key) || KNOWN.has(readName(name).key) || periodName(name) !== undefined);
  };
}

const DATES = new Set(DATE_NAMES.flat());

export function isDateName(column: string): boolean {
  return DATES.has(readName(column).key);
}
