import type { Day } from '../calendar/day.ts';
import { groupBy } from '../group-by.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';

/** A currency that a unit has amounts in, or that is said of it. */
export interface UnitCurrency {
  readonly path: UnitPath;
  readonly currency: string;
  /** The first day that it has any on. */
  readonly since?: Day | undefined;
}

/** Each leaf unit of a plan with its currency, once; cells without one are in home money. */
export function cellCurrencies(
  cells: Iterable<{ readonly path: UnitPath; readonly currency?: string | undefined }>,
  home: string,
): UnitCurrency[] {
  const known = new Map<string, UnitCurrency>();
  for (const { path, currency = home } of cells) known.set(pathKey(path), { path, currency });
  return [...known.values()];
}

/** What is known of a unit: the currencies at the deepest node of its path that anything is known of, and whether that is the unit itself. */
interface Known {
  readonly currencies: ReadonlySet<string>;
  readonly isOwn: boolean;
}

/** The currencies of each node, with those of all that lies below it. */
function knownCurrencies(entries: Iterable<UnitCurrency>): (path: UnitPath) => Known | undefined {
  const nodes = new Map<string, Set<string>>();
  for (const { path, currency } of entries) {
    for (let depth = path.length; depth >= 0; depth--) {
      const key = pathKey(path.slice(0, depth));
      const node = nodes.get(key) ?? new Set();
      nodes.set(key, node.add(currency));
    }
  }
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const currencies = nodes.get(pathKey(path.slice(0, depth)));
      if (currencies) return { currencies, isOwn: depth === path.length };
    }
    return undefined;
  };
}

/** The one currency of all leaves under a node, of a node that has none of them that of the node above; undefined for several. */
export function nodeCurrencies(leaves: Iterable<UnitCurrency>): (path: UnitPath) => string | undefined {
  const known = knownCurrencies(leaves);
  return (path) => only(known(path)?.currencies);
}

/** What units had before a day, or where one had nothing before, what it has: so a plan that is made again is in the same money. */
export function knownBefore(rows: readonly UnitCurrency[], day: Day): UnitCurrency[] {
  return [...groupBy(rows, ({ path }) => pathKey(path)).values()].flatMap((own) => {
    const earlier = own.filter(({ since = Number.NEGATIVE_INFINITY }) => since < day);
    return earlier.length > 0 ? earlier : own;
  });
}

/** What says in which money a leaf is planned. */
export interface CurrencySources {
  readonly home: string;
  /** What the roster says, of leaves or of units above them. */
  readonly stated: readonly UnitCurrency[];
  /** What the rows of the history are in. */
  readonly rows: readonly UnitCurrency[];
}

/** A leaf's currency; `assumed` where neither the roster nor a row of its own says it. */
export interface LeafCurrency {
  readonly currency: string;
  readonly assumed: boolean;
}

/**
 * The currency of a leaf: what the roster says of it or of the nearest unit above, else what all of its rows have, or where it has none
 * all rows of the nearest unit above; home where these are several.
 */
export function leafCurrencies({ home, stated, rows }: CurrencySources): (path: UnitPath) => LeafCurrency {
  const byRoster = new Map(stated.map(({ path, currency }) => [pathKey(path), currency]));
  const byRows = knownCurrencies(rows);
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const currency = byRoster.get(pathKey(path.slice(0, depth)));
      if (currency !== undefined) return { currency, assumed: false };
    }
    const known = byRows(path);
    return { currency: only(known?.currencies) ?? home, assumed: known?.isOwn !== true };
  };
}

function only(currencies: ReadonlySet<string> = new Set()): string | undefined {
  const [first, ...others] = currencies;
  return others.length === 0 ? first : undefined;
}
