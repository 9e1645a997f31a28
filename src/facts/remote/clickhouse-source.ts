import { refuse } from '../../core/finding.ts';
import type { OpenRemote } from './sql-source.ts';

export const openClickHouse: OpenRemote = ({ display }) => {
  throw refuse('remote.failed', { message: 'not there yet' }, { file: display });
};
