import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { salesplan } from './acceptance/sequences/program.ts';

/**
 * What an ugly file must give; the figures were worked out apart from the program. `units` are sums by path (2 decimals), `notes` codes
 * that must be told, `refused` lists `code:line:column` of each error, as far as each is known.
 */
interface Expected {
  readonly files: readonly string[];
  readonly args: readonly string[];
  readonly units?: Readonly<Record<string, string>>;
  readonly account?: Readonly<Record<string, number>>;
  readonly notes?: readonly string[];
  /** Whether a warning must be told. */
  readonly warns?: boolean;
  /** First day of the history. */
  readonly first?: string;
  readonly refused?: readonly string[];
}

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly values: Readonly<Record<string, unknown>> | null;
}

interface Result {
  readonly rows: readonly (Readonly<Record<string, string | number | null>> & { readonly section: string })[];
  readonly findings: readonly Told[];
}

const folder = join(dirname(fileURLToPath(import.meta.url)), 'corpus');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Readonly<Record<string, Expected>>;
const MEASURES = ['section', 'period', 'rows', 'amount', 'share', 'growth', 'index', 'cumulative_share'];

describe('ugly files', () => {
  const cwd = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterAll(() => process.chdir(cwd));

  it('are at least 120', () => {
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(120);
  });

  it.each(Object.entries(expected))('%s', async (_, { files, args, ...wanted }) => {
    const ran = await salesplan(folder, ['history', ...files, ...args, '--no-dir', '--json']);
    if (wanted.refused) {
      expect(ran.exit, ran.err).toBe(2);
      expect(refusals(ran.err)).toEqual(wanted.refused.map(matching));
      expect(ran.out).toBe('');
      return;
    }
    expect(ran.exit, ran.err).toBe(0);
    const result = JSON.parse(ran.out) as Result;
    expect(unitsOf(result)).toEqual(wanted.units);
    const told = Object.fromEntries(result.findings.map(({ code, values }) => [code, values]));
    const { read, used, ...left } = told['facts.rows'] as Record<string, number>;
    expect(read, 'rows add up').toBe(Object.values(left).reduce((sum, rows) => sum + rows, used as number));
    if (wanted.account) expect(told['facts.rows']).toEqual(wanted.account);
    if (wanted.first) expect(told['history.span']).toMatchObject({ first: wanted.first });
    for (const code of wanted.notes ?? []) expect(Object.keys(told)).toContain(code);
    if (wanted.warns) expect(result.findings.map(({ severity }) => severity)).toContain('warning');
  });
});

function unitsOf({ rows }: Result): Record<string, string> {
  return Object.fromEntries(
    rows
      .filter(({ section }) => section === 'unit')
      .map((row) => {
        const names = Object.entries(row).filter(([key]) => !MEASURES.includes(key));
        return [names.map(([, name]) => name).join('/'), String(row['amount'])];
      }),
  );
}

/** `*` stands for any code of a reading. */
function matching(text: string): unknown {
  return text.startsWith('*') ? expect.stringMatching(new RegExp(`^(facts|cli|layouts|cells)\\.[\\w-]+${text.slice(1)}`)) : text;
}

/** `code:line:column` of each error; the lines come as `code {json}`. */
function refusals(err: string): string[] {
  const lines = err.trim().split('\n');
  return lines
    .filter((text) => !text.startsWith('cli.too-many-rejects'))
    .map((text) => {
      const [, code, json] = /^(\S+) (\{.*\})$/s.exec(text) ?? ['', text, '{}'];
      const { line, column } = JSON.parse(json as string) as { line?: number; column?: string };
      return [code, line, column].filter((part) => part !== undefined).join(':');
    });
}
