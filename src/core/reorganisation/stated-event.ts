import { type Finding, finding } from '../finding.ts';
import { type Fraction, fraction, minus, ONE, plus, times, ZERO } from '../fraction.ts';
import { comparePaths } from '../names.ts';
import { formatPath, isWithin, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { EventKind, Heir, OrgEvent } from './event.ts';

/** An heir as a person named him: with a share, or a list of customers, or neither (an equal part of what is left). */
export interface StatedHeir {
  readonly path: UnitPath;
  readonly share: Fraction | undefined;
  /** NFC names; they go before any share. */
  readonly customers: ReadonlySet<string> | undefined;
}

/** An event as it was stated: its shares may follow from customers. */
export interface StatedEvent extends Omit<OrgEvent, 'heirs'> {
  readonly heirs: readonly StatedHeir[];
}

/** How many heirs each kind may have. */
const HEIRS: Readonly<Record<EventKind, { readonly least: number; readonly most: number }>> = {
  leave: { least: 0, most: Number.POSITIVE_INFINITY },
  join: { least: 0, most: 1 },
  move: { least: 1, most: 1 },
  split: { least: 1, most: Number.POSITIVE_INFINITY },
  merge: { least: 1, most: 1 },
  rename: { least: 1, most: 1 },
};

/** What is wrong with an event by itself, as errors. */
export function eventProblems({ kind, unit, heirs, place }: StatedEvent): Finding[] {
  const named = { kind, unit: formatPath(unit) || '-' };
  const problems: Finding[] = [];
  const add = (code: string, more = {}) => problems.push(finding('error', code, { ...named, ...more }, place));
  const { least, most } = HEIRS[kind];
  if (unit.length === 0) return [finding('error', 'event.whole', named, place)];
  if (heirs.length < least) add('event.no-heir');
  if (heirs.length > most) add('event.too-many-heirs');
  for (const { path } of heirs) if (isInside(path, { kind, unit })) add('event.heir-inside', { to: formatPath(path) });
  const keys = heirs.map(({ path }) => pathKey(path));
  const twice = heirs.find(({ path }, i) => keys.indexOf(pathKey(path)) < i);
  if (twice) add('event.heir-twice', { to: formatPath(twice.path) });
  const sum = givenSum(heirs);
  if (sum.numerator > sum.denominator) add('event.shares', { sum: percent(sum) });
  return problems;
}

/** Whoever splits may keep a part, and who joins is his own heir; else an heir must be somebody else. */
function isInside(heir: UnitPath, { kind, unit }: { kind: EventKind; unit: UnitPath }): boolean {
  const isSame = pathKey(heir) === pathKey(unit);
  return kind === 'join' ? !isSame : isWithin(heir, unit) && !(isSame && kind === 'split');
}

function percent({ numerator, denominator }: Fraction): string {
  return `${(numerator * 100n) / denominator}%`;
}

function givenSum(heirs: readonly StatedHeir[]): Fraction {
  return heirs.reduce((sum, { share = ZERO, customers }) => (customers ? sum : plus(sum, share)), ZERO);
}

/**
 * The heirs without lists of customers, by name, with their shares of what is on no list: as given, those without one equal parts
 * of what is left.
 */
export function unlistedHeirs({ heirs }: Pick<StatedEvent, 'heirs'>): readonly Heir[] {
  const unlisted = [...heirs].filter(({ customers }) => !customers).sort((a, b) => comparePaths(a.path, b.path));
  const blank = unlisted.filter(({ share }) => share === undefined).length;
  const rest = minus(ONE, givenSum(unlisted));
  const part = blank === 0 ? ZERO : fraction(rest.numerator, rest.denominator * BigInt(blank));
  return unlisted.map(({ path, share = part }) => ({ path, share }));
}

/** Whether an event needs history by customer. */
export function needsCustomers({ heirs }: Pick<StatedEvent, 'heirs'>): boolean {
  return heirs.some(({ customers }) => customers !== undefined);
}

/** The event with the shares of its heirs; `shareOf` gives what the unit's history had with some customers. */
export function withShares(event: StatedEvent, shareOf: (customers: ReadonlySet<string>) => Fraction): OrgEvent {
  if (!needsCustomers(event)) return { ...event, heirs: unlistedHeirs(event) };
  const listed = event.heirs.flatMap(({ path, customers }) => (customers ? [{ path, share: shareOf(customers) }] : []));
  const rest = listed.reduce((left, { share }) => minus(left, share), ONE);
  const others = unlistedHeirs(event).map(({ path, share }) => ({ path, share: times(share, rest) }));
  return { ...event, heirs: [...listed, ...others].sort((a, b) => comparePaths(a.path, b.path)) };
}
