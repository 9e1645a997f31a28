import type { Phrases } from '../message.ts';
import { flags } from './flags.ts';
import { help } from './help.ts';

/** What `salesplan --help` says, apart from the rest so that it comes quickly. */
export const helpScreen: Phrases = { ...flags, ...help };
