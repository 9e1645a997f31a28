import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOrders } from './orders.mjs';

const program = join(dirname(fileURLToPath(import.meta.url)), '../../bin/salesplan.js');
const LIMIT = 2;

/** `history` of one file in GB18030 and in UTF-8 by turns, whole commands: medians and their ratio. */
export function benchEncodings(temp) {
  for (const [rows, runs] of [
    [1_000_000, 9],
    [10_000_000, 3],
  ]) {
    const [utf8, gb18030] = [join(temp, `utf8-${rows}.csv`), join(temp, `gb18030-${rows}.csv`)];
    writeOrders(utf8, rows);
    if (!convert(utf8, gb18030)) {
      console.log('GB18030 against UTF-8: skipped, there is no iconv');
      return;
    }
    const times = { [utf8]: [], [gb18030]: [] };
    for (let run = -1; run < runs; run++) {
      for (const file of [utf8, gb18030]) {
        const taken = timed(file);
        if (run >= 0) times[file].push(taken);
      }
    }
    const [a, b] = [median(times[gb18030]), median(times[utf8])];
    const verdict = `${a / b <= LIMIT ? 'within' : 'ABOVE'} the limit ${LIMIT}; ${runs} runs`;
    const what = `history of ${rows.toLocaleString('en')} rows in GB18030`;
    console.log(`${what}: ${a.toFixed(0)} ms, in UTF-8 ${b.toFixed(0)} ms, ratio ${(a / b).toFixed(2)} (${verdict})`);
  }
}

function convert(from, to) {
  const handle = openSync(to, 'w');
  try {
    return spawnSync('iconv', ['-f', 'utf-8', '-t', 'gb18030', from], { stdio: ['ignore', handle, 'ignore'] }).status === 0;
  } finally {
    closeSync(handle);
  }
}

function timed(file) {
  const start = performance.now();
  const args = [
    program,
    'history',
    file,
    '--by',
    '区域,团队,销售员',
    '-q',
    '--encoding',
    file.includes('gb18030') ? 'gb18030' : 'utf-8',
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
