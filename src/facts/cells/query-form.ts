import type { TotalsQuery } from '../facts-source.ts';
import { type CellForm, PLAIN_FORM } from './cell-form.ts';

/** The form of a query's cells, in a column without a unit. */
export function cellForm(cells: TotalsQuery['cells']): CellForm {
  return { ...PLAIN_FORM, ...cells };
}
