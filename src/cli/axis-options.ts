import { levelNameFindings } from '../plan-folder/level-columns.ts';
import type { OptionReader } from './option-reader.ts';
import { type Axes, parseAxes } from './parse-flags.ts';

/** The axes that were asked for; without `--by` none, whatever the folder's are: a plan has its own. */
export function readAskedAxes(reader: OptionReader): Axes {
  return reader.given('by') ? readAxes(reader) : { grains: undefined, levels: undefined, unitAxes: [] };
}

/** The axes of every `--by`; what is wrong with them, or with the names of levels, is noted on the reader. */
export function readAxes(reader: OptionReader): Axes {
  const texts = reader.list('by');
  const { axes, problems } = parseAxes(texts);
  for (const code of problems) reader.fail('by', code, { value: texts.join(' --by ') });
  reader.problems.push(...levelNameFindings(axes.levels ?? []));
  return axes;
}
