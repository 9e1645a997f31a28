import { parseCondition } from '../facts/conditions.ts';
import type { Condition } from '../facts/facts-source.ts';
import type { OptionReader } from './option-reader.ts';
import { parseCount, parseMap } from './parse-flags.ts';

/** How tables are read: columns by key, rows that count, and what happens to bad ones. */
export interface Reading {
  readonly map: Readonly<Record<string, string>>;
  /** Keys of `--map` itself, not of the folder: each must be of use. */
  readonly asked: readonly string[];
  readonly where: readonly Condition[];
  readonly encoding: 'utf-8' | 'gb18030' | undefined;
  readonly delimiter: string | undefined;
  readonly rejects: string | undefined;
  readonly maxErrors: number | undefined;
}

const DELIMITERS: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';', pipe: '|' };

export function readReading(reader: OptionReader): Reading {
  const pairs = reader.both('map').flatMap((text) => {
    const parsed = parseMap(text);
    if (!parsed) reader.fail('map', 'cli.bad-value', { value: text, expected: 'key=column' });
    return parsed ?? [];
  });
  const delimiter = reader.text('delimiter');
  return {
    map: Object.fromEntries(pairs),
    asked: reader.given('map') ? reader.list('map').flatMap((text) => (parseMap(text) ?? []).map(([key]) => key)) : [],
    where: reader.values('where', parseCondition, 'column=value, !=, <, >, in a,b'),
    encoding: reader.choice('encoding', ['utf-8', 'gb18030']),
    delimiter: delimiter === undefined ? undefined : (DELIMITERS[delimiter] ?? delimiter),
    rejects: reader.text('rejects'),
    maxErrors: reader.value('maxErrors', parseCount, '0, 1, 2, ...'),
  };
}
