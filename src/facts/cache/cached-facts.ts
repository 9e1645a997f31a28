import { type Finding, Refusal, refuseErrors } from '../../core/finding.ts';
import { mergeTotals } from '../../core/merge-totals.ts';
import type { Totals } from '../../core/totals.ts';
import { fileDoubts } from '../../core/unit-guard.ts';
import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import type { FactsResult, FactsSource, TableDescription, TotalsQuery } from '../facts-source.ts';
import { sharedFindings } from '../repeat-findings.ts';
import { isTooMany, MOST_GROUPS, tooManyGroups } from '../sum-limit.ts';
import type { Entries } from './entries.ts';
import { type FileIdentity, identityOf, isSame } from './file-identity.ts';
import { type PackedTotals, packTotals, unpackTotals } from './packed-totals.ts';

export interface Caching {
  readonly entries: Entries;
  /** Everything besides the file that says how it is read. */
  readonly reading: unknown;
  /** Smaller files are read each time, together, which is as quick. */
  readonly leastBytes?: number;
  /** Told how many files were not read, of how many. */
  readonly used?: (cached: number, files: number) => void;
}

/** A file that may be kept, or several that are not. */
interface Part {
  readonly names: readonly string[];
  readonly identity: FileIdentity | undefined;
  source: FactsSource;
}

interface Kept<T> {
  readonly identity: FileIdentity;
  readonly value: T;
}

type KeptTotals = Pick<FactsResult, 'findings'> & { readonly totals: PackedTotals };

const LEAST_BYTES = 1 << 20;
/** A file that changed so little ago may change again without another time on it. */
const SETTLED_MS = 2_000;

/**
 * Reads files through what is kept of those that are as they were: their columns, sums and findings. Each large file is read by
 * itself; only one whose every row could be read is kept. `names` are files, no globs; `open` reads some of them.
 */
export function cachedFacts(
  names: readonly string[],
  open: (names: readonly string[]) => FactsSource,
  caching: Caching,
): FactsSource {
  let made: Promise<readonly Part[]> | undefined;
  let whole: FactsSource | undefined;
  const asWhole = () => (whole ??= open(names));
  const parts = () => (made ??= partsOf(names, open, caching.leastBytes ?? LEAST_BYTES));
  const cache = new FileCache(caching, open);
  return {
    describe: async () => joinDescriptions(names, await eachPart(await parts(), (part) => cache.describe(part))),
    totals: async (query) => {
      const results: FactsResult[] = [];
      await eachPart(await parts(), async (part) => {
        results.push(await cache.totals(part, query));
        refuseBeyond(results, query);
      });
      const tables = await eachPart(await parts(), (part) => cache.describe(part));
      caching.used?.(cache.hits, names.length);
      return joinResults(results, tables);
    },
    customers: (query) => asWhole().customers(query),
    profiles: (query) => asWhole().profiles(query),
    close: async () => {
      await caching.entries.trim();
      for (const { source } of (await made?.catch(() => [])) ?? []) await source.close();
      await whole?.close();
    },
  };
}

/** The sums of each file count, as where the engine adds up all files together. */
function refuseBeyond(results: readonly FactsResult[], { mostGroups: limit = MOST_GROUPS, levels }: TotalsQuery): void {
  const found = results.reduce(
    ({ sums, units }, { totals }) => ({ sums: sums + totals.day.length, units: units + totals.units.length }),
    { sums: 0, units: 0 },
  );
  if (found.sums <= limit) return;
  const names = levels.map(({ name }, level) => {
    const all = new Set<string>();
    for (const { totals } of results) for (const path of totals.units) all.add(path[level]!);
    return { name, names: all.size };
  });
  throw tooManyGroups({ found, limit, levels: names, isWhole: false });
}

class FileCache {
  hits = 0;
  private readonly tables = new Map<Part, TableDescription>();

  constructor(
    private readonly caching: Caching,
    private readonly open: (names: readonly string[]) => FactsSource,
  ) {}

  async describe(part: Part): Promise<TableDescription> {
    const known = this.tables.get(part) ?? (await this.kept(part, 'table', () => part.source.describe(), isAlways)).value;
    this.tables.set(part, known);
    return known;
  }

