import type { Grid } from '../../grid.ts';
import { formatPath } from '../../organisation/unit-tree.ts';
import { nodeAt } from '../../tree.ts';
import type { Block } from '../locks/lock.ts';

/** Unit and period of a block, for messages; `-` for the whole organisation. */
export function blockNames({ units, periods }: Pick<Grid, 'units' | 'periods'>, { unit, period }: Block) {
  return { unit: formatPath(nodeAt(units, unit).value.path) || '-', period: nodeAt(periods, period).value.label };
}
