import type { Messages, Phrases } from '../message.ts';

export const smart: Messages = {};

export const smartPhrases: Phrases = {};
