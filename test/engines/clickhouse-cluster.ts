import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { installed } from './installed.ts';
import { ServerProcess, serverFolder } from './server-process.ts';

/** The name of the two shards in `remote_servers`. */
export const CLUSTER = 'sales';

interface Ports {
  readonly http: number;
  readonly tcp: number;
  readonly interserver: number;
}

export interface ClickHouseShard {
  /** Where HTTP is spoken. */
  readonly port: number;
  /** Where shards speak with each other. */
  readonly tcp: number;
  readonly server: ServerProcess;
}

/**
 * Two servers that know each other, without a ZooKeeper. Users: `default` without a password, `planner`
 * with `secret`, `reader` who may only read, and `careless` who may only read and whose profile leaves out shards.
 */
export interface ClickHouseCluster {
  readonly shards: readonly ClickHouseShard[];
  /** Runs a statement on one shard, the first by default, and gives its text. */
  run(sql: string, shard?: number): Promise<string>;
  /** A table spread over both shards by an expression, and its parts there (`NAME_part`). Columns as in `CREATE TABLE`. */
  createTable(name: string, columns: string, by: string): Promise<void>;
  /** How many queries are at work on the first shard that hold this text. */
  processes(text: string): Promise<number>;
  /** What a shard has written to its log: the queries that it was asked, above all. */
  log(shard: number): Promise<string>;
  /** Starts a shard again that was killed. */
  restart(shard: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startClickHouse(): Promise<ClickHouseCluster> {
  const folder = await serverFolder('clickhouse');
  const free = await freePorts(6);
  const ports = [0, 1].map((shard): Ports => {
    const [http = 0, tcp = 0, interserver = 0] = free.slice(3 * shard);
    return { http, tcp, interserver };
  });
  const servers: ServerProcess[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await folder.remove();
  };
  try {
    for (const shard of ports.keys()) servers[shard] = await startShard(folder.path, ports, shard);
  } catch (error) {
    await stop();
    throw error;
  }
  const run = (sql: string, shard = 0) => post(ports[shard]!.http, sql);
  return {
    get shards() {
      return servers.map((server, shard) => ({ server, port: ports[shard]!.http, tcp: ports[shard]!.tcp }));
    },
    run,
    createTable: async (name, columns, by) => {
      const part = `${name}_part`;
      for (const shard of ports.keys()) await run(`CREATE TABLE ${part} (${columns}) ENGINE = MergeTree ORDER BY tuple()`, shard);
      await run(`CREATE TABLE ${name} (${columns}) ENGINE = Distributed(${CLUSTER}, default, ${part}, ${by})`);
    },
    processes: async (text) => {
      const own = 'system.processes';
      const sql = `SELECT count() FROM ${own} WHERE position(query, '${text}') > 0 AND position(query, '${own}') = 0`;
      return Number(await run(sql));
    },
    log: (shard) => readFile(join(shardFolder(folder.path, shard), 'output.log'), 'utf8'),
    restart: async (shard) => {
      servers[shard] = await startShard(folder.path, ports, shard);
    },
    stop,
  };
}

async function startShard(parent: string, ports: readonly Ports[], shard: number): Promise<ServerProcess> {
  const folder = shardFolder(parent, shard);
  for (const name of ['data', 'tmp', 'format']) await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'config.xml'), configXml(folder, ports, ports[shard]!));
  await writeFile(join(folder, 'users.xml'), USERS_XML);
  return ServerProcess.start({
    program: installed('clickhouse-server')!,
    args: [`--config-file=${join(folder, 'config.xml')}`],
    folder,
    ready: () => post(ports[shard]!.http, 'SELECT 1'),
  });
}

function shardFolder(parent: string, shard: number): string {
  return join(parent, `shard-${shard}`);
}

/** Not through the client under test. */
async function post(port: number, sql: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/?insert_distributed_sync=1`, { method: 'POST', body: sql });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

function configXml(folder: string, ports: readonly Ports[], own: Ports): string {
  const shards = ports.map(({ tcp }) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`);
  return `<yandex>
  <logger><level>debug</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${own.http}</http_port><tcp_port>${own.tcp}</tcp_port>
  <interserver_http_host>127.0.0.1</interserver_http_host><interserver_http_port>${own.interserver}</interserver_http_port>
  <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><format_schema_path>${folder}/format/</format_schema_path>
  <users_config>${folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <timezone>UTC</timezone>
  <mark_cache_size>67108864</mark_cache_size>
  <remote_servers><${CLUSTER}>${shards.join('')}</${CLUSTER}></remote_servers>
</yandex>
`;
}

const LOOPBACK = '<networks><ip>127.0.0.1</ip></networks><quota>default</quota>';
const USERS_XML = `<yandex>
  <profiles>
    <default></default><readonly><readonly>1</readonly></readonly>
    <careless><readonly>1</readonly><skip_unavailable_shards>1</skip_unavailable_shards></careless>
  </profiles>
  <quotas><default></default></quotas>
  <users>
    <default><password></password><profile>default</profile>${LOOPBACK}</default>
    <planner><password>secret</password><profile>default</profile>${LOOPBACK}</planner>
    <reader><password></password><profile>readonly</profile>${LOOPBACK}</reader>
    <careless><password></password><profile>careless</profile>${LOOPBACK}</careless>
  </users>
</yandex>
`;
