import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuse } from '../core/finding.ts';
import type { Context } from './context.ts';

/** Remembers a file that this run reads. */
export function markInput(file: string, { cwd, inputs }: Context): void {
  inputs.add(realPath(cwd, file));
}

/** Refuses to write where this run has read: an output may replace a file, never its own source. Then it is taken, too. */
export function claimOutput(file: string, { cwd, inputs }: Context): void {
  const path = realPath(cwd, file);
  if (inputs.has(path)) throw refuse('cli.output-is-input', {}, { file });
  if (!path.startsWith('/dev/')) inputs.add(path);
}

/** The path through links; of a file that is not there yet, the path as it stands. */
function realPath(cwd: string, file: string): string {
  const path = resolve(cwd, file);
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
