/**
 * Preloaded into a child (`node --import`): once `globalThis.counting` is set, kills the process with SIGKILL just before its
 * KILL_AT-th call of a file system function that changes something. A write that is hit leaves half of its bytes.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const STEPS = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'fchmodSync',
  'fchownSync',
  'readFileSync',
  'lstatSync',
  'existsSync',
  'readdirSync',
];
const killAt = Number(process.env.KILL_AT);
let calls = 0;

for (const name of STEPS) {
  const original = fs[name];
  fs[name] = (...parameters) => {
    if (globalThis.counting && ++calls === killAt) die(name, parameters);
    return original(...parameters);
  };
}
syncBuiltinESMExports();

const write = fs.writeSync;
function die(name, [handle, bytes]) {
  globalThis.counting = false;
  if (name === 'writeSync') write(handle, bytes.subarray(0, bytes.length >> 1));
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}
