import type { Messages, Phrases } from '../message.ts';

export const roster: Messages = {};

export const rosterPhrases: Phrases = {};
