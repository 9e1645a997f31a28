// Runs a command and prints as JSON how long it took, the most memory it held (bytes; Linux only, else 0), and how it ended.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [name, ...args] = process.argv.slice(2);
const start = performance.now();
const child = spawn(name, args, { stdio: ['ignore', 'ignore', 'pipe'] });
let stderr = '';
child.stderr.on('data', (text) => {
  stderr = `${stderr}${text}`.slice(0, 4000);
});
let peak = 0;
// The kernel keeps the highest mark, so that looking now and then misses only what comes after the last look.
const look = setInterval(() => {
  peak = Math.max(peak, highest(child.pid));
}, 20);
child.on('close', (status, signal) => {
  clearInterval(look);
  console.log(JSON.stringify({ ms: performance.now() - start, peak, status: status ?? signal, stderr }));
});

function highest(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
