import type { Catalogue } from '../message.ts';
import { core } from './core.ts';
import { facts } from './facts.ts';
import { folder } from './folder.ts';
import { phrases } from './phrases.ts';
import { render } from './render.ts';

export const catalogue: Catalogue = { messages: { ...core, ...facts, ...folder, ...render }, phrases };
