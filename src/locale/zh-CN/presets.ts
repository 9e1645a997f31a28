import type { Messages, Phrases } from '../message.ts';

/** Exports whose columns are known. */
export const presets: Messages = {};

export const presetsPhrases: Phrases = {};
