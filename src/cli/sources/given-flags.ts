import { bareName, FLAGS, type FlagName, READING } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';

/** The flags about tables that a person gave, by their names without dashes, for the record. */
export function givenFlags(reader: OptionReader): Readonly<Record<string, readonly string[]>> {
  const names: readonly FlagName[] = ['history', 'actual', ...READING];
  const given = names.filter((name) => reader.given(name) && FLAGS[name].flags.includes('<'));
  return Object.fromEntries(given.map((name) => [bareName(name), reader.list(name)]));
}
