import { rootOfMass } from './mass-root.ts';
import { gather, type NestedFamily } from './nested-family.ts';

/** Multipliers other than 0 stay within these, so that products of two with any amounts are finite and positive. */
const LARGEST = 2 ** 300;

/**
 * The point x of one nested family nearest to given class values v >= 0 in the sense of least sum of x ln(x / v) - x + v
 * (Bregman 1967): x = v times the multiplier of the class's node. Exact for floors, caps and fixes nested in any way, since a
 * node's amount is a monotone, piecewise linear function of the multiplier that reaches it from above. Writes `multiplier`;
 * where no multiplier gives a node its min, the multiplier is very large, but finite.
 */
export function projectOn(family: NestedFamily, values: Float64Array): void {
  gather(family, values);
  for (let place = family.parent.length - 1; place >= 0; place--) findReach(family, place);
  passDown(family);
}

/** The children are done: from here on `lower` and `upper` of this place hold for its own bounds. */
function findReach(family: NestedFamily, place: number): void {
  const { min, max, lower, upper } = family;
  const least = min[place] as number;
  const most = max[place] as number;
  lower[place] = rootOfMass(family, { place, amount: least, near: lower[place] as number });
  upper[place] =
    least === most ? (lower[place] as number) : rootOfMass(family, { place, amount: most, near: upper[place] as number });
}

function passDown({ parent, lower, upper, multiplier }: NestedFamily): void {
  for (let place = 0; place < parent.length; place++) {
    const reaching = place === 0 ? 1 : (multiplier[parent[place] as number] as number);
    multiplier[place] = within(Math.min(Math.max(reaching, lower[place] as number), upper[place] as number));
  }
}

/** A multiplier inside the range of `LARGEST`; 0 stays, since only a bound that leaves nothing makes it. */
export const within = (multiplier: number): number =>
  multiplier === 0 ? 0 : Math.min(Math.max(multiplier, 1 / LARGEST), LARGEST);
