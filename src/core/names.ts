/** A name as it is compared and stored: Unicode NFC, no white space at its ends. */
export function normalName(text: string): string {
  return text.normalize('NFC').trim();
}

/** Code-point order of two strings (UTF-16 order differs for characters outside the basic plane). */
export function compareNames(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other 16-bit unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Order of two paths: part by part, a path before its extensions. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    // Names that are one string in memory need no comparison.
    const order = x === y ? 0 : compareNames(x, y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Paths in their order, each once; `place[i]` says where the path `i` stands there. */
export function sortedPaths<T extends readonly string[]>(
  paths: readonly T[],
): { readonly paths: T[]; readonly place: Int32Array } {
  const order = Int32Array.from(paths, (_, index) => index).sort((a, b) => comparePaths(paths[a] as T, paths[b] as T));
  const place = new Int32Array(paths.length);
  const distinct = new Array<T>(paths.length);
  let count = 0;
  for (const index of order) {
    const path = paths[index] as T;
    if (count === 0 || comparePaths(distinct[count - 1] as T, path) !== 0) distinct[count++] = path;
    place[index] = count - 1;
  }
  distinct.length = count;
  return { paths: distinct, place };
}

/** So many names fit a line of a finding. */
const NAMED = 5;

/** The first five names, with `...` where there are more; `-` for an empty name, which is the whole, and for none. */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => name || '-');
  return [...shown, ...(names.length > NAMED ? ['...'] : [])].join(', ') || '-';
}
