import type { OpenRemote } from './sql-source.ts';

export const openClickHouse: OpenRemote = ({ display }) => {
  throw new Error(`not there yet: ${display}`);
};
