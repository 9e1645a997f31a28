import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { refuse, refuseErrors } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { nearNames } from '../facts/near-names.ts';
import type { Preset } from '../facts/presets.ts';
import { type Context, sayPhrase } from './context.ts';
import { markInput } from './inputs.ts';
import type { Reading } from './reading-options.ts';

/**
 * The reading with the columns of its preset, as far as the table has them; what was mapped goes before. Where no column has the
 * name, the preset's own keys name columns as well: `days_since: created`, `where: [stage=won]`.
 */
export async function withPreset(
  reading: Reading,
  columns: readonly string[],
  context: Context,
  needed: readonly string[] = ['date', 'amount'],
): Promise<Reading> {
  if (reading.preset === undefined) return reading;
  const preset = await findPreset(reading, context);
  const known = columns.map(normalName);
  const found = Object.entries(preset.columns).flatMap(([key, names]): [string, string][] => {
    const column = names.map(normalName).find((name) => known.includes(name));
    return column === undefined ? [] : [[key, column]];
  });
  const keys = new Map(found);
  const column = (name: string) => (known.includes(normalName(name)) ? name : (keys.get(name) ?? name));
  const given = Object.entries(reading.map).map(([key, name]) => [key, column(name)] as const);
  const map = { ...Object.fromEntries(found), ...Object.fromEntries(given) };
  const where = reading.where.map((condition) => ({ ...condition, column: column(condition.column) }));
  const lacking = needed.filter((key) => map[key] === undefined && preset.columns[key] !== undefined);
  if (lacking.length > 0) {
    const wanted = lacking.flatMap((key) => preset.columns[key] ?? []).join(', ');
    throw refuse('presets.other-export', { preset: reading.preset, wanted, columns: columns.join(', ') });
  }
  sayPhrase(context, 'presets.used', { preset: preset.title === '' ? reading.preset : preset.title });
  return { ...reading, map, where };
}

/** A preset of a person's own, by its file or by its name in `presets/`, here or in the plan folder; else one of ours. */
async function findPreset({ preset: name = '', folder }: Reading, context: Context): Promise<Preset> {
  const { PRESETS } = await import('../facts/presets.ts');
  const rooms = [context.cwd, ...(folder === undefined ? [] : [resolve(context.cwd, folder)])];
  const places = rooms.flatMap((room) => [name, join('presets', `${name}.yaml`)].map((path) => resolve(room, path)));
  const file = places.find((path) => /\.ya?ml$/.test(path) && existsSync(path));
  if (file === undefined) {
    const own = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
    if (own) return own;
    const names = Object.keys(PRESETS);
    throw refuse('presets.unknown', {
      preset: name,
      presets: names.join(', '),
      near: nearNames(name, names)[0] ?? names[0] ?? '',
    });
  }
  markInput(file, context);
  const { readPreset } = await import('../plan-folder/preset-yaml.ts');
  const { preset, findings } = readPreset(readFileSync(file, 'utf8'), name);
  refuseErrors(findings);
  return preset as Preset;
}
