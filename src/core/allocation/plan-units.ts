import { formatExact } from '../amount.ts';
import { addMonths, type Day, formatDay } from '../calendar/day.ts';
import { overlap, type Span } from '../calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import { findUnit } from '../organisation/find-unit.ts';
import { isThere, type Roster, type RosterEntry } from '../organisation/roster.ts';
import {
  formatPath,
  isWithin,
  parsePath,
  pathKey,
  UNASSIGNED,
  type UnitPath,
  type UnitTree,
  unitTree,
  VACANT,
} from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { nodeAt } from '../tree.ts';

/** `new` gets `share` (numerator / denominator) of the basis of `model`; both as a person wrote them. */
export interface Like {
  readonly unit: string;
  readonly model: string;
  readonly share: { readonly numerator: bigint; readonly denominator: bigint };
}

export interface PlanUnitsRequest {
  readonly levels: readonly string[];
  readonly totals: Totals | undefined;
  /** The spans of history that count. */
  readonly windows: readonly Span[];
  /** The period that is planned. */
  readonly target: Span;
  readonly roster: Roster | undefined;
  readonly exclude: readonly string[];
  readonly likes: readonly Like[];
  /** Leaf units that a basis without history names. */
  readonly named?: readonly UnitPath[];
}

export interface PlanUnits {
  readonly units: UnitTree;
  /** Leaf paths of the likes, with the history node of each model. */
  readonly likes: readonly { readonly path: UnitPath; readonly model: UnitPath; readonly share: Like['share'] }[];
  readonly isExcluded: (path: UnitPath) => boolean;
  readonly findings: readonly Finding[];
}

/**
 * Which leaf units a plan has: those with rows in the basis that are on the roster (all of them without a roster), those the
 * roster adds, those that a basis names, and those made `--like` others; less the excluded ones. `(unassigned)` units stay: their amount is visible.
 */
export function planUnits(request: PlanUnitsRequest): PlanUnits {
  const { levels, roster, target } = request;
  const history = unitTree(levels, request.totals?.units ?? []);
  const isAsked = request.exclude.length + request.likes.length > 0;
  const known = isAsked ? unitTree(levels, knownPaths(request)) : history;
  const excluded = request.exclude.map((text) => findUnit(known, text));
  const likes = request.likes.map((like) => resolveLike(known, like, levels));
  refuseErrors([...excluded, ...likes].flatMap((found) => ('problem' in found ? [found.problem] : [])));
  const out = excluded.flatMap((found) => ('node' in found ? [nodeAt(known, found.node).value.path] : []));
  const isExcluded = (path: UnitPath) => out.some((prefix) => isWithin(path, prefix));
  const madeLike = likes.flatMap((found) => ('path' in found ? [found] : []));
  const entries = new Map((roster ?? []).filter(isLeaf(levels)).map((entry) => [pathKey(entry.path), entry]));
  const away = awayFrom(roster ?? [], target);
  const stays = staysOn(entries, roster !== undefined, away);
  const active = activity(request);
  const used = history.leaves.map((node) => nodeAt(history, node).value.path).filter((path) => active.has(pathKey(path)));
  const fromHistory = used.filter((path) => !isExcluded(path));
  const added = [...entries.values()].filter((entry) => !away(entry.path)).map((entry) => entry.path);
  const paths = [
    ...fromHistory.filter(stays),
    ...[...added, ...(request.named ?? []).filter(stays), ...madeLike.map(({ path }) => path)].filter(
      (path) => !isExcluded(path),
    ),
  ];
  return {
    units: unitTree(levels, levels.length === 0 ? [[]] : paths),
    likes: madeLike,
    isExcluded,
    findings: [
      ...leftOutFindings(request, { paths: fromHistory.filter((path) => !stays(path)), away, active }),
      ...(roster ? [] : quiet(fromHistory, request, active)),
    ],
  };
}

interface LeftOutUnits {
  readonly paths: readonly UnitPath[];
  readonly away: Away;
  readonly active: ReadonlyMap<string, Activity>;
}

function leftOutFindings({ totals, target }: PlanUnitsRequest, { paths, away, active }: LeftOutUnits): Finding[] {
  return paths.map((path) => {
    const key = pathKey(path);
    const amount = formatExact(active.get(key)?.amount ?? 0n, totals?.scale ?? 0, 2);
    return leftOut(path, { entry: away(path), amount, target });
  });
}

