import { type Place, refuse } from '../finding.ts';
import { formatPath, isWithin, type UnitPath } from '../organisation/unit-tree.ts';

/** What an event of either form says of who takes over. */
interface Causing {
  readonly heirs: readonly { readonly path: UnitPath }[];
  readonly place: Place | undefined;
}

/** Refuses units that events put below the last level: a region with its teams under another region has no room for its people. */
export function refuseTooDeep(paths: readonly UnitPath[], levels: readonly string[], events: readonly Causing[]): void {
  const deep = paths.find((path) => path.length > levels.length);
  if (!deep) return;
  const cause = events.findLast(({ heirs }) => heirs.some(({ path }) => isWithin(deep, path)));
  throw refuse('event.too-deep', { unit: formatPath(deep), levels: levels.join(', ') || '-' }, cause?.place);
}
