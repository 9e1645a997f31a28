import { tempFiles } from '../facts/temp-files.ts';
import { csvRows } from './csv-rows.ts';
import { customerCountsContract } from './customer-counts.ts';
import { factsSourceContract } from './facts-source.ts';

const open = csvRows(tempFiles());

factsSourceContract('DuckDB', open);
customerCountsContract('DuckDB', open);
