import type { Messages, Phrases } from '../message.ts';

/** Rows that stand twice, and what is kept of files that were read. */
export const repeats: Messages = {};

export const repeatsPhrases: Phrases = {};
