import { openFacts } from '../../src/facts/open-facts.ts';
import { tempFiles } from '../facts/temp-files.ts';
import { factsSourceContract } from './facts-source.ts';

const files = tempFiles();

factsSourceContract('DuckDB', (rows) => {
  const text = rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','));
  return openFacts([files.write('rows.csv', `${text.join('\n')}\n`)]);
});
