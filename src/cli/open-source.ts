import type { FactsSource } from '../facts/facts-source.ts';
import { openFacts } from '../facts/open-facts.ts';
import { type Context, sayPhrase } from './context.ts';
import type { Reading } from './reading-options.ts';
import { VERSION } from './version.ts';

interface Request {
  readonly files: readonly string[];
  readonly reading: Reading;
}

/** The source of a run's facts; in a plan folder large files are read through what is kept of them there, save under `--no-cache`. */
export async function openSource({ files, reading }: Request, context: Context): Promise<FactsSource> {
  const open = (names: readonly string[]) => openFacts(names, reading);
  if (!context.cache || reading.noCache) return open(files);
  const { plainFiles } = await import('../facts/files/expand-files.ts');
  const plain = await plainFiles(files);
  return plain
    ? throughCache(plain, (names) => openFacts(names, { ...reading, isCompared: true }), { reading, context })
    : open(files);
}

interface Site {
  readonly reading: Reading;
  readonly context: Context;
}

async function throughCache(
  names: readonly string[],
  open: (names: readonly string[]) => FactsSource,
  { reading, context }: Site,
): Promise<FactsSource> {
  const { cachedFacts } = await import('../facts/cache/cached-facts.ts');
  const { Entries } = await import('../facts/cache/entries.ts');
  const { folder = '', mayWrite = false } = context.cache ?? {};
  const entries = new Entries(folder, VERSION, { write: mayWrite });
  const { rejects: _, maxErrors: __, noCache: ___, ...relevant } = reading;
  const used = (cached: number, count: number) => {
    if (!context.look.verbose) return;
    if (cached > 0) sayPhrase(context, 'cache.used', { cached, files: count, folder });
    if (entries.failure !== undefined) sayPhrase(context, 'cache.failed', { folder, reason: entries.failure });
  };
  return cachedFacts(names, open, { entries, reading: relevant, used });
}
