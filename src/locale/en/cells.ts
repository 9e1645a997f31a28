import type { Messages, Phrases } from '../message.ts';

/** Cells as people write them. */
export const cells: Messages = {};

export const cellsPhrases: Phrases = {};
