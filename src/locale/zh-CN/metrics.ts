import type { Messages, Phrases } from '../message.ts';

export const metrics: Messages = {};

export const metricsPhrases: Phrases = {};
