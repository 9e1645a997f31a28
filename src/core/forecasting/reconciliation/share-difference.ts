/** Parts that are to add up to something else: where each begins, how easily it moves, and how low it may go. */
export interface Parts {
  readonly from: readonly number[];
  /** 0 or more; where all that can move have 0 they move alike. */
  readonly ease: readonly number[];
  readonly least: readonly number[];
}

/**
 * The parts that add up to `total` and are nearest to where they begin: least sum of (part - from)^2 / ease. A part that would
 * go below its least value stays there, and the others share what is left, until none does. `total` is at least the sum of the
 * least values.
 */
export function shareDifference({ from, ease, least }: Parts, total: number): number[] {
  const parts = from.slice();
  let free = from.map((_, part) => part);
  let rest = total;
  while (free.length > 0) {
    const sum = (of: readonly number[]) => free.reduce((all, part) => all + (of[part] as number), 0);
    const [difference, easiness] = [rest - sum(from), sum(ease)];
    for (const part of free) {
      const own = easiness > 0 ? (ease[part] as number) / easiness : 1 / free.length;
      parts[part] = (from[part] as number) + difference * own;
    }
    const isLow = (part: number) => (parts[part] as number) < (least[part] as number);
    const low = free.filter(isLow);
    if (low.length === 0) break;
    free = free.filter((part) => !isLow(part));
    for (const part of low) {
      parts[part] = least[part] as number;
      rest -= least[part] as number;
    }
  }
  return parts;
}
