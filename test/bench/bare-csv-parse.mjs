// The same sums with csv-parse, streaming, in floating point and without a check.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

const sums = new Map();
const rows = createReadStream(process.argv[2]).pipe(parse({ from_line: 2 }));
for await (const [, date, region, team, rep, , , , amount] of rows) {
  const key = `${date.slice(0, 7)}\0${region}\0${team}\0${rep}`;
  const found = sums.get(key);
  if (found) {
    found.amount += Number(amount);
    found.n++;
  } else sums.set(key, { amount: Number(amount), n: 1 });
}
console.log(JSON.stringify([...sums].sort()).length);
