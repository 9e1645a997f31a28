import { Document, isCollection, isMap, isScalar, type Node } from 'yaml';
import type { Finding, Place } from '../core/finding.ts';
import { levelNameFindings } from './level-columns.ts';
import { schemaFindings } from './schema-findings.ts';
import { defaultSettings, type Settings, settingsSchema } from './settings-schema.ts';
import { referenceFindings } from './source-references.ts';
import { metric, rates, source, tax, taxRate } from './sources-schema.ts';
import { type KeyPath, readYaml, type YamlDocument } from './yaml-document.ts';

export { defaultSettings, fiscalYear, type Settings, settingsJsonSchema } from './settings-schema.ts';

export interface SettingsResult {
  /** The defaults when there are errors. */
  readonly settings: Settings;
  readonly findings: readonly Finding[];
  /** Where a key stands, for findings about what it names. */
  readonly placeOf: (path: KeyPath) => Place;
}

const SCHEMA_LINE = '# yaml-language-server: $schema=./salesplan.schema.json\n';

/** Reads `salesplan.yaml`: all its problems at once, each an error with its line and its key as the column. */
export function readSettings(text: string, file: string): SettingsResult {
  const document = readYaml(text, file);
  const { placeOf } = document;
  if (!document.readable) return { settings: defaultSettings(), findings: document.findings, placeOf };
  const parsed = settingsSchema.safeParse(withoutBlanks(document.value));
  const problems = parsed.success ? [] : schemaFindings(parsed.error.issues, { document, knownKeys });
  const references = parsed.success ? referenceFindings(parsed.data, placeOf) : [];
  const findings = [...document.findings, ...problems, ...levelFindings(document), ...references].sort(byLine);
  return { settings: parsed.success && findings.length === 0 ? parsed.data : defaultSettings(), findings, placeOf };
}

/** A key with nothing behind it (`lang:`) is one that is not given. */
function withoutBlanks(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value ?? {};
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}

function byLine(a: Finding, b: Finding): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0);
}

/** Looks at what is written, so that bad names are told together with all other problems. */
function levelFindings({ value, placeOf }: YamlDocument): Finding[] {
  const levels = (value as Partial<Settings> | null)?.levels;
  if (!Array.isArray(levels) || !levels.every((level) => typeof level === 'string')) return [];
  return levelNameFindings(levels, (index) => placeOf(['levels', index]));
}

function knownKeys(path: KeyPath): readonly string[] {
  const nested: Readonly<Record<string, readonly string[]>> = {
    currency: ['code', 'decimals'],
    fiscal: ['start', 'name'],
    status: ['green', 'amber', 'early'],
    tax: Object.keys(path.length > 1 ? taxRate.shape : tax.shape),
    rates: Object.keys(rates.shape),
    sources: Object.keys(source.shape),
    metrics: Object.keys(metric.shape),
  };
  return path.length === 0 ? Object.keys(settingsSchema.shape) : (nested[String(path[0])] ?? []);
}

/**
 * `salesplan.yaml` with a comment above each key, in the schema's order; empty lists and maps are left out.
 * `comments` replaces the English ones by key.
 */
export function writeSettings(settings: Settings, comments: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const value = settings[key as keyof Settings];
    return isBlank(value) ? [] : [{ key, value: asYaml(key, value), comment: comments[key] ?? schema.description ?? '' }];
  });
  const document = new Document(Object.fromEntries(given.map(({ key, value }) => [key, value])));
  if (isMap(document.contents)) {
    for (const [index, pair] of document.contents.items.entries()) {
      layOut(pair as { key: Node; value: Node }, given[index]?.comment ?? '');
    }
  }
  return SCHEMA_LINE + document.toString({ lineWidth: 0 });
}

function layOut(pair: { key: Node; value: Node }, comment: string): void {
  if (isScalar(pair.key)) pair.key.commentBefore = ` ${comment}`;
  const short = isCollection(pair.value) && !(isMap(pair.value) && pair.key.toString() === 'columns');
  if (short) (pair.value as { flow?: boolean }).flow = true;
}

function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** Decimals are kept as texts; in YAML they need no quotes. */
function asYaml(key: string, value: unknown): unknown {
  if (key === 'round_to') return bareNumber(String(value));
  if (key !== 'status') return value;
  return Object.fromEntries(Object.entries(value as Settings['status']).map(([name, text]) => [name, bareNumber(text)]));
}

function bareNumber(text: string): string | number {
  return String(Number(text)) === text ? Number(text) : text;
}
