import type { Messages, Phrases } from '../message.ts';

export const analysis: Messages = {};

export const analysisPhrases: Phrases = {};
