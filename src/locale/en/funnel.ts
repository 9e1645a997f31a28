import type { Messages, Phrases } from '../message.ts';

export const funnel: Messages = {};

export const funnelPhrases: Phrases = {};
