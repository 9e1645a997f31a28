import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const LAYERS = ['core', 'facts', 'plan-folder', 'report', 'render', 'locale', 'cli'];
const VAGUE = /(^|\/)(utils?|helpers?|services?|managers?|common|misc|shared)(\/|\.ts$|$)/;

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

function run(cwd: string, tool: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = [join(root, 'node_modules', tool), ...args];
    // A tool that finds something exits with a code of its own; what counts is what it printed.
    execFile(process.execPath, command, { cwd, maxBuffer: 1 << 26 }, (error, out, err) => {
      if (error && out === '') reject(new Error(err, { cause: error }));
      else resolve(out);
    });
  });
}

async function cruise(cwd: string): Promise<Cruise> {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'bin'];
  return JSON.parse(await run(cwd, 'dependency-cruiser/bin/dependency-cruise.mjs', ...args)) as Cruise;
}

/** Impure calls in src/core: `file:line`. */
async function impurities(cwd: string): Promise<string[]> {
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', 'src/core'];
  const out = await run(cwd, '@biomejs/biome/bin/biome', ...args, '--colors=off');
  return out.split('\n').flatMap((line) => {
    const [, file, at] = /title=plugin.*file=([^,]+),line=(\d+)/.exec(line) ?? [];
    return file ? [`${file.slice(file.indexOf('src/core/'))}:${at}`] : [];
  });
}

async function sources(): Promise<string[]> {
  const files = await readdir(join(root, 'src'), { recursive: true });
  return files.map((file) => file.replaceAll('\\', '/')).filter((file) => file.endsWith('.ts'));
}

describe('the source tree', () => {
  it('keeps the import directions, in every room', async () => {
    const found = await cruise(root);
    expect(found.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    const rooms = LAYERS.filter((layer) => found.modules.some(({ source }) => source.startsWith(`src/${layer}/`)));
    expect(rooms).toEqual(LAYERS);
  });

  it('has no clock and no chance in the core', async () => {
    expect(await impurities(root)).toEqual([]);
  });

  it('names every folder and file after a concept', async () => {
    expect((await sources()).filter((file) => VAGUE.test(file))).toEqual([]);
    expect(['utils/a.ts', 'core/common/b.ts', 'cli/helpers.ts'].every((file) => VAGUE.test(file))).toBe(true);
  });

  it('exits in one place', async () => {
    const exits: string[] = [];
    for (const file of await sources()) {
      if (/\bprocess\.exit\(/.test(await readFile(join(root, 'src', file), 'utf8'))) exits.push(file);
    }
    expect(exits.filter((file) => file !== 'cli/main.ts')).toEqual([]);
  });

  it('prints nothing when a module is imported', async () => {
    const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
    const logs = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name).mockReturnValue(undefined));
    try {
      for (const file of await sources()) if (file !== 'cli/main.ts') await import(join(root, 'src', file));
      expect([...streams, ...logs].flatMap((spy) => spy.mock.calls as unknown[][])).toEqual([]);
    } finally {
      vi.restoreAllMocks();
    }
  });
});

