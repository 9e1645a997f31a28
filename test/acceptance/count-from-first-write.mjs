/**
 * Preloaded after `kill-at.mjs`: lets it count from the first call on that changes a file, that call included, so that the kill
 * steps are those of writing and not those of starting and reading. Says at the end how many steps there were.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CHANGES = {
  openSync: (_path, flags) => typeof flags === 'string' && flags !== 'r' && flags !== 'r+',
  writeSync: (handle) => handle > 2,
  renameSync: () => true,
  unlinkSync: () => true,
  rmSync: () => true,
};

for (const [name, isChange] of Object.entries(CHANGES)) {
  const counted = fs[name];
  fs[name] = (...parameters) => {
    if (isChange(...parameters)) globalThis.counting = true;
    return counted(...parameters);
  };
}
syncBuiltinESMExports();
