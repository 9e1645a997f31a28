import { finding, Refusal } from '../finding.ts';
import { type Fraction, fraction, plus, ZERO } from '../fraction.ts';
import { formatPath, isWithin } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { firstDayAfter, type OrgEvent } from './event.ts';
import { givingUnit } from './heirs.ts';
import { placesOf } from './places.ts';
import { needsCustomers, type StatedEvent, withShares } from './stated-event.ts';

/**
 * The wanted ones of events in their order, with the shares that follow from lists of customers: what a list had of the unit's history before the
 * event, that unit being what earlier events had made of it. Customers whose sales net below zero count as nothing. `totals` has
 * the customer as the last name of each path. Refuses (impossible) a unit without such history.
 */
export function withCustomerShares(
  events: readonly StatedEvent[],
  totals: Totals | undefined,
  isWanted: (event: StatedEvent) => boolean = () => true,
): OrgEvent[] {
  return events.flatMap((event, index) => {
    if (!isWanted(event)) return [];
    if (!needsCustomers(event)) return [withShares(event, never)];
    const sums = customerSums(event, events.slice(0, index), totals);
    const whole = [...sums.values()].reduce(plus, ZERO);
    if (whole.numerator === 0n)
      throw new Refusal(
        [finding('error', 'event.no-customer-history', { unit: formatPath(event.unit) }, event.place)],
        'impossible',
      );
    const inWhole = (part: Fraction): Fraction =>
      fraction(part.numerator * whole.denominator, part.denominator * whole.numerator);
    return [
      withShares(event, (customers) =>
        inWhole([...sums].reduce((sum, [customer, amount]) => (customers.has(customer) ? plus(sum, amount) : sum), ZERO)),
      ),
    ];
  });
}

function never(): never {
  throw new Error('no customers are listed');
}

/** What each customer bought of the unit before the event; a unit of several reps had it by their shares. */
function customerSums(event: StatedEvent, earlier: readonly StatedEvent[], totals: Totals | undefined): Map<string, Fraction> {
  const sums = new Map<string, Fraction>();
  if (!totals) return sums;
  const unit = givingUnit({ ...event, heirs: [] });
  const known = { isLeaf: () => false };
  const shares = totals.units.map((path) => {
    const customer = path.at(-1) as string;
    const places = placesOf({ path: path.slice(0, -1), customer, day: firstDayAfter(event) - 1 }, earlier, known);
    return {
      customer,
      share: places.filter(({ path: own }) => isWithin(own, unit)).reduce((sum, { share }) => plus(sum, share), ZERO),
    };
  });
  for (let i = 0; i < totals.unit.length; i++) {
    const { customer, share } = shares[totals.unit[i] as number] as (typeof shares)[number];
    if (share.numerator === 0n || (totals.day[i] as number) >= firstDayAfter(event)) continue;
    const numerator = (totals.amount[i] as bigint) * share.numerator;
    sums.set(customer, plus(sums.get(customer) ?? ZERO, { numerator, denominator: share.denominator }));
  }
  for (const [customer, { numerator }] of sums) if (numerator < 0n) sums.set(customer, ZERO);
  return sums;
}
