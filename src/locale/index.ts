import type { Finding } from '../core/finding.ts';
import { type Catalogue, fill, type Phrases } from './message.ts';

/** The languages there are; the first is the fallback. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
/** A language by its tag. */
export type Language = (typeof LANGUAGES)[number];

type Values = Readonly<Record<string, string | number>>;

/** Everything that a person reads, in one language. A key or code without words stands for itself: words never stop a run. */
export interface Words {
  phrase(key: string, values?: Values): string;
  finding(finding: Finding): { readonly what: string; readonly remedy?: string };
}

// Written out, so that the bundler sees both and a run loads one.
const catalogues: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/index.ts')).catalogue,
  'zh-CN': async () => (await import('./zh-CN/index.ts')).catalogue,
};

/** The phrases of the program's own help: all that the first screen needs, and so quick to load. */
const helpPhrases: Readonly<Record<Language, () => Promise<Phrases>>> = {
  en: async () => (await import('./en/help-screen.ts')).helpScreen,
  'zh-CN': async () => (await import('./zh-CN/help-screen.ts')).helpScreen,
};

/** The words of a language; loads that language only. */
export async function wordsFor(language: Language): Promise<Words> {
  return wordsOf(await catalogues[language]());
}

/** The words of flags, commands and the help around them; findings have only their codes. */
export async function helpWordsFor(language: Language): Promise<Words> {
  return wordsOf({ messages: {}, phrases: await helpPhrases[language]() });
}

function wordsOf(catalogue: Catalogue): Words {
  return {
    phrase: (key, values = {}) => fill(own(catalogue.phrases, key) ?? key, values),
    finding: (finding) => worded(finding, catalogue),
  };
}

function worded({ code, values = {} }: Finding, { messages, phrases }: Catalogue): ReturnType<Words['finding']> {
  const message = own(messages, code);
  if (!message) return { what: bare(code, values) };
  const [what, remedy] = message;
  const said = withWords(values, phrases);
  return { what: fill(what, said), ...(remedy !== undefined && { remedy: fill(remedy, said) }) };
}

/** The values that are words of ours, and where those are: the kind of a lock, a usual stage of a funnel. */
const WORDED = { kind: 'lock.kind', stage: 'funnel.stage' } as const;

function withWords(values: Values, phrases: Phrases): Values {
  const said: Record<string, string | number> = { ...values };
  for (const [name, place] of Object.entries(WORDED)) {
    const word = own(phrases, `${place}.${values[name]}`);
    if (word !== undefined) said[name] = word;
  }
  return said;
}

/** `facts.bad-date (value=2026-02-30)`: what is left to say about a code without a message. */
function bare(code: string, values: Values): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? code : `${code} (${pairs.join(', ')})`;
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
