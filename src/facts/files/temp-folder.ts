import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Refusal, refuse } from '../../core/finding.ts';

/**
 * A folder for intermediate files, made when first asked for and removed as a whole: by `remove`, or when the process is told
 * to end before that.
 */
export class TempFolder {
  private made: Promise<string> | undefined;
  private count = 0;
  private forget: () => void = () => undefined;

  constructor(private readonly parent = tmpdir()) {}

  path(): Promise<string> {
    this.made ??= this.make();
    return this.made;
  }

  /** At once, so that no signal comes between the folder and the promise to remove it. */
  private async make(): Promise<string> {
    const folder = this.newFolder();
    this.forget = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', this.forget);
    return folder;
  }

  private newFolder(): string {
    try {
      return mkdtempSync(join(this.parent, 'salesplan-'));
    } catch (error) {
      throw tempRefusal(this.parent, error as NodeJS.ErrnoException);
    }
  }

  async newFile(): Promise<string> {
    return join(await this.path(), `${++this.count}.csv`);
  }

  /** A name that nothing has yet. */
  async newName(): Promise<string> {
    return join(await this.path(), `${++this.count}`);
  }

  async remove(): Promise<void> {
    const made = this.made;
    this.made = undefined;
    if (!made) return;
    await rm(await made.catch(() => ''), { recursive: true, force: true });
    process.off('exit', this.forget);
  }
}

/** A failure to write intermediate files: the folder for them is at fault, not the user's file. */
export function tempRefusal(folder: string, error: NodeJS.ErrnoException): Refusal {
  const code = error.code === 'ENOSPC' ? 'facts.temp-full' : 'facts.temp-folder';
  return refuse(code, { folder, reason: error.code ?? error.message });
}
