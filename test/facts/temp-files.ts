import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export interface TempFiles {
  /** Writes a file and gives its path. */
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly path: (name: string) => string;
  readonly list: (folder?: string) => string[];
}

/** A folder for each test, removed after it. */
export function tempFiles(): TempFiles {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'salesplan-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
    return path(name);
  };
  return { write, path, list: (name = '') => readdirSync(path(name)) };
}
