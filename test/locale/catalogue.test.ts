import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { FLAGS, GLOBAL_FLAGS } from '../../src/cli/flags.ts';
import { TOPICS } from '../../src/cli/help-topics.ts';
import { LOCK_KINDS } from '../../src/core/allocation/locks/lock.ts';
import { finding } from '../../src/core/finding.ts';
import { SERVER_ERROR_KINDS } from '../../src/facts/remote/connection.ts';
import { catalogue as en } from '../../src/locale/en/index.ts';
import { LANGUAGES, wordsFor } from '../../src/locale/index.ts';
import { catalogue as zh } from '../../src/locale/zh-CN/index.ts';
import { everySheet } from './every-sheet.ts';

const src = new URL('../../src/', import.meta.url).pathname;

/** What codes begin with, as the messages have them: `facts`, `plan`, ... */
const ROOMS = [...new Set(Object.keys(en.messages).map((code) => code.split('.')[0]))].join('|');
const MADE = /(?:finding\(\s*'(?:error|warning|note)',|refuse\(|\.fail\(\s*'\w+',)\s*'([^']+)'/g;
/** Codes that are put together: `basis.negative-${onNegative}`, `lock.zero-${rule}`, `facts.${what}-in-two-files`. */
const BUILT = [
  ...['basis.negative-zero', 'basis.negative-error', 'lock.zero-equal', 'lock.zero-parent'],
  ...['sheet.no-target-column', 'sheet.no-period-column', 'sheet.no-number-column'],
  ...['orders', 'rows'].flatMap((what) => [`facts.${what}-in-two-files`, `facts.${what}-in-two-files-sample`]),
  ...['metric.only-repeat-distinct', 'metric.only-repeat-score'],
];
const NAMED = new RegExp(`'((?:${ROOMS})\\.(?!(?:csv|json|yaml|ts)')[a-z-]+)'`, 'g');

interface SourceFile {
  readonly file: string;
  readonly text: string;
}

const sources: readonly SourceFile[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('locale'))
  .map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }));

/** Every code that the source names, with a file that does. */
function codesInSource(): Map<string, string> {
  const named = sources.flatMap(({ file, text }) => codesIn(text).map((code) => [code, file] as const));
  return new Map([...named, ...BUILT.map((code) => [code, 'built'] as const)]);
}

