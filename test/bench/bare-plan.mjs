// What a bare script would do: sum with DuckDB, share in floating point (which does not add up), write with csv-stringify.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { stringify } from 'csv-stringify';

const [, , orders, plan, total] = process.argv;
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const columns = `{'日期':'DATE','区域':'VARCHAR','团队':'VARCHAR','销售员':'VARCHAR','金额':'DECIMAL(18,2)'}`;
const result = await connection.runAndReadAll(
  `SELECT strftime(日期, '2026-%m') AS month, 区域, 团队, 销售员, sum(金额)::DOUBLE AS amount
   FROM read_csv('${orders}', auto_detect=false, header=true, delim=',', quote='"', columns=${columns})
   GROUP BY ALL ORDER BY ALL`,
);
const rows = result.getRows();
const sum = rows.reduce((all, row) => all + row[4], 0);
const lines = rows.map(([month, ...rest]) => {
  const [region, team, rep, amount] = rest;
  return ['revenue-2026', 'revenue', month, region, team, rep, ((amount / sum) * Number(total)).toFixed(2), ''];
});
await pipeline(Readable.from(lines), stringify(), createWriteStream(plan));
