import { formatExact } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Fraction } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import { normalName } from '../names.ts';
import type { Roster, RosterEntry } from '../organisation/roster.ts';
import { pathKey, type UnitPath, unitIndex } from '../organisation/unit-tree.ts';
import { nameAndValue } from '../stated-value.ts';
import { leafValue } from '../tree.ts';
import { parseFactor } from './methods/rate.ts';
import type { Tilt } from './tilt.ts';

/** What units of a role weigh for a metric, `senior=3`. */
export interface RoleFactor extends Fraction {
  readonly role: string;
  /** The factor as it was written. */
  readonly text: string;
}

/** A factor that the roster says: the weight of a unit's row, or that of a role. */
export interface RosterTilt extends Tilt {
  readonly source: 'weight' | 'role';
  /** The unit of the row, or the role. */
  readonly name: string;
  readonly text: string;
}

/** `senior=3`: the last `=` splits. Undefined when it is none. */
export function parseRoleFactor(text: string): RoleFactor | undefined {
  const { name = '', value } = nameAndValue(text);
  const [role, factor] = [normalName(name), parseFactor(value)];
  return factor && role !== '' ? { role, ...factor, text: value.trim() } : undefined;
}

export interface RosterFactors {
  readonly roster: Roster | undefined;
  readonly roles: readonly RoleFactor[];
}

/**
 * Factors on the weights of a plan: the `weight` of each row on everything below its unit, and on each leaf unit that of its role,
 * which is that of its own row or of the nearest one above. A warning for a role that no leaf unit has.
 */
export function rosterTilts({ units, periods }: Grid, { roster = [], roles }: RosterFactors) {
  const nodes = unitIndex(units);
  const whole = { periodFrom: 0, periodTo: periods.leaves.length };
  const weights = roster.flatMap(({ path, weight }): RosterTilt[] => {
    const unit = nodes.get(pathKey(path));
    if (unit === undefined || weight === undefined) return [];
    const text = formatExact(weight.coefficient, weight.scale, 0);
    const rate = { numerator: weight.coefficient, denominator: 10n ** BigInt(weight.scale) };
    return [{ unit, ...whole, ...rate, source: 'weight', name: path.at(-1) ?? '', text }];
  });
  const roleOf = roleFinder(roster);
  const factors = new Map(roles.map((factor) => [factor.role, factor]));
  const byRole =
    roles.length === 0
      ? []
      : units.leaves.flatMap((unit, leaf): RosterTilt[] => {
          const factor = factors.get(roleOf(leafValue(units, leaf).path));
          if (!factor) return [];
          const { role, numerator, denominator, text } = factor;
          return [{ unit, ...whole, numerator, denominator, source: 'role', name: role, text }];
        });
  const used = new Set(byRole.map(({ name }) => name));
  const findings = [...factors.keys()].flatMap((role): Finding[] =>
    used.has(role) ? [] : [finding('warning', 'roster.role-without-unit', { role })],
  );
  return { tilts: [...weights, ...byRole], findings };
}

/** The role of a unit: its own, else the nearest above; blank when none has one. */
function roleFinder(roster: Roster): (path: UnitPath) => string {
  const entries = new Map<string, RosterEntry>(roster.map((entry) => [pathKey(entry.path), entry]));
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const role = entries.get(pathKey(path.slice(0, depth)))?.role ?? '';
      if (role !== '') return role;
    }
    return '';
  };
}
