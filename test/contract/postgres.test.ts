import { afterAll, beforeAll, describe } from 'vitest';
import { openFacts } from '../../src/facts/open-facts.ts';
import { runsHere } from '../engines/installed.ts';
import { copyText, PASSWORD, POSTGRES_PROGRAMS, type PostgresServer, startPostgres, USER } from '../engines/postgres-server.ts';
import { sourceAfter } from '../engines/source-after.ts';
import { tempFiles } from '../facts/temp-files.ts';
import { csvRows } from './csv-rows.ts';
import { customerCountsContract } from './customer-counts.ts';
import { factsSourceContract, type OpenRows } from './facts-source.ts';
import { sameAsFiles } from './same-as-files.ts';
import { type ColumnKind, type OpenTyped, typedColumnsContract } from './typed-columns.ts';

const TYPES: Readonly<Record<ColumnKind, string>> = {
  date: 'date',
  moment: 'timestamp',
  decimal: 'numeric(18, 2)',
  whole: 'bigint',
  float: 'double precision',
  text: 'text',
};

describe.skipIf(!runsHere(...POSTGRES_PROGRAMS))('PostgreSQL', () => {
  let postgres: PostgresServer;
  let tables = 0;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.stop());

  const openTable = (table: string, filled: Promise<unknown>) => {
    const env = { SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };
    return sourceAfter(filled, openFacts([`postgres://127.0.0.1:${postgres.port}/sales?table=${table}`], { env }));
  };
  const open: OpenRows = (rows) => {
    const table = `rows_${++tables}`;
    return openTable(table, postgres.run(copyText(table, rows)));
  };
  const openTyped: OpenTyped = ({ columns, rows }) => {
    const table = `typed_${++tables}`;
    const declared = columns.map(([name, kind]) => `"${name}" ${TYPES[kind]}`).join(', ');
    const lines = rows.map((row) => `${row.map((cell) => cell ?? '\\N').join('\t')}\n`).join('');
    return openTable(table, postgres.run(`CREATE TABLE ${table} (${declared});\nCOPY ${table} FROM STDIN;\n${lines}\\.\n`));
  };

  factsSourceContract('PostgreSQL', open);
  typedColumnsContract('PostgreSQL', openTyped);
  customerCountsContract('PostgreSQL', open);
  sameAsFiles('PostgreSQL', open, csvRows(tempFiles()));
});
