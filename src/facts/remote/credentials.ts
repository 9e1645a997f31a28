import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../core/finding.ts';
import { ioRefusal } from '../files/read-chunks.ts';
import type { RemoteAddress } from './address.ts';

/** Who asks. What is undefined is left to the driver, which may know more (PGUSER, PGPASSWORD, PGPASSFILE). */
export interface Credentials {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * User and password for a server: SALESPLAN_POSTGRES_USER and _PASSWORD (CLICKHOUSE likewise), else the first fitting line of
 * the file that SALESPLAN_CREDENTIALS names; for PostgreSQL then PGUSER and PGPASSWORD, and PGPASSFILE or ~/.pgpass. A user
 * in the address goes before them all, and then a password for another user does not count.
 */
export async function findCredentials(address: RemoteAddress, env: Environment): Promise<Credentials> {
  const prefix = `SALESPLAN_${address.engine.toUpperCase()}`;
  const isPostgres = address.engine === 'postgres';
  const stated = [
    stateIn(env[`${prefix}_USER`], env[`${prefix}_PASSWORD`]),
    env['SALESPLAN_CREDENTIALS'],
    ...(isPostgres ? [stateIn(env['PGUSER'], env['PGPASSWORD']), env['PGPASSFILE'] || (await usualPassFile(env))] : []),
  ];
  const users = stated.flatMap((each) => (typeof each === 'object' && each.user !== undefined ? [each.user] : []));
  const user = address.user ?? users[0];
  for (const each of stated) {
    const found = typeof each === 'string' && each !== '' ? await findEntry(each, { ...address, user }) : each;
    if (typeof found === 'object' && found.password !== undefined && (found.user ?? user) === (user ?? found.user))
      return { ...found, user: user ?? found.user };
  }
  return { user, password: undefined };
}

function stateIn(user: string | undefined, password: string | undefined): Credentials {
  return { user: user || undefined, password: password || undefined };
}

async function usualPassFile({ HOME }: Environment): Promise<string | undefined> {
  if (!HOME) return undefined;
  const file = join(HOME, '.pgpass');
  return (await stat(file).catch(() => undefined)) && file;
}

async function findEntry(file: string, asked: Asked): Promise<Credentials | undefined> {
  const entry = (await readEntries(file)).find((each) => fits(each, asked));
  return entry && { user: entry.user === '*' ? undefined : entry.user, password: entry.password };
}

/** A text of the server without a password that it may quote. */
export function withoutSecrets(text: string, { password }: Credentials): string {
  return password ? text.replaceAll(password, '***') : text;
}

interface Entry extends Credentials {
  readonly where: readonly string[];
}

/** Whoever else can read the file could use the passwords. Windows has no such modes. */
async function readEntries(file: string): Promise<Entry[]> {
  try {
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw refuse('remote.open-credentials', { file }, { file });
    const lines = (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/);
    return lines.flatMap((text, index) => (text.trim() === '' || text.startsWith('#') ? [] : [readEntry(text, file, index + 1)]));
  } catch (error) {
    throw ioRefusal(error, file);
  }
}

/** `host:port:database:user:password`; a colon or backslash of a value stands behind a backslash. */
function readEntry(text: string, file: string, line: number): Entry {
  const cells = [...text.matchAll(/((?:\\.|[^\\:])*)(?::|$)/gsu)]
    .map(([, cell = '']) => cell.replace(/\\(.)/gsu, '$1'))
    .slice(0, 5);
  const [host, port, database, user, password] = cells;
  if (!host || !port || !database || !user || !password) throw refuse('remote.bad-credentials', {}, { file, line });
  return { where: [host, port, database], user, password };
}

type Asked = Pick<RemoteAddress, 'host' | 'port' | 'database' | 'user'>;

function fits({ where, user }: Entry, address: Asked): boolean {
  const asked = [address.host, String(address.port), address.database];
  const same = (written: string | undefined, wanted: string | undefined) => written === '*' || written === wanted;
  return where.every((written, index) => same(written, asked[index])) && (address.user === undefined || same(user, address.user));
}
