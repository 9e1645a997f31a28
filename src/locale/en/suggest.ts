import type { Messages, Phrases } from '../message.ts';

export const suggest: Messages = {};

export const suggestPhrases: Phrases = {};
