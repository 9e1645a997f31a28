import { isAbsolute, relative, resolve } from 'node:path';
import { CHINA } from '../core/calendar/law-holidays.ts';
import { isAddress, recordAddress } from '../facts/remote/address.ts';
import { bareName, FLAGS, type Flag, type FlagName } from './flags.ts';
import { fromHere, renameBasisFile } from './folder-defaults.ts';
import type { Defaults, EffectiveFlags } from './option-reader.ts';

/** Where a record stands, and where the program was started. */
export interface RecordPlace {
  readonly dir: string;
  readonly cwd: string;
}

/**
 * Flags as a record keeps them: files relative to its folder, so that the folder can move; what was named absolutely and lies
 * elsewhere stays as it is.
 */
export function flagsForRecord(flags: EffectiveFlags, { dir, cwd }: RecordPlace): EffectiveFlags {
  return withFiles(flags, (file) => {
    if (isAddress(file)) return recordAddress(file);
    const inside = relative(dir, resolve(cwd, file)).replaceAll('\\', '/');
    return isAbsolute(file) && inside.startsWith('..') ? file : inside;
  });
}

/** The defaults that say what a record says; files as they are named from where the program was started. */
export function flagsOfRecord(flags: EffectiveFlags, { dir, cwd }: RecordPlace): Defaults {
  const here = withFiles(flags, (file) => (isAbsolute(file) || isAddress(file) ? file : fromHere(cwd, resolve(dir, file))));
  const names = Object.keys(FLAGS) as FlagName[];
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(here, bareName(name)) ? [[name, here[bareName(name)]]] : [])));
}

function withFiles(flags: EffectiveFlags, rename: (file: string) => string): EffectiveFlags {
  const renamed = (file: string) => (file === '-' ? file : rename(file));
  const each = (key: string) => (text: string) => {
    if (key === 'basis' || key === 'denominator') return renameBasisFile(text, renamed);
    if (key === 'calendar' && text === CHINA) return text;
    return FILE_FLAGS.has(key) ? renamed(text) : text;
  };
  const entries = Object.entries(flags).map(([key, value]) => [
    key,
    typeof value === 'string' ? each(key)(value) : value.map(each(key)),
  ]);
  return Object.fromEntries(entries);
}

const FILE_FLAGS = new Set(
  (Object.entries(FLAGS) as [FlagName, Flag][]).filter(([, flag]) => flag.isFile).map(([name]) => bareName(name)),
);