/** A checker that matches nothing passes everything: here it meets one wrong import for each rule. */
describe('the checkers', () => {
  const WRONG: readonly (readonly [file: string, rule: string, code: string])[] = [
    ['src/core/reads-file.ts', 'core-is-pure', "import 'node:fs';"],
    ['src/core/type-only.ts', 'core-is-pure', "import type { S } from '../facts/source.ts';\nexport type T = S;"],
    ['src/core/date-outside.ts', 'core-is-pure', "import 'date-fns/addMonths';"],
    ['src/core/calendar/words.ts', 'core-calendar', "import '../../locale/en.ts';"],
    ['src/core/circle-a.ts', 'no-circles', "import './circle-b.ts';"],
    ['src/report/circle-c.ts', 'no-circles', "import type { D } from './circle-d.ts';\nexport type C = D;"],
    ['src/facts/plan.ts', 'facts-reach', "import '../plan-folder/settings.ts';"],
    ['src/plan-folder/facts.ts', 'plan-folder-reach', "import type { S } from '../facts/source.ts';\nexport type T = S;"],
    ['src/report/table.ts', 'report-reach', "import '../render/table.ts';"],
    ['src/render/files.ts', 'render-reach', "import 'node:fs';"],
    ['src/locale/grid.ts', 'locale-reach', "import '../core/grid.ts';"],
    ['src/cli/zod.ts', 'cli-reach', "import 'zod';"],
    ['src/render/up.ts', 'nothing-above', "import '../cli/main.ts';"],
    ['src/cli/asks.ts', 'inquirer-in-prompter', "import 'inquirer';"],
    ['src/render/flags.ts', 'commander-in-cli', "import 'commander';"],
    ['src/render/draws.ts', 'table-in-its-file', "import 'cli-table3';"],
    ['src/report/colour.ts', 'chalk-in-its-file', "import 'chalk';"],
    ['src/cli/holidays.ts', 'chinese-days-in-its-file', "import 'chinese-days';"],
    ['src/facts/other.ts', 'duckdb-in-its-file', "import '@duckdb/node-api';"],
    ['src/facts/remote/other.ts', 'clickhouse-in-its-file', "import '@clickhouse/client';"],
    ['src/facts/remote/more.ts', 'postgres-in-its-file', "import 'pg';"],
    ['src/facts/files/sheet.ts', 'workbook-in-its-file', "import '@e965/xlsx';"],
    ['src/facts/files/tables.ts', 'iconv-in-its-file', "import 'iconv-lite';"],
    ['src/cli/frames.ts', 'chinese-days-in-its-file', "import 'chinese-days';"],
    ['src/facts/files/frames.ts', 'fzstd-in-its-file', "import 'fzstd';"],
    ['src/plan-folder/lazy.ts', 'bundled-commonjs', "export const later = () => import('yaml');"],
    ['src/extra/room.ts', 'known-rooms', "import '../core/grid.ts';"],
    ['src/cli/lost.ts', 'must-resolve', "import './nowhere.ts';"],
    ['src/cli/tests.ts', 'no-tests-in-source', "import '../../test/case.ts';"],
    ['bin/salesplan.js', 'bin-reach', "import '../src/cli/main.ts';"],
  ];
  const RIGHT: readonly (readonly [file: string, code: string])[] = [
    ['src/core/grid.ts', 'export type G = 1;'],
    ['src/core/finding.ts', 'export type F = 1;'],
    ['src/core/calendar/day.ts', "import 'date-fns/addMonths';\nimport '@date-fns/utc';"],
    ['src/facts/source.ts', "import type { G } from '../core/grid.ts';\nimport 'node:fs/promises';\nexport type S = G;"],
    ['src/facts/duckdb/run-duckdb.ts', "import '@duckdb/node-api';"],
    ['src/plan-folder/settings.ts', "import 'zod';\nimport 'yaml';\nimport 'csv-parse/sync';\nimport 'node:path';"],
    ['src/report/plan.ts', "import '../render/sheet.ts';\nimport '../locale/en.ts';\nimport '../core/grid.ts';"],
    ['src/render/sheet.ts', 'export type Sheet = 1;'],
    ['src/render/table.ts', "import 'cli-table3';\nimport 'chalk';\nimport 'string-width';\nimport './sheet.ts';"],
    ['src/locale/en.ts', "import '../core/finding.ts';"],
    ['src/cli/main.ts', "import 'commander';\nexport const run = () => import('../facts/duckdb/run-duckdb.ts');"],
    ['src/cli/prompter.ts', "import 'inquirer';"],
    ['src/core/circle-b.ts', "import './circle-a.ts';"],
    ['src/report/circle-d.ts', "import type { C } from './circle-c.ts';\nexport type D = C;"],
    ['test/case.ts', 'export type C = 1;'],
  ];
  const IMPURE = ['Date.now()', 'Date.now', 'new Date()', 'new Date', 'Date()', 'new UTCDate()', 'Math.random()'];
  const PURE = ['new Date(86400000)', 'Date.UTC(2026, 0, 1)', 'Math.round(1.5)', 'new UTCDate(0)'];
  let dir = '';

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'salesplan-house-'));
    await symlink(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
    for (const name of ['.dependency-cruiser.mjs', '.biome.json', '.biome-core.grit', 'tsconfig.json', 'package.json']) {
      await cp(join(root, name), join(dir, name));
    }
    const lines = [...IMPURE, ...PURE].map((code, index) => `export const v${index} = ${code};\n`).join('');
    const wrong = WRONG.map(([file, , code]) => [file, code] as const);
    for (const [file, code] of [...RIGHT, ...wrong, ['src/core/impure.ts', lines] as const]) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), code);
    }
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('report each wrong import, and no right one', async () => {
    const found = (await cruise(dir)).summary.violations;
    expect(found.map(({ rule, from }) => `${from}: ${rule.name}`)).toEqual(
      expect.arrayContaining(WRONG.map(([file, rule]) => `${file}: ${rule}`)),
    );
    const wrong = new Set(WRONG.map(([file]) => file));
    expect(found.filter(({ from }) => !wrong.has(from))).toEqual([]);
    // Every rule of the file is tried above.
    const { default: config } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: readonly { readonly name: string }[] };
    };
    expect([...new Set(WRONG.map(([, rule]) => rule))].sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  it('report the clock and chance in the core, and no pure date', async () => {
    expect(await impurities(dir)).toEqual(IMPURE.map((_, index) => `src/core/impure.ts:${index + 1}`));
  });
});
