import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** A new directory that every user may enter; removed after the file's tests. */
export function openDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'salesplan-folder-'));
  made.push(dir);
  chmodSync(dir, 0o755);
  return dir;
}

const preload = new URL('./kill-at.mjs', import.meta.url).href;

/** Bundles `writer.ts` once; the result runs it in a child, as another user or killed at a step where asked. */
export function childWriter() {
  const outfile = join(openDirectory(), 'writer.mjs');
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  buildSync({
    entryPoints: [fileURLToPath(new URL('./writer.ts', import.meta.url))],
    outfile,
    banner,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return (task: object, options: { killAt?: number; uid?: number; viaShell?: string } = {}) => {
    const preloads = options.killAt === undefined ? [] : ['--import', preload];
    const env = { ...process.env, WRITE: JSON.stringify(task), KILL_AT: String(options.killAt) };
    const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
    const [command, parameters] =
      options.viaShell === undefined
        ? [process.execPath, [...preloads, outfile]]
        : ['/bin/sh', ['-c', `"${process.execPath}" "${outfile}" ${options.viaShell}`]];
    return spawnSync(command, parameters, { env, encoding: 'utf8', ...user });
  };
}
