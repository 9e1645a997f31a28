import type { Messages, Phrases } from '../message.ts';

export const events: Messages = {};

export const eventsPhrases: Phrases = {};
