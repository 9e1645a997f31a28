import { refuse } from '../../core/finding.ts';
import { NO_DAY } from '../../core/metrics/customer-profiles.ts';
import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import type { ProfilesQuery, ProfilesResult } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { MOST_GROUPS } from '../sum-limit.ts';
import { PROFILES } from './customers-query.ts';
import { overParts } from './over-parts.ts';

/** What each customer has bought, by the rows that `totals` used; as columns, so that a million customers are no objects. */
export function readProfiles(files: readonly PreparedFile[], query: ProfilesQuery, temp: TempFolder): Promise<ProfilesResult> {
  return overParts({
    ...{ files, query, temp },
    take: async (db, { nameless, findings }) => {
      const { mostGroups: limit = MOST_GROUPS } = query;
      const [[number] = []] = (await db.rows(['SELECT count(DISTINCT c) FROM parts'])).flat(1);
      const size = Number(number);
      if (size > limit) throw refuse('facts.too-many-customers', { found: size, limit });
      const names: string[] = [];
      const columns = { amounts: new BigInt64Array(size), orders: new Int32Array(size) };
      const days = { first: new Int32Array(size), last: new Int32Array(size) };
      for await (const [name, amount, orders, first, last] of db.stream(PROFILES)) {
        const place = names.push(String(name)) - 1;
        columns.amounts[place] = withinWord(BigInt(amount as bigint), String(name));
        columns.orders[place] = Number(orders);
        days.first[place] = first === null ? NO_DAY : Number(first);
        days.last[place] = last === null ? NO_DAY : Number(last);
      }
      const held = names.length;
      const cut = <T extends BigInt64Array | Int32Array>(column: T) => column.subarray(0, held) as T;
      const profiles = {
        ...{ names, scale: AMOUNT_SCALE, nameless },
        ...{ amounts: cut(columns.amounts), orders: cut(columns.orders), first: cut(days.first), last: cut(days.last) },
      };
      return { profiles, findings };
    },
  });
}

const MOST = 2n ** 63n - 1n;

function withinWord(amount: bigint, customer: string): bigint {
  if (amount > MOST || amount < -MOST) throw refuse('facts.sum-too-large', { unit: customer });
  return amount;
}
