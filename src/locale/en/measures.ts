import type { Messages, Phrases } from '../message.ts';

/** Metrics that are counted or made of several sources. */
export const measures: Messages = {};

export const measuresPhrases: Phrases = {};
