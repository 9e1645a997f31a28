import { refuse } from '../../core/finding.ts';
import type { FactsSource } from '../facts-source.ts';
import type { ReadingOptions } from '../files/reading-options.ts';
import { isAddress, parseAddress, type RemoteAddress } from './address.ts';
import { type Environment, findCredentials } from './credentials.ts';
import { ENGINES } from './engines.ts';

/** Whether a server is among the names; an address is never a file. */
export function namesServer(names: readonly string[]): boolean {
  return names.some(isAddress);
}

/** The one table, view or query that `names` is. Refuses an address beside other names, and options that are for files. */
export function openRemote(names: readonly string[], options: ReadingOptions, env: Environment): FactsSource {
  let opened: Promise<FactsSource> | undefined;
  const open = () => (opened ??= connectTo(names, options, env));
  return {
    describe: async () => (await open()).describe(),
    totals: async (query) => (await open()).totals(query),
    customers: async (query) => (await open()).customers(query),
    profiles: async (query) => (await open()).profiles(query),
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}

async function connectTo(names: readonly string[], options: ReadingOptions, env: Environment): Promise<FactsSource> {
  const address = onlyAddress(names);
  refuseFileOptions(options, address);
  const openEngine = await ENGINES[address.engine]();
  return openEngine(address, await findCredentials(address, env));
}

function onlyAddress(names: readonly string[]): RemoteAddress {
  const [address, ...others] = names.filter(isAddress).map(parseAddress);
  if (!address) throw new Error('no address');
  if (others.length > 0) throw refuse('remote.two-addresses', { other: others[0]!.display }, { file: address.display });
  if (names.length > 1) throw refuse('remote.beside-files', {}, { file: address.display });
  return address;
}

/** Options by the flags that give them; `--date-format` is about cells and holds for both. */
const FILE_OPTIONS = {
  encoding: 'encoding',
  delimiter: 'delimiter',
  headerRow: 'header-row',
  headerRows: 'header-rows',
  fillDown: 'fill-down',
  table: 'table',
  sheet: 'sheet',
  range: 'range',
} as const satisfies Partial<Record<keyof ReadingOptions, string>>;

function refuseFileOptions(options: ReadingOptions, { display }: RemoteAddress): void {
  const given = (Object.keys(FILE_OPTIONS) as (keyof typeof FILE_OPTIONS)[]).filter((key) => {
    const value = options[key];
    return value !== undefined && (!Array.isArray(value) || value.length > 0);
  });
  const flags = given.map((key) => `--${FILE_OPTIONS[key]}`).join(', ');
  if (flags !== '') throw refuse('remote.file-options', { flags }, { file: display });
}
