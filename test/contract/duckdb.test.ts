import { openFacts } from '../../src/facts/open-facts.ts';
import { tempFiles } from '../facts/temp-files.ts';
import { customerCountsContract } from './customer-counts.ts';
import { factsSourceContract, type OpenRows } from './facts-source.ts';

const files = tempFiles();

const open: OpenRows = (rows) => {
  const text = rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','));
  return openFacts([files.write('rows.csv', `${text.join('\n')}\n`)]);
};

factsSourceContract('DuckDB', open);
customerCountsContract('DuckDB', open);
