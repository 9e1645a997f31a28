import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for intermediate files, made when first asked for and removed as a whole. */
export class TempFolder {
  private made: Promise<string> | undefined;
  private count = 0;

  constructor(private readonly parent = tmpdir()) {}

  path(): Promise<string> {
    this.made ??= mkdtemp(join(this.parent, 'salesplan-'));
    return this.made;
  }

  async newFile(): Promise<string> {
    return join(await this.path(), `${++this.count}.csv`);
  }

  async remove(): Promise<void> {
    const made = this.made;
    this.made = undefined;
    if (made) await rm(await made, { recursive: true, force: true });
  }
}
