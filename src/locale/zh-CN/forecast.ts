import type { Messages, Phrases } from '../message.ts';

export const forecast: Messages = {};

export const forecastPhrases: Phrases = {};
