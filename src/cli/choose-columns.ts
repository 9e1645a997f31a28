import { type Finding, finding, Refusal } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { LEVEL_NAMES, readName } from '../facts/column-names.ts';
import { type AmountColumn, detectColumns } from '../facts/detect-columns.ts';
import { nearNames } from '../facts/near-names.ts';

export interface ChosenColumns {
  readonly date: string;
  readonly amount: AmountColumn;
  readonly levels: readonly { readonly name: string; readonly column: string }[];
}

/** Columns by key, and level names, outermost first. */
export interface Wanted {
  readonly map: Readonly<Record<string, string>>;
  readonly levels: readonly string[];
}

/**
 * The columns of a run: what `--map` says, else a column of the level's own name, else the one column that means the same
 * (区域 is found as 大区). Refuses everything that is unclear at once.
 */
export function chooseColumns(columns: readonly string[], { map, levels }: Wanted): ChosenColumns {
  const { date, amount, roles, findings } = detectColumns(columns, map);
  const problems: Finding[] = [...findings];
  const chosen = levels.map((name) => ({ name, column: levelColumn(normalName(name), { columns, roles, map }) }));
  for (const { name, column } of chosen) {
    if (column !== undefined) continue;
    const near = nearNames(name, columns);
    const values = { level: name, columns: columns.join(', '), first: near[0] ?? columns[0] ?? '' };
    problems.push(finding('error', 'cli.unknown-level', values));
  }
  if (problems.length > 0 || date === undefined || amount === undefined) throw new Refusal(problems);
  return { date, amount, levels: chosen.map(({ name, column }) => ({ name, column: column as string })) };
}

interface Known {
  readonly columns: readonly string[];
  readonly roles: Readonly<Record<string, string>>;
  readonly map: Readonly<Record<string, string>>;
}

function levelColumn(name: string, { columns, roles, map }: Known): string | undefined {
  if (Object.hasOwn(map, name)) return normalName(map[name] as string);
  if (columns.includes(name)) return name;
  const { key } = readName(name);
  const role = Object.entries(LEVEL_NAMES).find(([, names]) => names.includes(key))?.[0];
  return role === undefined ? undefined : roles[role];
}
