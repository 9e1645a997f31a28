import { formatRatio } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import { type CustomerProfiles, NO_DAY } from '../metrics/customer-profiles.ts';
import { compareNames } from '../names.ts';
import { ABC, type AbcClass, abcClasses } from './abc.ts';
import { RFM, type RfmClass, type RfmScores, rfmClasses, rfmScores } from './rfm.ts';

/** One customer with its classes; scores and class are undefined without a valid order. */
export interface CustomerLine {
  readonly name: string;
  readonly amount: bigint;
  /** Of what all customers come to, four decimals. */
  readonly share: string;
  readonly cumulative: string;
  readonly orders: number;
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  readonly recency: number | undefined;
  readonly r: number | undefined;
  readonly f: number | undefined;
  readonly m: number | undefined;
  readonly rfm: RfmClass | undefined;
  readonly abc: AbcClass;
}

/** A class with its customers; shares have four decimals. */
export interface ClassLine {
  readonly scheme: 'abc' | 'rfm';
  readonly name: AbcClass | RfmClass | 'none';
  readonly customers: number;
  readonly customerShare: string;
  readonly amount: bigint;
  readonly share: string;
  readonly orders: number;
}

/** Every customer's classes, in columns in the order of size: the largest first, equal ones by their names. */
export interface CustomerClasses {
  readonly profiles: CustomerProfiles;
  /** Places in the profiles. */
  readonly order: Int32Array;
  /** By place in the order. */
  readonly abc: readonly AbcClass[];
  /** By place in the profiles; undefined without a valid order. */
  readonly rfm: readonly (RfmClass | undefined)[];
  readonly scores: { readonly [score in keyof RfmScores]: Int8Array };
  /** The day that recency counts from. */
  readonly asOf: Day;
  readonly whole: bigint;
}

/** Classes of the customers as of a day, which no order may lie behind. Recency, frequency and money are ranked among those with a valid order. */
export function classifyCustomers(profiles: CustomerProfiles, asOf: Day): CustomerClasses {
  const order = bySize(profiles);
  const sorted = Array.from(order, (place) => profiles.amounts[place] as bigint);
  const buyers = order.filter((place) => profiles.last[place] !== NO_DAY);
  const scores = rfmScores({
    recency: Int32Array.from(buyers, (place) => asOf - (profiles.last[place] as number)),
    orders: Int32Array.from(buyers, (place) => profiles.orders[place] as number),
    sizeRank: sizeRanks(buyers, profiles),
  });
  const classes = rfmClasses(scores);
  const rfm = new Array<RfmClass | undefined>(order.length).fill(undefined);
  const spread = { r: new Int8Array(order.length), f: new Int8Array(order.length), m: new Int8Array(order.length) };
  buyers.forEach((place, i) => {
    rfm[place] = classes[i];
    for (const score of ['r', 'f', 'm'] as const) spread[score][place] = scores[score][i] as number;
  });
  const whole = sorted.reduce((sum, amount) => sum + amount, 0n);
  return { profiles, order, abc: abcClasses(sorted), rfm, scores: spread, asOf, whole };
}

function bySize({ amounts, names }: CustomerProfiles): Int32Array {
  const near = Float64Array.from(amounts, Number);
  const compare = (a: number, b: number) => {
    const difference = (near[b] as number) - (near[a] as number);
    if (difference !== 0) return difference;
    const [one, other] = [amounts[a] as bigint, amounts[b] as bigint];
    if (one !== other) return other > one ? 1 : -1;
    return compareNames(names[a] as string, names[b] as string);
  };
  return Int32Array.from(near, (_, place) => place).sort(compare);
}

/** Of places in the order of their amounts. */
function sizeRanks(places: Int32Array, { amounts }: CustomerProfiles): Int32Array {
  const ranks = new Int32Array(places.length);
  for (let i = 1; i < places.length; i++) {
    const isEqual = amounts[places[i] as number] === amounts[places[i - 1] as number];
    ranks[i] = isEqual ? (ranks[i - 1] as number) : i;
  }
  return ranks;
}

/** One line a customer, the largest first; made as they are read. */
export function customerLines(classes: CustomerClasses): Iterable<CustomerLine> {
  return {
    *[Symbol.iterator]() {
      let reached = 0n;
      for (const [rank, place] of classes.order.entries()) {
        reached += classes.profiles.amounts[place] as bigint;
        yield lineAt(classes, { rank, place, reached });
      }
    },
  };
}

function lineAt(classes: CustomerClasses, at: { rank: number; place: number; reached: bigint }): CustomerLine {
  const { profiles, abc, rfm, scores, asOf, whole } = classes;
  const { place } = at;
  const amount = profiles.amounts[place] as bigint;
  const isBuyer = profiles.last[place] !== NO_DAY;
  const ofBuyer = <T>(value: T) => (isBuyer ? value : undefined);
  return {
    name: profiles.names[place] as string,
    amount,
    share: formatRatio(amount, whole, 4),
    cumulative: formatRatio(at.reached, whole, 4),
    orders: profiles.orders[place] as number,
    first: ofBuyer(profiles.first[place] as number),
    last: ofBuyer(profiles.last[place] as number),
    recency: ofBuyer(asOf - (profiles.last[place] as number)),
    r: ofBuyer(scores.r[place] as number),
    f: ofBuyer(scores.f[place] as number),
    m: ofBuyer(scores.m[place] as number),
    rfm: rfm[place],
    abc: abc[at.rank] as AbcClass,
  };
}

/** One line a class, classes without customers too; `none` of rfm has those without a valid order, where there are any. */
export function classLines(classes: CustomerClasses): ClassLine[] {
  const { order, abc, rfm, profiles, whole } = classes;
  const rfmInOrder = Array.from(order, (place) => rfm[place] ?? ('none' as const));
  const count = <T extends ClassLine['name']>(scheme: ClassLine['scheme'], name: T, all: readonly ClassLine['name'][]) => {
    let [customers, amount, orders] = [0, 0n, 0];
    all.forEach((own, rank) => {
      if (own !== name) return;
      const place = order[rank] as number;
      customers++;
      amount += profiles.amounts[place] as bigint;
      orders += profiles.orders[place] as number;
    });
    const customerShare = formatRatio(BigInt(customers), BigInt(order.length), 4);
    return { scheme, name, customers, customerShare, amount, share: formatRatio(amount, whole, 4), orders };
  };
  const none = count('rfm', 'none', rfmInOrder);
  return [
    ...ABC.map((name) => count('abc', name, abc)),
    ...RFM.map((name) => count('rfm', name, rfmInOrder)),
    ...(none.customers > 0 ? [none] : []),
  ];
}
