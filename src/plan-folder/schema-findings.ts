import type { z } from 'zod';
import { type Finding, type FindingValues, finding } from '../core/finding.ts';
import { nearMatch } from './near-match.ts';
import type { KeyPath, YamlDocument } from './yaml-document.ts';

type Issue = z.core.$ZodIssue;

interface Context {
  readonly document: YamlDocument;
  /** The keys that a map at this path may have, for near matches. */
  readonly knownKeys: (path: KeyPath) => readonly string[];
}

const WANTED: Readonly<Record<string, string>> = {
  array: 'folder.want-list',
  object: 'folder.want-map',
  record: 'folder.want-map',
  string: 'folder.want-text',
  number: 'folder.want-number',
  int: 'folder.want-whole-number',
};

/** What a zod schema has against a document: one error a problem, each on the line of its key, sorted by line. */
export function schemaFindings(issues: readonly Issue[], context: Context): Finding[] {
  const findings = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(issue, context) : [problem(issue, context)],
  );
  return findings.sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
}

function unknownKeys(issue: Issue & { keys: string[] }, { document, knownKeys }: Context): Finding[] {
  const known = knownKeys(issue.path);
  return issue.keys.map((key) => {
    const near = nearMatch(key, known);
    const place = document.placeOf([...issue.path, key]);
    if (near !== undefined) return finding('error', 'folder.unknown-key', { key, near }, place);
    return finding('error', 'folder.unknown-key-alone', { key, known: known.join(', ') }, place);
  });
}

function problem(issue: Issue, { document }: Context): Finding {
  const value = valueAt(document.value, issue.path);
  const key = issue.path.map(String).join('.') || (document.placeOf([]).file ?? '');
  const place = document.placeOf(issue.path);
  if (value === undefined) return finding('error', 'folder.missing-key', { key }, place);
  const [code, values] = complaint(issue);
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return finding('error', code, { key, value: shown, ...values }, { ...place, cell: shown });
}

/** A schema says what else it wants by naming the message: `z.string().refine(isAmount, 'folder.want-amount')`. */
function complaint(issue: Issue): [string, FindingValues] {
  if (issue.message.startsWith('folder.')) return [issue.message, {}];
  if (issue.code === 'invalid_type') return [WANTED[issue.expected] ?? 'folder.want-other', {}];
  if (issue.code === 'invalid_value') return ['folder.want-one-of', { allowed: issue.values.map(String).join(', ') }];
  return ['folder.want-other', {}];
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], value);
}