/** Every unit that a flag may name. */
function knownPaths({ totals, named, roster }: PlanUnitsRequest): UnitPath[] {
  return [...(totals?.units ?? []), ...(named ?? []), ...(roster ?? []).map((entry) => entry.path)];
}

function resolveLike(known: UnitTree, like: Like, levels: readonly string[]) {
  const found = findUnit(known, like.model);
  if ('problem' in found) return found;
  const model = nodeAt(known, found.node).value.path;
  const named = findUnit(known, like.unit);
  const written = parsePath(like.unit);
  const beside = written.length > 1 ? written : [...model.slice(0, -1), ...written];
  const path = 'node' in named ? nodeAt(known, named.node).value.path : beside;
  if (path.length === levels.length) return { path, model, share: like.share };
  const values = { unit: like.unit, level: levels.at(-1) ?? '-' };
  return { problem: finding('error', 'organisation.like-not-leaf', values) };
}

const isLeaf = (levels: readonly string[]) => (entry: RosterEntry) => entry.path.length === levels.length;

/** The row of a unit, or of one that holds it, by which it is not there at all; undefined when it is there on some day. */
type Away = (path: UnitPath) => RosterEntry | undefined;

function awayFrom(roster: Roster, target: Span): Away {
  const gone = new Map(roster.filter((entry) => !isThere(entry, target)).map((entry) => [pathKey(entry.path), entry]));
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const entry = gone.get(pathKey(path.slice(0, depth)));
      if (entry) return entry;
    }
    return undefined;
  };
}

function staysOn(entries: ReadonlyMap<string, RosterEntry>, hasRoster: boolean, away: Away): (path: UnitPath) => boolean {
  return (path) => {
    if (away(path)) return false;
    return entries.has(pathKey(path)) || !hasRoster || path.includes(UNASSIGNED) || path.includes(VACANT);
  };
}

interface Activity {
  readonly amount: bigint;
  readonly last: Day;
}

/** Basis amount and last day with rows, of each unit with rows in the windows, or with any when no basis reads history. */
function activity({ totals, windows }: PlanUnitsRequest): Map<string, Activity> {
  const found = new Map<string, Activity>();
  if (!totals) return found;
  const keys = totals.units.map(pathKey);
  for (let i = 0; i < totals.day.length; i++) {
    const day = totals.day[i] as number;
    if (windows.length > 0 && !windows.some((window) => overlap(window, { start: day, end: day }))) continue;
    const key = keys[totals.unit[i] as number] as string;
    const before = found.get(key);
    const amount = (before?.amount ?? 0n) + (totals.amount[i] as bigint);
    found.set(key, { amount, last: Math.max(before?.last ?? day, day) });
  }
  return found;
}

interface LeftOut {
  readonly entry: RosterEntry | undefined;
  readonly amount: string;
  readonly target: Span;
}

function leftOut(path: UnitPath, { entry, amount, target }: LeftOut): Finding {
  const unit = formatPath(path);
  if (!entry) return finding('warning', 'organisation.not-on-roster', { unit, amount });
  if (entry.end !== undefined && entry.end < target.start) {
    return finding('note', 'organisation.gone', { unit, amount, end: formatDay(entry.end) });
  }
  return finding('warning', 'organisation.not-yet', { unit, amount, start: formatDay(entry.start ?? target.end) });
}

/** Units without rows in the last three months of the basis: perhaps they left. */
function quiet(
  paths: readonly UnitPath[],
  { windows, levels, totals }: PlanUnitsRequest,
  active: ReadonlyMap<string, Activity>,
): Finding[] {
  const end = Math.max(...windows.map((window) => window.end));
  const since = addMonths(end + 1, -3);
  if (levels.length === 0 || windows.every((window) => window.start >= since)) return [];
  const lastText = (day: Day) => (totals?.grain === 'month' ? formatDay(day).slice(0, 7) : formatDay(day));
  return paths.flatMap((path) => {
    const last = active.get(pathKey(path))?.last ?? end;
    return last >= since || path.includes(VACANT)
      ? []
      : [finding('warning', 'organisation.quiet-unit', { unit: formatPath(path), last: lastText(last) })];
  });
}
