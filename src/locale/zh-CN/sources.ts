import type { Messages, Phrases } from '../message.ts';

/** Named sources and the metrics that are read from them. */
export const sources: Messages = {};

export const sourcesPhrases: Phrases = {};
