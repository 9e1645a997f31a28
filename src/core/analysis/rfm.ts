/**
 * The eight classes of recency, frequency and money, each high or low, by the names of the Chinese scheme: 重要 is high money,
 * 价值 high recency and frequency, 保持 high frequency alone, 发展 high recency alone, 挽留 neither.
 */
export const RFM = [
  'important-value',
  'important-keep',
  'important-develop',
  'important-win-back',
  'general-value',
  'general-keep',
  'general-develop',
  'general-win-back',
] as const;
export type RfmClass = (typeof RFM)[number];

/** Scores 1..5, 5 the best fifth. */
export interface RfmScores {
  readonly r: Int8Array;
  readonly f: Int8Array;
  readonly m: Int8Array;
}

export interface RfmValues {
  /** Days since the last order: fewer are better. */
  readonly recency: ArrayLike<number>;
  readonly orders: ArrayLike<number>;
  /** Places by amount from the largest on, equal amounts with the same: 0, 1, 1, 3. */
  readonly sizeRank: ArrayLike<number>;
}

/** The scores of customers, whose values stand in columns of equal length. */
export function rfmScores({ recency, orders, sizeRank }: RfmValues): RfmScores {
  return {
    r: scores(ranks(recency, 1)),
    f: scores(ranks(orders, -1)),
    m: scores(sizeRank),
  };
}

/** How many are better than each; `sign` 1 where less is better. */
function ranks(values: ArrayLike<number>, sign: 1 | -1): Int32Array {
  const sorted = Float64Array.from(values, (value) => sign * value).sort();
  const first = new Map<number, number>();
  sorted.forEach((value, place) => {
    if (!first.has(value)) first.set(value, place);
  });
  return Int32Array.from(values, (value) => first.get(sign * value) as number);
}

/** The fifth that a rank falls in: 5 - floor(5 x how many are better / how many there are). Equal values share the better score. */
function scores(rank: ArrayLike<number>): Int8Array {
  return Int8Array.from(rank, (better) => 5 - Math.floor((5 * better) / rank.length));
}

/** The class of each: a score is high when it is at least the mean of all such scores. */
export function rfmClasses({ r, f, m }: RfmScores): RfmClass[] {
  const [highR, highF, highM] = [atLeastMean(r), atLeastMean(f), atLeastMean(m)];
  return Array.from(r, (_, i) => RFM[(highM(i) ? 0 : 4) + kindOf(highR(i), highF(i))] as RfmClass);
}

function kindOf(isRecent: boolean, isFrequent: boolean): number {
  if (isFrequent) return isRecent ? 0 : 1;
  return isRecent ? 2 : 3;
}

function atLeastMean(values: Int8Array): (place: number) => boolean {
  const sum = values.reduce((all, value) => all + value, 0);
  return (place) => (values[place] as number) * values.length >= sum;
}
