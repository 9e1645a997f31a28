import { afterAll, beforeAll, describe } from 'vitest';
import { openFacts } from '../../src/facts/open-facts.ts';
import { clickHouseName, clickHouseText } from '../../src/facts/remote/clickhouse-literals.ts';
import { type ClickHouseCluster, startClickHouse } from '../engines/clickhouse-cluster.ts';
import { runsHere } from '../engines/installed.ts';
import { sourceAfter } from '../engines/source-after.ts';
import { customerCountsContract } from './customer-counts.ts';
import { factsSourceContract, type OpenRows } from './facts-source.ts';

describe.runIf(runsHere('clickhouse-server'))('ClickHouse', () => {
  let cluster: ClickHouseCluster;
  let tables = 0;
  beforeAll(async () => {
    cluster = await startClickHouse();
  }, 60_000);
  afterAll(() => cluster?.stop());

  /** Rows go to both shards in turn, so that every group has parts on both. */
  const open: OpenRows = ([header = [], ...rows]) => {
    const name = `rows_${++tables}`;
    const columns = header.map((column) => `${clickHouseName(column)} String`).join(', ');
    const tuples = rows.map((row) => `(${row.map(clickHouseText).join(', ')})`);
    const filled = cluster.createTable(name, columns, 'rand()').then(async () => {
      if (tuples.length > 0) await cluster.run(`INSERT INTO ${name} VALUES ${tuples.join(', ')}`);
    });
    return sourceAfter(filled, openFacts([`clickhouse://127.0.0.1:${cluster.shards[0]!.port}/default.${name}`], { env: {} }));
  };

  factsSourceContract('a ClickHouse cluster', open);
  customerCountsContract('a ClickHouse cluster', open);
});