  async totals(part: Part, query: TotalsQuery): Promise<FactsResult> {
    const { running, working: _, sink: __, describeRejects: ___, mostGroups: ____, ...asked } = query;
    let fresh: FactsResult | undefined;
    const read = async (): Promise<KeptTotals> => {
      fresh = await part.source.totals(query);
      if (part.identity) await this.letGo(part);
      return { totals: packTotals(fresh.totals), findings: fresh.findings };
    };
    const { value, wasKept } = await this.kept(part, asked, read, isClean);
    if (wasKept) {
      this.hits++;
      running?.();
    }
    return fresh ?? { ...value, totals: unpackTotals(value.totals), rejects: [] };
  }

  /** Many files are not open at once; who asks again opens anew. */
  private async letGo(part: Part): Promise<void> {
    await this.describe(part);
    await part.source.close();
    part.source = this.open(part.names);
  }

  /** A value that is kept with the file, or is made and kept from now on if it may be. */
  private async kept<T>(
    { names, identity }: Part,
    what: unknown,
    make: () => Promise<T>,
    mayKeep: (value: T) => boolean,
  ): Promise<{ readonly value: T; readonly wasKept: boolean }> {
    const { entries, reading } = this.caching;
    if (!identity) return { value: await make(), wasKept: false };
    const key = [names, identity.path, reading, what];
    const found = (await entries.read(key)) as Kept<T> | undefined;
    if (found && isSame(identity, found.identity)) return { value: found.value, wasKept: true };
    const value = await make();
    const isSettled = Date.now() - Number(BigInt(identity.ctimeNs) / 1_000_000n) > SETTLED_MS;
    if (isSettled && mayKeep(value) && isSame(identity, await identityOf(identity.path)))
      await entries.write(key, { identity, value } satisfies Kept<T>);
    return { value, wasKept: false };
  }
}

const isAlways = () => true;
const isClean = ({ totals }: KeptTotals) => totals.account.rejected === 0;

async function partsOf(
  names: readonly string[],
  open: (names: readonly string[]) => FactsSource,
  leastBytes: number,
): Promise<readonly Part[]> {
  const identities = await Promise.all(names.map(identityOf));
  const isKept = (at: number) => (identities[at]?.size ?? 0) >= leastBytes;
  const rest = names.filter((_, at) => !isKept(at));
  return [
    ...names.flatMap((name, at) => (isKept(at) ? [{ names: [name], identity: identities[at], source: open([name]) }] : [])),
    ...(rest.length > 0 ? [{ names: rest, identity: undefined, source: open(rest) }] : []),
  ];
}

/** One after the other; what is wrong with any of them is refused together. */
async function eachPart<T>(parts: readonly Part[], work: (part: Part) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const findings: Finding[] = [];
  for (const part of parts) {
    try {
      results.push(await work(part));
    } catch (error) {
      if (!(error instanceof Refusal) || isTooMany(error)) throw error;
      findings.push(...error.findings);
    }
  }
  refuseErrors(findings);
  return results;
}

/** Files in the order in which they were named, the columns those of the first. */
function joinDescriptions(names: readonly string[], tables: readonly TableDescription[]): TableDescription {
  const files = tables
    .flatMap((table) => table.files.map((file) => ({ ...file, columns: file.columns ?? table.columns })))
    .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  const columns = files[0]?.columns ?? [];
  const isUsual = (own: readonly string[]) => own.join('\n') === columns.join('\n');
  return {
    columns,
    files: files.map(({ columns: own, ...file }) => ({ ...file, ...(!isUsual(own) && { columns: own }) })),
    findings: tables.flatMap(({ findings }) => findings),
  };
}

/** What files have in common is looked for among all of them. */
function joinResults(results: readonly FactsResult[], tables: readonly TableDescription[]): FactsResult {
  const own = results.flatMap(({ findings }) => findings).filter(({ code }) => !code.includes('-in-two-files'));
  const shared = sharedFindings(tables.flatMap(({ sketches = [] }) => sketches));
  const doubts = fileDoubts(
    results.map(({ totals }, part) => ({ name: tables[part]?.files[0]?.name ?? '', amounts: rowAmounts(totals) })),
    AMOUNT_SCALE,
  );
  return {
    totals: mergeTotals(results.map(({ totals }) => totals)),
    rejects: results.flatMap(({ rejects }) => rejects),
    findings: [...own, ...shared, ...doubts],
  };
}

/** What rows come to: of each unit and period the mean. */
function rowAmounts({ amount, rows }: Totals): BigInt64Array {
  return BigInt64Array.from(amount, (sum, cell) => sum / BigInt(rows[cell]!));
}
