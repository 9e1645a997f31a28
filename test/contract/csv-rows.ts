import { openFacts } from '../../src/facts/open-facts.ts';
import type { tempFiles } from '../facts/temp-files.ts';
import type { OpenRows } from './facts-source.ts';

/** Opens rows as a CSV file of its own: a test that ran out of time must not write over the file of the next one. */
export function csvRows(files: ReturnType<typeof tempFiles>): OpenRows {
  let written = 0;
  return (rows) => {
    const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return openFacts([files.write(`rows-${++written}.csv`, `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`)]);
  };
}
