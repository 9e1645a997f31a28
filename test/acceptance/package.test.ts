import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
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
  // Only what the package itself declares, as pnpm and Yarn lay it out; what is JavaScript has to be in the bundle.
  const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as { dependencies: object };
  mkdirSync(join(dir, 'node_modules/@duckdb'), { recursive: true });
  for (const name of Object.keys(dependencies).filter((name) => name.startsWith('@duckdb/'))) {
    symlinkSync(join(root, 'node_modules', name), join(dir, 'node_modules', name));
  }
});

describe('the npm package', () => {
  it.each([
    'bin/salesplan.js',
    'dist/main.js',
    'dist/forecast-worker.js',
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
