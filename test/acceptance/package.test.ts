import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { finished, newFolder, root, start } from './run.ts';

const unpacked = join(newFolder(), 'package');
const listed: string[] = [];

beforeAll(async () => {
  const dir = join(unpacked, '..');
  // Without scripts: `npm test` has built dist already, and other tests are using it.
  const packed = await finished(start('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', dir], { cwd: root }));
  expect([packed.code, packed.err]).toEqual([0, expect.not.stringContaining('npm error')]);
  const tarball = readdirSync(dir).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['-xzf', join(dir, tarball), '-C', dir]);
  const entries = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  listed.push(...entries.map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1)).sort());
  const scope = join(dir, 'node_modules/@duckdb');
  mkdirSync(scope, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules/@duckdb'))) {
    symlinkSync(join(root, 'node_modules/@duckdb', name), join(scope, name));
  }
});

describe('the npm package', () => {
  it.each([
    'bin/salesplan.js',
    'dist/main.js',
    'dist/salesplan.schema.json',
    'dist/third-party-licenses.txt',
    'fixtures/hengce-instruments/orders-2025.csv',
    'package.json',
    'README.md',
    'LICENSE',
  ])('holds %s', (file) => {
    expect(listed).toContain(file);
  });

  it('holds nothing that is only for its makers', () => {
    const tops = new Set(listed.map((file) => file.split('/')[0]!));
    const known = ['LICENSE', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'bin', 'dist', 'fixtures', 'package.json'];
    expect([...tops].filter((top) => !known.includes(top))).toEqual([]);
    expect(listed.filter((file) => /\.(ts|map|mjs)$|(^|\/)(test|src)\//.test(file))).toEqual([]);
  });

  it('needs at run time nothing but what it declares', () => {
    const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as { dependencies: object };
    const own = listed.filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(unpacked, file), 'utf8'));
    const names = own.flatMap((text) => [...text.matchAll(/(?:from|import\(|require\()"(@[\w-]+\/[\w-]+|[a-z][\w-]*)"/g)]);
    const packages = new Set(names.map(([, name]) => name!).filter((name) => !isBuiltin(name)));
    expect([...packages].filter((name) => !name.startsWith('@duckdb/'))).toEqual([]);
    expect(Object.keys(dependencies)).toContain('@duckdb/node-api');
  });

  it('runs the demo in an empty directory', { timeout: 60_000 }, async () => {
    const [cwd, tmp] = [newFolder(), newFolder()];
    const args = [join(unpacked, 'bin/salesplan.js'), 'demo'];
    const { code, out, err } = await finished(start(process.execPath, args, { cwd, env: { TMPDIR: tmp } }));
    expect([code, err]).toEqual([0, expect.not.stringMatching(/^error|^ +at /m)]);
    expect(out + err).toContain('$ salesplan check');
    expect(readdirSync(cwd)).toEqual([]);
    const [folder] = readdirSync(tmp) as [string];
    expect(existsSync(join(tmp, folder, 'plan.csv'))).toBe(true);
  });

  it('runs the demo in a directory that is named', { timeout: 60_000 }, async () => {
    const cwd = newFolder();
    const args = [join(unpacked, 'bin/salesplan.js'), 'demo', 'my demo'];
    const { code } = await finished(start(process.execPath, args, { cwd }));
    expect([code, readdirSync(cwd)]).toEqual([0, ['my demo']]);
    expect(readdirSync(join(cwd, 'my demo'))).toContain('plan.csv');
  });
});

function isBuiltin(name: string): boolean {
  return builtinModules.includes(name);
}
