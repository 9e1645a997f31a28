// Are targets that are stated at some odds reached as often? The targets are made without looking at the distribution.
const FACTORS = Array.from({ length: 25 }, (_, at) => 0.7 + at * 0.025);
const FIFTHS = 5;

export const WAYS = {
  'multiples of the baseline': ({ distribution }) => FACTORS.map((factor) => factor * distribution.mean),
  'growth on the year before': ({ before }) => FACTORS.map((factor) => factor * before),
};

/** Of cases { distribution, actual, before }: how often targets of each fifth of odds were reached. */
export function reliability(cases, targetsOf) {
  const fifths = Array.from({ length: FIFTHS }, () => ({ n: 0, reached: 0, stated: 0 }));
  for (const one of cases) {
    for (const target of targetsOf(one)) {
      const odds = one.distribution.odds(target);
      const fifth = fifths[Math.min(FIFTHS - 1, Math.floor(odds * FIFTHS))];
      fifth.n += 1;
      fifth.stated += odds;
      if (one.actual >= target) fifth.reached += 1;
    }
  }
  return fifths.map(({ n, reached, stated }, at) => ({
    from: at / FIFTHS,
    to: (at + 1) / FIFTHS,
    n,
    reached: reached / n,
    stated: stated / n,
  }));
}

export function printReliability(title, cases) {
  for (const [way, targetsOf] of Object.entries(WAYS)) {
    console.log(`  ${title}, ${cases.length} sums, targets at ${way} (x 0.70 to 1.30):`);
    for (const { from, to, n, reached, stated } of reliability(cases, targetsOf)) {
      const isInside = n === 0 || (reached >= from && reached <= to);
      const odds = `${percent(from, 0)} - ${percent(to, 0)}`;
      console.log(
        `    stated ${odds.padStart(11)} (mean ${percent(stated).padStart(5)})  reached ${percent(reached).padStart(6)}  n ${String(n).padStart(6)}${isInside ? '' : '  OUTSIDE'}`,
      );
    }
  }
}

function percent(share, decimals = 1) {
  return Number.isNaN(share) ? '-' : `${(share * 100).toFixed(decimals)}%`;
}
