import type { FactsSource } from '../facts/facts-source.ts';
import { type FactsOptions, openFacts } from '../facts/open-facts.ts';
import { type Context, sayPhrase } from './context.ts';
import { markInput } from './inputs.ts';
import type { Reading } from './reading-options.ts';
import { VERSION } from './version.ts';

interface Request {
  readonly files: readonly string[];
  readonly reading: Reading & Pick<FactsOptions, 'progress' | 'env'>;
}

/** The source of a run's facts; in a plan folder large files are read through what is kept of them there, save under `--no-cache`. */
export async function openSource({ files, reading }: Request, context: Context): Promise<FactsSource> {
  for (const file of [reading.credentials, context.env['SALESPLAN_CREDENTIALS'], context.env['PGPASSFILE']])
    if (file) markInput(file, context);
  if (!context.cache || reading.noCache) return openFacts(files, reading);
  const { plainFiles } = await import('../facts/files/expand-files.ts');
  const plain = await plainFiles(files);
  return plain ? throughCache({ files: plain, reading }, context) : openFacts(files, reading);
}

async function throughCache({ files, reading }: Request, context: Context): Promise<FactsSource> {
  const { cachedFacts } = await import('../facts/cache/cached-facts.ts');
  const { Entries } = await import('../facts/cache/entries.ts');
  const { folder = '', mayWrite = false } = context.cache ?? {};
  const entries = new Entries(folder, VERSION, { write: mayWrite });
  const used = (cached: number, count: number) => {
    if (!context.look.verbose) return;
    if (cached > 0) sayPhrase(context, 'cache.used', { cached, files: count, folder });
    if (entries.failure !== undefined) sayPhrase(context, 'cache.failed', { folder, reason: entries.failure });
  };
  const open = (names: readonly string[]) => openFacts(names, { ...reading, isCompared: true });
  return cachedFacts(files, open, { entries, reading: howRead(reading), used });
}

/** What of a reading decides how a file is read; the query has the rest. */
function howRead(reading: Request['reading']): object {
  const { asked, book, given, said, preset, source, noCache, rejects, maxErrors, maxGroups, progress, env, credentials, ...how } =
    reading;
  return how;
}
