import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What makes a folder a plan folder. */
export const SETTINGS_FILE = 'salesplan.yaml';

/** The nearest directory from `from` upward that holds `salesplan.yaml`; undefined when there is none. */
export function findPlanFolder(from: string): string | undefined {
  for (let dir = resolve(from); ; dir = dirname(dir)) {
    if (existsSync(join(dir, SETTINGS_FILE))) return dir;
    if (dirname(dir) === dir) return undefined;
  }
}
