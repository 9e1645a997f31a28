import type { Messages, Phrases } from '../message.ts';

export const holidays: Messages = {};

export const holidaysPhrases: Phrases = {};
