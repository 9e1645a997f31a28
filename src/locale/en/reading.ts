import type { Messages, Phrases } from '../message.ts';

/** Encodings, packed files, progress. */
export const reading: Messages = {};

export const readingPhrases: Phrases = {};
