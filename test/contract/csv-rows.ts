import { openFacts } from '../../src/facts/open-facts.ts';
import type { tempFiles } from '../facts/temp-files.ts';
import type { OpenRows } from './facts-source.ts';

/** Opens rows as a CSV file. */
export function csvRows(files: ReturnType<typeof tempFiles>): OpenRows {
  return (rows) => {
    const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return openFacts([files.write('rows.csv', `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`)]);
  };
}
