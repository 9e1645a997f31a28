// What a bare script would do: the same sums with typed columns, no rejects and no checks.
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const columns = `{'订单编号':'VARCHAR','订单日期':'DATE','区域':'VARCHAR','团队':'VARCHAR','销售员':'VARCHAR','产品':'VARCHAR','客户':'VARCHAR','数量':'INTEGER','金额':'DECIMAL(18,2)'}`;
const result = await connection.runAndReadAll(
  `SELECT 区域, 团队, 销售员, date_trunc('month', 订单日期) AS month, sum(金额) AS amount, count(*) AS n
   FROM read_csv('${process.argv[2]}', auto_detect=false, header=true, delim=',', quote='"', columns=${columns})
   GROUP BY ALL ORDER BY ALL`,
);
console.log(result.getRowsJson().length);
