import type { RawOptions } from '../../src/cli/command.ts';
import { type Defaults, OptionReader } from '../../src/cli/option-reader.ts';

/** A reader of flags as commander would give them. */
export function readerOf(raw: RawOptions, defaults: Defaults = {}, env: Readonly<Record<string, string>> = {}): OptionReader {
  return new OptionReader({ raw, env, defaults });
}
