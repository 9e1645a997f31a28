import type { Messages, Phrases } from '../message.ts';

export const negotiation: Messages = {};

export const negotiationPhrases: Phrases = {};
