import { z } from 'zod';
import type { Finding } from '../core/finding.ts';
import { schemaFindings } from './schema-findings.ts';
import { readYaml } from './yaml-document.ts';

const text = z.string('folder.want-text').min(1, 'folder.want-text');

const preset = z.strictObject({
  title: text.default(''),
  columns: z.record(z.string(), z.union([text.transform((name) => [name]), z.array(text)], 'folder.want-text')),
});

/** A preset of a person's own: which columns an export has, by the keys of `--map`, each a name or several of which the first found counts. */
export interface PresetFile {
  readonly title: string;
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

export interface PresetResult {
  /** Undefined when there are errors. */
  readonly preset: PresetFile | undefined;
  readonly findings: readonly Finding[];
}

/** Reads `presets/NAME.yaml`: `title:` and `columns:`; all its problems at once. */
export function readPreset(content: string, file: string): PresetResult {
  const document = readYaml(content, file);
  if (!document.readable) return { preset: undefined, findings: document.findings };
  const parsed = preset.safeParse(document.value);
  if (parsed.success) return { preset: parsed.data, findings: document.findings };
  return {
    preset: undefined,
    findings: schemaFindings(parsed.error.issues, { document, knownKeys: () => ['title', 'columns'] }),
  };
}
