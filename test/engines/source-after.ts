import type { FactsSource } from '../../src/facts/facts-source.ts';

/** A source that is asked when its table is there. */
export function sourceAfter(filled: Promise<unknown>, source: FactsSource): FactsSource {
  return {
    describe: () => filled.then(() => source.describe()),
    totals: (query) => filled.then(() => source.totals(query)),
    customers: (query) => filled.then(() => source.customers(query)),
    profiles: (query) => filled.then(() => source.profiles(query)),
    close: () => filled.then(() => source.close()),
  };
}
