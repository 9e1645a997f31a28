import type { Messages, Phrases } from '../message.ts';

export const sheets: Messages = {};

export const sheetsPhrases: Phrases = {};
