import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, it } from 'vitest';
import { finished, newFolder, program, type Run, salesplan, start } from './run.ts';

const hasTerminal = /util-linux/.test(String(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout));
const dir = newFolder();
const [utf8, gb, zst] = [join(dir, 'utf8.csv'), join(dir, 'gb.csv'), join(dir, 'orders.csv.zst')];
const packed = ['华东一月订单.csv.gz', 'b.csv.gz', 'c.csv.gz', 'd.csv.gz', 'e.csv.gz'].map((name) => join(dir, name));
const BY = ['--by', 'region'];
const ESCAPE = '\u001b';
const ERASE = `\r${ESCAPE}[K`;
const PROGRESS = /Unpacking|Checking|Converting|Adding up|正在/;

beforeAll(() => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `2025-${String((i % 12) + 1).padStart(2, '0')}-02,华东${i % 5},rep${Math.floor(i / 12)},${i % 997}.5\n`,
  ).join('');
  const text = `date,region,rep,amount\n${rows.repeat(100)}`;
  writeFileSync(utf8, text);
  writeFileSync(gb, iconv.encode(text, 'gb18030'));
  const [first, ...others] = packed as [string, ...string[]];
  writeFileSync(first, gzipSync(iconv.encode(text, 'gb18030'), { level: 1 }));
  for (const other of others) copyFileSync(first, other);
  spawnSync('zstd', ['-q', '-1', utf8, '-o', zst]);
}, 60_000);

describe.skipIf(!hasTerminal)('progress on a terminal', { timeout: 60_000 }, () => {
  it.each([
    { columns: 80, flags: [], shows: /^(Unpacking|Converting) .*\(\d\/5\): \d+%, [\d.]+ of [\d.]+ MB$/ },
    { columns: 40, flags: ['--lang', 'zh-CN'], shows: /^正在(解压|转换) \.\.\..*（\d\/5）：\d+%/ },
  ])('of $columns columns is one line, and gone before anything else', async ({ columns, flags, shows }) => {
    const run = await inTerminal(['history', ...packed, ...BY, ...flags], columns);
    expect(run.code).toBe(0);
    const drawn = drawings(run.out);
    expect(drawn.length).toBeGreaterThan(3);
    expect(drawn.filter((line) => shows.test(line)).length).toBeGreaterThan(0);
    expect(drawn.filter((line) => stringWidth(line) >= columns)).toEqual([]);
    expect(screen(run.out).filter((line) => PROGRESS.test(line))).toEqual([]);
    const plain = await salesplan(['history', ...packed, ...BY, ...flags]);
    expect(plain.err).not.toMatch(PROGRESS);
    expect([plain.err, plain.out].filter((text) => text.includes('\r') || text.includes(ESCAPE))).toEqual([]);
  });

  it.each([
    { name: '--quiet', flags: ['--quiet'], env: {} },
    { name: '--json', flags: ['--json'], env: {} },
    { name: 'CI', flags: [], env: { CI: 'true' } },
    { name: 'a terminal that cannot erase', flags: [], env: { TERM: 'dumb' } },
  ])('is not shown with $name', async ({ flags, env }) => {
    const run = await inTerminal(['history', ...packed, ...BY, ...flags], 80, { env });
    expect([run.code, drawings(run.out), PROGRESS.test(run.out)]).toEqual([0, [], false]);
  });

  it('is taken away before an error', async () => {
    const bad = join(dir, 'bad.csv');
    writeFileSync(bad, Buffer.concat([readFileSync(utf8), Buffer.from('\u0000')]));
    const run = await inTerminal(['history', ...packed, bad, ...BY], 80);
    expect(run.code).toBe(2);
    expect(drawings(run.out).length).toBeGreaterThan(0);
    const left = screen(run.out).filter((line) => line.trim() !== '');
    expect(left[0]).toMatch(/error/);
    expect(left.filter((line) => PROGRESS.test(line))).toEqual([]);
  });

  it('is taken away by Ctrl-C, with the temporary files', async () => {
    const tmp = newFolder();
    const run = await inTerminal(['history', ...packed, ...BY], 80, { env: { TMPDIR: tmp }, interrupt: PROGRESS });
    expect([run.code, readdirSync(tmp)]).toEqual([130, []]);
    expect(drawings(run.out).length).toBeGreaterThan(0);
    expect(screen(run.out).filter((line) => PROGRESS.test(line))).toEqual([]);
  });
});

