import type { Catalogue } from '../message.ts';
import { cli } from './cli.ts';
import { columns } from './columns.ts';
import { core } from './core.ts';
import { facts } from './facts.ts';
import { folder } from './folder.ts';
import { helpScreen } from './help-screen.ts';
import { phrases } from './phrases.ts';
import { plan } from './plan.ts';
import { render } from './render.ts';
import { decomposeTopics } from './topics-decompose.ts';
import { inputTopics } from './topics-input.ts';
import { programTopics } from './topics-program.ts';

export const catalogue: Catalogue = {
  messages: { ...cli, ...core, ...facts, ...folder, ...plan, ...render },
  phrases: { ...phrases, ...columns, ...helpScreen, ...inputTopics, ...decomposeTopics, ...programTopics },
};
