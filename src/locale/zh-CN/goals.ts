import type { Messages, Phrases } from '../message.ts';

export const goals: Messages = {};

export const goalsPhrases: Phrases = {};