interface Phase {
  readonly name: string;
  readonly files: readonly string[];
  /** Whether it has begun, by what the process has open and has said. */
  readonly begun: (open: readonly string[], said: string) => boolean;
}

const PHASES: readonly Phase[] = [
  { name: 'bytes are checked', files: [utf8], begun: (open, said) => open.includes(utf8) && said === '' },
  { name: 'GB18030 is converted', files: [gb], begun: (open) => open.some(isTemporary) },
  { name: 'gzip is unpacked', files: [packed[0]!], begun: (open) => open.includes(packed[0]!) && open.some(isTemporary) },
  { name: 'zstd is unpacked', files: [zst], begun: (open) => open.includes(zst) && open.some(isTemporary) },
  {
    name: 'an unpacked file is converted',
    files: [packed[0]!],
    begun: (open) => !open.includes(packed[0]!) && open.filter(isTemporary).length > 1,
  },
  { name: 'the engine reads', files: [utf8], begun: (open, said) => said.includes('date=') && open.includes(utf8) },
  { name: 'the engine reads a copy', files: [gb], begun: (open, said) => said.includes('date=') && open.some(isTemporary) },
];

describe.skipIf(process.platform !== 'linux')('a signal', { timeout: 60_000 }, () => {
  it.each(
    PHASES.flatMap((phase) => [
      { ...phase, signal: 'SIGINT' as const, code: 130 },
      { ...phase, signal: 'SIGTERM' as const, code: 143 },
    ]),
  )('$signal while $name ends with $code and leaves nothing', async ({ files, begun, signal, code }) => {
    const [tmp, cwd] = [newFolder(), newFolder()];
    const out = join(cwd, 'out.csv');
    const child = start(process.execPath, [program, 'history', ...files, ...BY, '-o', out], { cwd, env: { TMPDIR: tmp } });
    let said = '';
    child.stderr?.on('data', (part: Buffer) => {
      said += part.toString('utf8');
    });
    const end = finished(child, 'null');
    let hit = false;
    while (!hit && child.exitCode === null) {
      hit = begun(openFiles(child.pid!), said);
      await pause(1);
    }
    child.kill(signal);
    const run = await end;
    expect([hit, run.code, run.out, readdirSync(tmp), readdirSync(cwd)]).toEqual([true, code, '', [], []]);
  });
});

function isTemporary(path: string): boolean {
  return /\/salesplan-\w+\/\d+\.csv$/.test(path);
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const read = (name: string) => {
    try {
      return [readlinkSync(join(folder, name))];
    } catch {
      return [];
    }
  };
  try {
    return readdirSync(folder).flatMap(read);
  } catch {
    return [];
  }
}

interface Terminal {
  readonly env?: NodeJS.ProcessEnv;
  /** Ctrl-C is typed when this is seen. */
  readonly interrupt?: RegExp;
}

function inTerminal(args: readonly string[], columns: number, { env, interrupt }: Terminal = {}): Promise<Run> {
  const words = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  const child = start('script', ['-qec', `stty cols ${columns} rows 50; ${words}`, '/dev/null'], {
    env: { TERM: 'xterm', NO_COLOR: '1', ...env },
    input: interrupt ? '' : 'null',
  });
  let seen = '';
  child.stdout?.on('data', (part: Buffer) => {
    if (!interrupt || interrupt.test(seen)) return;
    seen += part.toString('utf8');
    if (interrupt.test(seen)) child.stdin?.write('\u0003');
  });
  return finished(child, 'null');
}

/** The lines of progress, as they were drawn one over the other. */
function drawings(out: string): string[] {
  return out
    .split('\n')
    .flatMap((line) => line.split(ERASE))
    .flatMap((part) => part.split('\r'))
    .filter((part) => PROGRESS.test(part));
}

/** What is left to see: what stands before an erasure is gone. */
function screen(out: string): string[] {
  return out.split('\n').map((line) => line.slice(line.lastIndexOf(ERASE) + (line.includes(ERASE) ? ERASE.length : 0)));
}
