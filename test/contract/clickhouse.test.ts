import { afterAll, beforeAll, describe } from 'vitest';
import { openFacts } from '../../src/facts/open-facts.ts';
import { clickHouseName, clickHouseText } from '../../src/facts/remote/clickhouse-literals.ts';
import { type ClickHouseCluster, startClickHouse } from '../engines/clickhouse-cluster.ts';
import { runsHere } from '../engines/installed.ts';
import { sourceAfter } from '../engines/source-after.ts';
import { tempFiles } from '../facts/temp-files.ts';
import { csvRows } from './csv-rows.ts';
import { customerCountsContract } from './customer-counts.ts';
import { factsSourceContract, type OpenRows } from './facts-source.ts';
import { sameAsFiles } from './same-as-files.ts';
import { type Cell, type ColumnKind, type OpenTyped, typedColumnsContract } from './typed-columns.ts';

const TYPES: Readonly<Record<ColumnKind, string>> = {
  date: 'Date',
  moment: 'DateTime',
  decimal: 'Decimal(18, 2)',
  whole: 'Int64',
  float: 'Float64',
  text: 'String',
};

describe.runIf(runsHere('clickhouse-server'))('ClickHouse', () => {
  let cluster: ClickHouseCluster;
  let tables = 0;
  beforeAll(async () => {
    cluster = await startClickHouse();
  }, 60_000);
  afterAll(() => cluster?.stop());

  const address = (table: string) => `clickhouse://127.0.0.1:${cluster.shards[0]!.port}/default.${table}`;

  /** Rows go to both shards in turn, so that every group has parts on both. */
  const open: OpenRows = ([header = [], ...rows]) => {
    const name = `rows_${++tables}`;
    const columns = header.map((column) => `${clickHouseName(column)} String`).join(', ');
    const tuples = rows.map((row) => `(${row.map(clickHouseText).join(', ')})`);
    const filled = cluster.createTable(name, columns, 'rand()').then(async () => {
      if (tuples.length > 0) await cluster.run(`INSERT INTO ${name} VALUES ${tuples.join(', ')}`);
    });
    return sourceAfter(filled, openFacts([address(name)], { env: {} }));
  };

  const openTyped: OpenTyped = ({ columns, rows }) => {
    const name = `typed_${++tables}`;
    const declared = columns.map(([column, kind]) => `${clickHouseName(column)} Nullable(${TYPES[kind]})`).join(', ');
    const cells = (row: readonly Cell[]) => row.map((cell) => (cell === null ? '\\N' : cell)).join('\t');
    const filled = cluster.createTable(name, declared, 'rand()').then(async () => {
      if (rows.length > 0) await cluster.run(`INSERT INTO ${name} FORMAT TabSeparated\n${rows.map(cells).join('\n')}\n`);
    });
    return sourceAfter(filled, openFacts([address(name)], { env: {} }));
  };

  factsSourceContract('a ClickHouse cluster', open);
  typedColumnsContract('a ClickHouse cluster', openTyped);
  customerCountsContract('a ClickHouse cluster', open);
  sameAsFiles('a ClickHouse cluster', open, csvRows(tempFiles()));
});
