import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedFacts } from '../../src/facts/cache/cached-facts.ts';
import { Entries } from '../../src/facts/cache/entries.ts';
import type { FactsResult } from '../../src/facts/facts-source.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { ask, lines, query, refusalOf, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const files = tempFiles();
const HEAD = 'order,date,region,amount\n';
const LATER = 3_600_000;

interface Run {
  readonly result: FactsResult;
  readonly cached: number;
}

async function run(names: readonly string[], entries = kept(), changes?: Parameters<typeof query>[0]): Promise<Run> {
  let cached = -1;
  const used = (count: number) => {
    cached = count;
  };
  const source = cachedFacts(names, (some) => openFacts(some, { isCompared: true }), {
    entries,
    reading: {},
    leastBytes: 1,
    used,
  });
  const result = await using(source, async (open) => {
    await open.describe();
    return open.totals(query(changes));
  });
  return { result, cached };
}

function kept(version = '1', mostBytes = 1 << 20): Entries {
  return new Entries(files.path('cache'), version, { write: true, mostBytes });
}

const cells = ({ result }: Run) => lines(result.totals);

describe('what is kept of files', () => {
  // Files count as settled from some time after their last change.
  beforeEach(() => {
    const now = Date.now() + LATER;
    vi.spyOn(Date, 'now').mockReturnValue(now);
  });

  it('holds no more sums of kept files than of files that are read together', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n2,2026-01-02,x,2\n`);
    const b = files.write('b.csv', `${HEAD}3,2026-02-01,x,4\n4,2026-02-02,x,4\n5,2026-02-03,x,4\n`);
    await run([a, b]);
    const codes = async (work: Promise<unknown>) => (await refusalOf(work)).map(({ code }) => code.replace('-so-far', ''));
    expect((await run([a, b], kept(), { mostGroups: 5 })).cached).toBe(2);
    expect(await codes(run([a, b], kept(), { mostGroups: 4 }))).toEqual(await codes(ask([a, b], { mostGroups: 4 })));
    expect(await codes(run([a, b], kept('none'), { mostGroups: 2 }))).toEqual(['facts.too-many-groups']);
  });

  it('gives the same as reading, and reads only what is new or changed', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1.5\n2,2026-01-02,y,2\n`);
    const b = files.write('b.csv', `${HEAD}3,2026-02-01,x,4\n`);
    const plain = await ask([a, b]);
    const first = await run([a, b]);
    const second = await run([a, b]);
    expect([first.cached, second.cached]).toEqual([0, 2]);
    expect(second.result.totals).toEqual(plain.totals);
    expect(first.result).toEqual(second.result);
    const c = files.write('c.csv', `${HEAD}4,2026-03-01,x,8\n`);
    const third = await run([a, b, c]);
    expect(third.cached).toBe(2);
    expect(third.result.totals).toEqual((await ask([a, b, c])).totals);
  });

  it('sees a change of the same size whose time was set back', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n`);
    const when = new Date('2026-01-01T00:00:00Z');
    utimesSync(a, when, when);
    await run([a]);
    writeFileSync(a, `${HEAD}1,2026-01-01,x,7\n`);
    utimesSync(a, when, when);
    const again = await run([a]);
    expect([again.cached, cells(again)]).toEqual([0, ['x 2026-01-01 7 x1']]);
  });

  it('reads again for other columns, conditions, grains and versions', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n`);
    await run([a]);
    const others = [
      { by: [] },
      { grain: 'month' as const },
      { where: [{ column: 'region', operator: '=', values: ['y'] }] as const },
    ];
    for (const changes of others) expect((await run([a], kept(), changes)).cached).toBe(0);
    expect((await run([a], kept('2'))).cached).toBe(0);
    expect((await run([a])).cached).toBe(1);
  });

  it('does not keep a file with bad rows', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n2,2026-13-01,x,1\n`);
    await run([a]);
    const again = await run([a]);
    expect([again.cached, again.result.totals.account.rejected, again.result.rejects.length]).toEqual([0, 1, 1]);
  });

  it('reads again what is damaged or foreign, and mends it', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n`);
    await run([a]);
    for (const damage of [
      (text: Buffer) => text.subarray(0, -3),
      (text: Buffer) => text.fill(1, text.length - 4),
      () => Buffer.from('?'),
    ]) {
      for (const name of files.list('cache').filter((entry) => entry.endsWith('.entry'))) {
        const path = join(files.path('cache'), name);
        writeFileSync(path, damage(readFileSync(path)));
      }
      const again = await run([a]);
      expect([again.cached, cells(again)]).toEqual([0, ['x 2026-01-01 1 x1']]);
      expect((await run([a])).cached).toBe(1);
    }
  });

  it('tells of repeats from what is kept, within a file and between files', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n1,2026-01-01,x,1\n`);
    const b = files.write('b.csv', `${HEAD}7,2026-01-01,x,1\n1,2026-02-01,x,1\n`);
    const codes = ({ result }: Run) => result.findings.map(({ code, place }) => `${code}:${place?.line}`);
    await run([a]);
    await run([b]);
    const both = await run([a, b]);
    expect([both.cached, codes(both)]).toEqual([2, ['facts.repeated-rows:3', 'facts.orders-in-two-files:3']]);
    expect(codes({ cached: 0, result: await ask([a, b]) })).toEqual(codes(both));
  });

  it('stays below its size, and is out of the way of version control', async () => {
    for (let i = 0; i < 6; i++) await run([files.write(`${i}.csv`, `${HEAD}1,2026-01-01,x,1\n`)], kept('1', 4000));
    const entries = files.list('cache').filter((entry) => entry.endsWith('.entry'));
    const bytes = entries.reduce((sum, entry) => sum + readFileSync(join(files.path('cache'), entry)).length, 0);
    expect(bytes).toBeLessThanOrEqual(4000);
    expect(entries.length).toBeGreaterThan(0);
    expect(readFileSync(files.path('cache/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('does without where it cannot write', async () => {
    const a = files.write('a.csv', `${HEAD}1,2026-01-01,x,1\n`);
    const entries = new Entries(join(a, 'cache'), '1');
    expect(cells(await run([a], entries))).toEqual(['x 2026-01-01 1 x1']);
    expect(entries.failure).toBe('ENOTDIR');
    const dry = new Entries(files.path('dry'), '1', { write: false });
    await run([a], dry);
    expect(readdirSync(files.path('.'))).toEqual(['a.csv']);
  });
});
