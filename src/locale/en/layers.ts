import type { Messages, Phrases } from '../message.ts';

export const layers: Messages = {};

export const layersPhrases: Phrases = {};
