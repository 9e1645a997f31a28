import type { Messages, Phrases } from '../message.ts';

/** Database servers as sources of facts. */
export const remote: Messages = {};

export const remotePhrases: Phrases = {};
