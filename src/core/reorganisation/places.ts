import type { Day } from '../calendar/day.ts';
import { ONE, plus, times } from '../fraction.ts';
import { comparePaths } from '../names.ts';
import { isWithin, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { firstDayAfter, type Heir } from './event.ts';
import { allHeirs, givingUnit, placeAt } from './heirs.ts';
import { type StatedEvent, unlistedHeirs } from './stated-event.ts';

/** Which of today's units have what a unit had; shares add up to 1, in order of their names. */
export type Places = readonly Heir[];

/** Units of a history: the leaf paths that it has. */
export interface Known {
  readonly isLeaf: (path: UnitPath) => boolean;
}

/** A row's unit and day, and its customer where rows have one. */
export interface Owner {
  readonly path: UnitPath;
  readonly customer: string | undefined;
  readonly day: Day;
}

/** Today's units of what a unit had, with one of its customers, after events one after the other. */
export function placesOf({ path, customer, day }: Owner, events: readonly StatedEvent[], known: Known): Places {
  let places: Places = [{ path, share: ONE }];
  for (const event of events) {
    const unit = givingUnit({ ...event, heirs: [] });
    if (!places.some((place) => isWithin(place.path, unit))) continue;
    if (keepsPart(event) && day >= firstDayAfter(event)) continue;
    const heirs = heirsOf(event, customer);
    places = merged(
      places.flatMap((place) => (isWithin(place.path, unit) ? handedOver(place, { heirs, unit, known }) : [place])),
    );
  }
  return places;
}

/** Whether the unit is one of its own heirs: then what it has from that day on is its own. */
export function keepsPart(event: StatedEvent): boolean {
  const unit = pathKey(givingUnit({ ...event, heirs: [] }));
  return allHeirs({ ...event, heirs: unlistedHeirs(event) })
    .concat(event.heirs.map(({ path }) => ({ path, share: ONE })))
    .some(({ path }) => pathKey(path) === unit);
}

/** Who has the customer on a list has it all; everything else goes by shares. */
function heirsOf(event: StatedEvent, customer: string | undefined): readonly Heir[] {
  const listed = customer === undefined ? undefined : event.heirs.find(({ customers }) => customers?.has(customer));
  const heirs = listed ? [{ path: listed.path, share: ONE }] : unlistedHeirs(event);
  return allHeirs({ ...event, heirs });
}

interface HandOver {
  readonly heirs: readonly Heir[];
  readonly unit: UnitPath;
  readonly known: Known;
}

function handedOver({ path, share }: Heir, { heirs, unit, known }: HandOver): Heir[] {
  return heirs.map((heir) => ({
    path: placeAt(heir.path, { path, unit, isLeaf: known.isLeaf }),
    share: times(share, heir.share),
  }));
}

/** Each unit once, by name. */
function merged(places: Places): Places {
  const byUnit = new Map<string, Heir>();
  for (const { path, share } of places) {
    const same = byUnit.get(pathKey(path));
    byUnit.set(pathKey(path), { path, share: same ? plus(same.share, share) : share });
  }
  return [...byUnit.values()].sort((a, b) => comparePaths(a.path, b.path));
}
