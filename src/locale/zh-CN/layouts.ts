import type { Messages, Phrases } from '../message.ts';

/** Tables as people lay them out: titles, two header rows, subtotals, a column a period; workbooks. */
export const layouts: Messages = {};

export const layoutsPhrases: Phrases = {};
