import type { Files } from './program.ts';

/** One cell of plan.csv or assigned.csv, in hundredths. */
export interface Row {
  readonly key: string;
  readonly target: string;
  readonly period: string;
  readonly path: readonly string[];
  readonly amount: bigint;
}

/** The plan of a folder, read without the program. */
export interface Plan {
  readonly rows: readonly Row[];
  readonly assigned: readonly Row[];
  readonly totals: ReadonlyMap<string, bigint>;
  /** By target: what the record says, and what targets.csv does. */
  readonly recorded: Readonly<Record<string, bigint>>;
  readonly wanted: Readonly<Record<string, bigint>>;
  readonly frozen: readonly { readonly text: string; readonly covers: (row: Row) => boolean }[];
}

const known = new Map<string, Plan>();

export function planOf(files: Files): Plan {
  const parts = ['plan.csv', 'assigned.csv', 'plan.meta.json', 'targets.csv', 'commitments.csv'].map((name) => files[name] ?? '');
  const key = parts.join('\0');
  const found = known.get(key) ?? readPlan(parts as [string, string, string, string, string]);
  if (known.size > 8) known.clear();
  known.set(key, found);
  return found;
}

function readPlan([plan, assigned, meta, targets, commitments]: readonly [string, string, string, string, string]): Plan {
  const rows = rowsOf(plan);
  const totals = new Map<string, bigint>();
  for (const { target, amount } of rows) totals.set(target, (totals.get(target) ?? 0n) + amount);
  const record = meta === '' ? {} : (JSON.parse(meta) as { targets: Record<string, { total: string }> }).targets;
  return {
    rows,
    assigned: rowsOf(assigned),
    totals,
    recorded: Object.fromEntries(Object.entries(record).map(([target, { total }]) => [target, hundredths(total)])),
    wanted: Object.fromEntries(linesOf(targets).map((line) => [line['target'] as string, hundredths(line['value'] as string)])),
    frozen: linesOf(commitments)
      .filter(({ status }) => status === 'frozen')
      .map(frozenBlock),
  };
}

const AFTER = ['amount', 'note', 'by', 'status', 'date'];

function frozenBlock(line: Record<string, string>) {
  const { target, period = '' } = line;
  const path = Object.keys(line)
    .slice(2)
    .filter((name) => !AFTER.includes(name))
    .map((name) => line[name] as string);
  const covers = (row: Row) =>
    row.target === target && isIn(row.period, period) && path.every((name, depth) => name === '' || row.path[depth] === name);
  return { text: `${target} ${period} ${path.join('/')}`, covers };
}

export function sumOf({ rows }: Plan, covers: (row: Row) => boolean): bigint {
  return rows.reduce((sum, row) => (covers(row) ? sum + row.amount : sum), 0n);
}

/** `2026-03-W2` lies in `2026-03`, `2026-Q1`, `2026-H1`, `2026` and any span of months that holds it. */
export function isIn(leaf: string, node: string): boolean {
  const [from, to] = monthsOf(leaf);
  const [first, last] = monthsOf(node);
  if (/-W/.test(node)) return leaf === node;
  // A span of its own is the whole of a plan, which cuts the periods at its ends.
  return node.includes('..') ? from <= last && first <= to : first <= from && to <= last;
}

function monthsOf(label: string): [number, number] {
  if (label.includes('..')) {
    const [from = '', to = ''] = label.split('..');
    return [monthsOf(from)[0], monthsOf(to)[1]];
  }
  const year = 12 * Number(label.slice(0, 4));
  const part = label.slice(5);
  if (part === '') return [year + 1, year + 12];
  const [size, number] = part.startsWith('Q')
    ? [3, Number(part[1])]
    : part.startsWith('H')
      ? [6, Number(part[1])]
      : [1, Number(part.slice(0, 2))];
  return [year + size * (number - 1) + 1, year + size * number];
}

/** The first group that has another sum in two plans. */
export function comparePlans(was: readonly Row[], is: readonly Row[], keyOf: (row: Row) => string): string | undefined {
  const sums = new Map<string, bigint>();
  for (const row of was) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) - row.amount);
  for (const row of is) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) + row.amount);
  const other = [...sums].find(([, difference]) => difference !== 0n);
  return other && `${other[0]} by ${other[1]}`;
}

function rowsOf(text: string): Row[] {
  return linesOf(text).map((line) => {
    const path = Object.keys(line)
      .slice(3)
      .filter((name) => !['amount', 'denominator', 'level'].includes(name))
      .map((name) => line[name] as string);
    const { target = '', period = '', amount = '0', level = '' } = line;
    return { key: [level, target, period, ...path].join(' '), target, period, path, amount: hundredths(amount) };
  });
}

/** Lines by column; our names have neither commas nor quotes. */
export function linesOf(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => line !== '');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** A decimal with up to two places. */
export function hundredths(text: string): bigint {
  const sign = text.startsWith('-') ? -1n : 1n;
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  return sign * (BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2)));
}
