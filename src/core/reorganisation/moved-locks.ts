import type { Bound, Lock, LockKind } from '../allocation/locks/lock.ts';
import { lockBounds } from '../allocation/locks/lock-bounds.ts';
import { formatAmount } from '../amount.ts';
import { type Finding, finding, Refusal } from '../finding.ts';
import { type Grid, valueAt } from '../grid.ts';
import { formatPath, isWithin, pathKey, type UnitPath, unitIndex } from '../organisation/unit-tree.ts';
import { nodeAt, type TreeNode } from '../tree.ts';
import type { Delivery, EventLock, LockTerms } from './delivery.ts';
import { eventText, type OrgEvent } from './event.ts';
import { givingUnit, placeAt } from './heirs.ts';

/** What became of a lock: `to` is empty when nothing of it is left. */
export interface MovedLock {
  readonly from: EventLock;
  readonly to: readonly EventLock[];
}

export interface LockedEvent {
  readonly before: Grid;
  readonly after: Grid;
  readonly event: OrgEvent;
  readonly deliveries: readonly Delivery[];
  /** The node that gave. */
  readonly node: TreeNode<unknown>;
}

/**
 * Locks after an event. Those that still hold stay as they are. Of the others a rename takes its own along; else the run stops
 * (impossible), or, with `move`: a `fix` or `floor` on the unit or inside it keeps what the unit keeps and goes along with what
 * goes (as a `fix` to who has nothing else there, as a `floor` to who has); a `fix` or `floor` on another node follows its new
 * amount; a `cap` that would be exceeded stops the run all the same.
 */
export function moveLocks(
  moving: LockedEvent,
  { locks, onLock, asOf }: LockTerms,
): {
  locks: readonly EventLock[];
  movedLocks: MovedLock[];
} {
  const numbered = locks.map((lock, index) => ({ ...lock, reason: String(index) }));
  const { bounds } = lockBounds({ axes: moving.before, locks: numbered, scale: moving.before.scale, asOf });
  const nodes = unitIndex(moving.after.units);
  const broken = bounds.flatMap((bound) => brokenLock(moving, nodes, bound, locks[Number(bound.source.reason)] as EventLock));
  if (broken.length === 0) return { locks, movedLocks: [] };
  const stops = broken.filter((one) => (onLock === 'stop' && moving.event.kind !== 'rename') || isExceededCap(one));
  if (stops.length > 0)
    throw new Refusal(
      stops.map((one) => stopFinding(moving, one)),
      'impossible',
    );
  const movedLocks = broken.map((one) => ({ from: one.lock, to: locksAfter(moving, one) }));
  const changed = new Set(broken.map(({ lock }) => lock));
  const kept = locks.filter((lock) => !changed.has(lock));
  return { locks: joined([...kept, ...movedLocks.flatMap(({ to }) => to)]), movedLocks };
}

interface Broken {
  readonly lock: EventLock;
  readonly bound: Bound;
  readonly before: bigint;
  /** Undefined when the unit is not in the plan any more. */
  readonly after: bigint | undefined;
  readonly path: UnitPath;
  /** Whether it is on the unit that gave, or inside it. */
  readonly isInside: boolean;
}

function brokenLock({ before, after, event }: LockedEvent, nodes: Map<string, number>, bound: Bound, lock: EventLock): Broken[] {
  const { path } = nodeAt(before.units, bound.unit).value;
  const node = nodes.get(pathKey(path));
  const was = valueAt(before, bound.unit, bound.period);
  const now = node === undefined ? undefined : valueAt(after, node, bound.period);
  const moved = now === undefined || now !== was;
  const holds = now !== undefined && now >= (bound.min ?? now) && now <= (bound.max ?? now);
  if (!moved || holds) return [];
  return [{ lock, bound, before: was, after: now, path, isInside: isWithin(path, givingUnit(event)) }];
}

function isExceededCap({ lock, after }: Broken): boolean {
  return lock.kind === 'cap' && after !== undefined;
}

function stopFinding({ before, event }: LockedEvent, broken: Broken): Finding {
  const { lock, path, after } = broken;
  const values = {
    event: eventText(event),
    kind: lock.kind,
    unit: formatPath(path) || '-',
    period: lock.period.label,
    amount: formatAmount(lock.amount, before.scale),
    left: formatAmount(after ?? 0n, before.scale),
  };
  return finding('error', isExceededCap(broken) ? 'event.cap' : 'event.lock', values, lock.place);
}

/** The lock's own node at what it holds now, and for a lock on what goes the nodes that got it. */
function locksAfter(moving: LockedEvent, broken: Broken): EventLock[] {
  const { lock, path, after, isInside, before } = broken;
  const kept =
    after === undefined || (isInside && after === 0n) ? [] : [{ ...lock, path, amount: keptAmount(lock, after, before) }];
  if (!isInside) return kept;
  return [...kept, ...moving.deliveries.flatMap((delivery) => heirLock(moving, broken, delivery))];
}

/** All that is left for a `fix`; of a `floor` its part of what it was set on. */
function keptAmount({ kind, amount }: Lock, after: bigint, before: bigint): bigint {
  return kind === 'fix' ? after : partOf(amount, after, before);
}

function partOf(amount: bigint, part: bigint, whole: bigint): bigint {
  return whole === 0n ? 0n : (amount * part) / whole;
}

function heirLock(moving: LockedEvent, { lock, bound, before: whole }: Broken, { heir, cells }: Delivery): EventLock[] {
  const { before, after, event, node } = moving;
  const { value, leafFrom, leafTo } = nodeAt(before.units, bound.unit);
  const span = nodeAt(before.periods, bound.period);
  const width = before.periods.leaves.length;
  let got = 0n;
  for (let row = leafFrom - node.leafFrom; row < leafTo - node.leafFrom; row++)
    for (let p = span.leafFrom; p < span.leafTo; p++) got += cells[row * width + p] as bigint;
  if (got === 0n && whole > 0n) return [];
  const isLeaf = (path: UnitPath) => {
    const found = unitIndex(before.units).get(pathKey(path));
    return found !== undefined && nodeAt(before.units, found).children.length === 0;
  };
  const path = placeAt(heir.path, { path: value.path, unit: givingUnit(event), isLeaf });
  const at = unitIndex(after.units).get(pathKey(path));
  if (at === undefined) return [];
  const isOnlyThis = valueAt(after, at, bound.period) === got;
  const kind: LockKind | undefined = isOnlyThis ? lock.kind : lock.kind === 'cap' ? undefined : 'floor';
  if (kind === undefined) return [];
  const amount =
    lock.kind === 'fix' || lock.kind === 'frozen'
      ? got
      : lock.kind === 'floor'
        ? partOf(lock.amount, got, whole)
        : capPart(lock.amount, got, whole);
  return [{ ...lock, kind, path, amount }];
}

function capPart(amount: bigint, part: bigint, whole: bigint): bigint {
  return whole === 0n ? amount : (amount * part + whole - 1n) / whole;
}

/** Floors of the same node and period added up; a `fix` makes them needless. */
function joined(locks: readonly EventLock[]): EventLock[] {
  const result = new Map<string, EventLock>();
  const keyOf = ({ target = '', path, period, kind }: EventLock, as: LockKind = kind) =>
    JSON.stringify([target, path, period.label, as]);
  for (const lock of locks) {
    const key = keyOf(lock);
    const same = result.get(key);
    result.set(key, same ? { ...same, amount: lock.kind === 'floor' ? same.amount + lock.amount : lock.amount } : lock);
  }
  return [...result.values()].filter((lock) => lock.kind !== 'floor' || !result.has(keyOf(lock, 'fix')));
}
