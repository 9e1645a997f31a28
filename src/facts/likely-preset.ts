import { normalName } from '../core/names.ts';
import { PRESETS } from './presets.ts';

/** A preset is likely when more than half of what it knows is there, and one of another system knows less. */
const MOST = 0.5;

/**
 * The preset whose export a header clearly is: date and amount are there and most of its other columns, and more of them than of
 * any other preset. Undefined where that is doubtful.
 */
export function likelyPreset(columns: readonly string[]): string | undefined {
  const known = new Set(columns.map(normalName));
  const has = (names: readonly string[] = []) => names.some((name) => known.has(normalName(name)));
  const fits = Object.entries(PRESETS)
    .filter(([, preset]) => has(preset.columns['date']) && has(preset.columns['amount']))
    .map(([name, preset]) => {
      const keys = Object.values(preset.columns);
      return { name, found: keys.filter(has).length, share: keys.filter(has).length / keys.length };
    })
    .sort((a, b) => b.found - a.found);
  const [first, second] = fits;
  if (first === undefined || first.share <= MOST || second?.found === first.found) return undefined;
  return first.name;
}
