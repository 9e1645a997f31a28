/**
 * What a cell means, in one rule set for every engine. Engines read plain cells by the patterns of `cell-rules.ts`, all of
 * which mean the same here, and bring every other cell to these functions by its text.
 */
export { type CellForm, PLAIN_FORM } from './cell-form.ts';
export { type AmountCell, readAmount } from './read-amount.ts';
export { type DateCell, readDate } from './read-date.ts';
