import { execFile, execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { makeCertificate, type Owner } from './certificate.ts';
import { freePorts } from './free-ports.ts';
import { installed } from './installed.ts';
import { ServerProcess, serverFolder } from './server-process.ts';

export const POSTGRES_PROGRAMS = ['postgres', 'initdb', 'psql'];

export const USER = 'planner';
/** Unlike any other text, so that it can be looked for in all that a run writes. */
export const PASSWORD = 'Geheim-7731-q';

/** A server with the database `sales`, in UTF-8, for the user above; it knows TLS where openssl is installed. */
export interface PostgresServer {
  readonly port: number;
  readonly tls: boolean;
  /** A CA's certificate that the server's is checked against. */
  readonly certificate: string;
  readonly server: ServerProcess;
  /** Runs statements in the database and gives their text. */
  run(sql: string): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = await serverFolder('postgres');
  const [port = 0] = await freePorts(1);
  const data = join(folder.path, 'data');
  const certificate = join(folder.path, 'server.crt');
  const owner = unprivileged();
  await mkdir(data, { mode: 0o700 });
  await writeFile(join(folder.path, 'password'), PASSWORD);
  if (owner) for (const path of [folder.path, data]) chownSync(path, owner.uid, owner.gid);
  const init = ['-D', data, '-U', USER, `--pwfile=${join(folder.path, 'password')}`, '--auth=scram-sha-256', '-E', 'UTF8'];
  execFileSync(installed('initdb')!, [...init, '--locale=C.UTF-8', '--no-sync', '--no-instructions'], {
    ...owner,
    cwd: folder.path,
  });
  const tls = makeCertificate(certificate, join(folder.path, 'server.key'), owner);
  const start = () => startServer({ folder: folder.path, data, port, tls, owner });
  let server = await start();
  await psql(port, 'postgres', 'CREATE DATABASE sales');
  return {
    ...{ port, tls, certificate },
    get server() {
      return server;
    },
    run: (sql) => psql(port, 'sales', sql),
    restart: async () => {
      await server.stop();
      server = await start();
    },
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}

interface Start {
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly tls: boolean;
  readonly owner: Owner | undefined;
}

function startServer({ folder, data, port, tls, owner }: Start): Promise<ServerProcess> {
  const settings = { fsync: 'off', listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'Asia/Shanghai' };
  const encrypted = { ssl: 'on', ssl_cert_file: join(folder, 'server.crt'), ssl_key_file: join(folder, 'server.key') };
  const options = Object.entries({ ...settings, ...(tls && encrypted) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ServerProcess.start({
    program: installed('postgres')!,
    args: ['-D', data, '-p', String(port), ...options],
    folder,
    ready: () => psql(port, 'postgres', 'SELECT 1'),
    ...(owner && { user: owner }),
  });
}

/** The server refuses to run as root: then it runs as whoever Debian made for it, or as nobody. */
function unprivileged(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next name may be there.
    }
  }
  throw new Error('no user to run the server as');
}

/** Not through the driver under test. */
async function psql(port: number, database: string, sql: string): Promise<string> {
  const args = [
    '-X',
    '-q',
    '-A',
    '-t',
    '-v',
    'ON_ERROR_STOP=1',
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-U',
    USER,
    '-d',
    database,
  ];
  const env = { ...process.env, PGPASSWORD: PASSWORD, PGCLIENTENCODING: 'UTF8' };
  const running = promisify(execFile)(installed('psql')!, [...args, '-f', '-'], { env, maxBuffer: 1 << 28 });
  running.child.stdin?.end(sql);
  return (await running).stdout.trim();
}

/** Makes a table of text columns and fills it; the first row is the header. */
export function copyText(table: string, [header = [], ...rows]: readonly (readonly string[])[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const columns = header.map((name) => `${cell(name)} text`).join(', ');
  const lines = rows.map((row) => row.map(cell).join(','));
  return `CREATE TABLE ${table} (${columns});\nCOPY ${table} FROM STDIN WITH (FORMAT csv);\n${lines.join('\n')}\n\\.\n`;
}