/** A phrase by its key, and the keys that a `sayPhrase` chooses from. */
const SAID = /\bphrase\(\s*('[^']+')|sayPhrase\(\s*context,([^{};]*)/g;

/** Every key of a phrase that the source says outright. */
function phrasesInSource(): string[] {
  const said = sources.flatMap(({ text }) => [...text.matchAll(SAID)].map(([, key, choice]) => key ?? choice ?? ''));
  return said.flatMap((call) => [...call.matchAll(/'([^']+)'/g)].map((match) => match[1] as string));
}

const WITH_VALUES = /(?:finding\(\s*'(?:error|warning|note)',|refuse\(|\.fail\(\s*'\w+',)\s*'([^']+)',\s*\{([^{}]*)\}/g;

/** Placeholders of a message that the values written beside its code do not have. */
function unfilled(): string[] {
  const made = sources.flatMap(({ text }) => [...text.matchAll(WITH_VALUES)]);
  return made
    .filter(([, , values = '']) => !values.includes('...'))
    .flatMap(([call, code = '', values = '']) => {
      const has = (name: string) => new RegExp(`\\b${name}\\b`).test(values) || (name === 'flag' && call.startsWith('.fail'));
      const names = placeholders((en.messages[code] ?? []).join(' ')).map((name) => name.slice(1, -1));
      return names.filter((name) => !has(name)).map((name) => `${code} {${name}}`);
    });
}

function codesIn(text: string): string[] {
  return [MADE, NAMED].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string));
}

function placeholders(text: string | undefined): string[] {
  return [...new Set((text ?? '').match(/\{\w+\}/g))].sort();
}

/** Keys of the messages and of the phrases that two files of a language have: the later one would hide the other. */
function hiddenKeys(language: string): string[] {
  const folder = join(src, 'locale', language);
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const keys = texts
    .flatMap((text) => [...text.matchAll(/^ {2}'([^']+)':\s*(\[)?/gm)])
    .map(([, key, isMessage]) => `${isMessage ? 'message' : 'phrase'} ${key}`);
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

describe('the catalogues', () => {
  it.each(LANGUAGES)('say nothing twice in %s', (language) => {
    expect(hiddenKeys(language)).toEqual([]);
  });

  it('have the same keys', () => {
    expect(Object.keys(zh.messages).sort()).toEqual(Object.keys(en.messages).sort());
    expect(Object.keys(zh.phrases).sort()).toEqual(Object.keys(en.phrases).sort());
  });

  it.each(Object.keys(en.messages))('%s has the same placeholders in both languages', (code) => {
    const shape = (message: readonly (string | undefined)[] = []) => [placeholders(message[0]), placeholders(message[1])];
    expect(shape(zh.messages[code])).toEqual(shape(en.messages[code]));
    expect(zh.messages[code]?.length).toBe(en.messages[code]?.length);
  });

  it.each(Object.keys(en.phrases))('the phrase %s has the same placeholders in both languages', (key) => {
    expect(placeholders(zh.phrases[key])).toEqual(placeholders(en.phrases[key]));
  });

  it('have a message for every code in the source', () => {
    const known = new Set([...Object.keys(en.messages), ...Object.keys(en.phrases)]);
    const missing = [...codesInSource()].filter(([code]) => !known.has(code)).map(([code, file]) => `${code} (${file})`);
    expect(missing).toEqual([]);
  });

  it('have a message for every kind of error of a server, and none that nobody says', () => {
    const said = [...codesInSource().keys(), ...SERVER_ERROR_KINDS.map((kind) => `remote.${kind}`)];
    const silent = Object.keys(en.messages).filter(
      (code) => !said.includes(code) && !sources.some(({ text }) => text.includes(code)),
    );
    expect(silent).toEqual([]);
    expect(said.filter((code) => code.startsWith('remote.') && !Object.hasOwn(en.messages, code))).toEqual([]);
  });

  it('have every phrase that the source says', () => {
    const keys = [
      ...phrasesInSource(),
      ...[...GLOBAL_FLAGS, ...Object.values(FLAGS)].map(({ phrase }) => phrase),
      ...COMMANDS.flatMap(({ name, group }) => [`command.${name}`, `group.${group}`]),
      ...TOPICS.map((topic) => `topic.${topic}`),
    ];
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => !Object.hasOwn(en.phrases, key))).toEqual([]);
  });

  it('ask for no value that a finding does not have', () => {
    expect(unfilled()).toEqual([]);
  });
});

describe.each(LANGUAGES)('sheets in %s', (language) => {
  it('have a title and labels', async () => {
    const words = await wordsFor(language);
    const sheets = everySheet(words);
    const texts = sheets.flatMap(({ title, columns }) => [title, ...columns.flatMap(({ label }) => label ?? [])]);
    expect(texts.filter((text) => /[{}]|^(?:title|column|label|check|sheet)\./.test(text))).toEqual([]);
  });

  it('have labels of known width only', async () => {
    // Terminals disagree on the width of these, and a table would not line up.
    const { columns } =
      language === 'en' ? await import('../../src/locale/en/columns.ts') : await import('../../src/locale/zh-CN/columns.ts');
    expect(Object.values(columns).filter((label) => /[·…“”‘’—→×±]/.test(label))).toEqual([]);
  });
});

describe('words', () => {
  it('fill in the values', async () => {
    const words = await wordsFor('en');
    expect(words.phrase('findings.more', { n: 3 })).toBe('and 3 more of the same kind');
    expect(words.finding(finding('note', 'calendar.cut-period', { period: '2026-Q1', days: 5 }))).toEqual({
      what: '2026-Q1 is only partly inside the period and keeps its name; days that count: 5',
    });
  });

  it('name the kind of a lock in their own language', async () => {
    const values = { unit: '华东', period: '2026-Q1', amount: '5.00' };
    const said = async (language: 'en' | 'zh-CN', kind: string) =>
      (await wordsFor(language)).finding(finding('error', 'lock.conflict-member', { ...values, kind })).what;
    expect(await said('en', 'cap')).toBe('cap 5.00 for 华东, 2026-Q1');
    expect(await said('zh-CN', 'cap')).toBe('上限 (cap) 5.00：华东 2026-Q1');
    expect(await said('zh-CN', '--growth')).toBe('增长 (--growth) 5.00：华东 2026-Q1');
    expect(await said('zh-CN', 'of a later version')).toBe('of a later version 5.00：华东 2026-Q1');
  });

  it.each(LANGUAGES)('name every kind of lock in %s', async (language) => {
    const { phrase } = await wordsFor(language);
    const keys = [...LOCK_KINDS, 'change', '--growth'].map((kind) => `lock.kind.${kind}`);
    expect(keys.filter((key) => phrase(key) === key)).toEqual([]);
  });

  it('never stop a run for want of a word', async () => {
    const words = await wordsFor('zh-CN');
    expect(words.phrase('no.such')).toBe('no.such');
    expect(words.finding(finding('error', 'no.such', { a: 1, b: 'x' }))).toEqual({ what: 'no.such (a=1, b=x)' });
    expect(words.finding(finding('error', 'constructor'))).toEqual({ what: 'constructor' });
  });
});
