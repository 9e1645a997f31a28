import { parseGrain } from '../core/calendar/parse-period.ts';
import { type Finding, finding, type Place } from '../core/finding.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';

/** Every fixed column of the files that have level columns; a level of that name could not be told from it. */
const FILE_COLUMNS = new Set(
  [
    'target metric period amount denominator level title value floor stretch baseline owner supports reason',
    'effective_from approved_by status role start end ramp weight kind by until note date milestone due cumulative as_of',
    'plan plan_to_date actual variance attainment pace time_elapsed landing gap_to_go required_rate required_factor',
    'last_year yoy prorate data_through layer revision time_gap',
  ].flatMap((words) => words.split(' ')),
);

/**
 * An error for each organisation level that is named like a file column or a grain (with the `--map` that renames it), is
 * blank, or stands twice. `placeOf` gives the place of the level at an index.
 */
export function levelNameFindings(levels: readonly string[], placeOf?: (index: number) => Place): Finding[] {
  return levels.flatMap((level, index) => {
    const code = levelProblem(levels, index);
    if (code === undefined) return [];
    return [finding('error', code, { level, suggestion: suggestion(level) }, placeOf?.(index))];
  });
}

function levelProblem(levels: readonly string[], index: number): string | undefined {
  const level = levels[index] ?? '';
  if (level.trim() === '') return 'folder.level-blank';
  if (levels.indexOf(level) < index) return 'folder.level-twice';
  if (parseGrain(level) !== undefined) return 'folder.level-is-grain';
  return FILE_COLUMNS.has(level) ? 'folder.level-is-column' : undefined;
}

/** `unit_month`, `单位月`: a name for the level that is neither a column nor a grain. */
function suggestion(level: string): string {
  return /^[\w\s]*$/.test(level) ? `unit_${level.trim()}` : `单位${level}`;
}

/**
 * A unit of a file with its own levels as a unit of a plan: each name where the plan has its level, blank names between;
 * undefined when the plan has no level for one of the names.
 */
export function pathAtLevels(path: UnitPath, own: readonly string[], plan: readonly string[]): UnitPath | undefined {
  const names = plan.map(() => '');
  for (const [depth, name] of path.entries()) {
    const at = plan.indexOf(own[depth] ?? '');
    if (name !== '' && at < 0) return undefined;
    if (name !== '') names[at] = name;
  }
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}
