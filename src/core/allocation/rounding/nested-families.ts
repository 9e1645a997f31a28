import type { PeriodTree } from '../../calendar/period-tree.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import type { Tree } from '../../tree.ts';
import type { Block } from '../locks/lock.ts';

/** The two axes; their leaf numbers index the cells row by row. */
export interface Axes {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
}

/** Locked nodes that must be in the network, in one of its families; neither may cross itself. */
export interface LockedFamilies {
  readonly down: readonly Block[];
  readonly up: readonly Block[];
}

/** A family of nodes of which any two are disjoint or one inside the other, numbered so that outer ones come first. */
export interface NodeTable {
  readonly count: number;
  /** Number of the smallest node that holds a unit node x period node, itself included. */
  readonly around: (unit: number, period: number) => number;
  /** The same, itself not included. */
  readonly above: (unit: number, period: number) => number;
  readonly eachNode: (visit: (node: number, unit: number, period: number) => void) => void;
}

export interface NodeTables {
  readonly down: NodeTable;
  readonly up: NodeTable;
  readonly givenUp: readonly Block[];
}

/** The two families of a network: the standard nodes that no locked node of their family crosses, and the locked ones. */
export function nodeTables(axes: Axes, families: LockedFamilies = { down: [], up: [] }): NodeTables {
  const shape = { units: ancestors(axes.units), periods: ancestors(axes.periods) };
  const givenUp: Block[] = [];
  const tableOf = (family: 'down' | 'up') => {
    const members = standardMembers(shape, STANDARD[family]);
    leaveOutCrossed(shape, members, families[family]);
    return numbered(shape, members, family, givenUp);
  };
  return { down: tableOf('down'), up: tableOf('up'), givenUp };
}

/** What the families ask of a tree, flat. */
interface Ancestors {
  readonly count: number;
  readonly parent: Int32Array;
  /** The node after the last one below each. */
  readonly end: Int32Array;
  readonly isLeaf: Uint8Array;
}

interface Shape {
  readonly units: Ancestors;
  readonly periods: Ancestors;
}

function ancestors(tree: Tree<unknown>): Ancestors {
  const count = tree.nodes.length;
  const parent = Int32Array.from(tree.nodes, (node) => node.parent);
  const end = Int32Array.from(tree.nodes, (_, index) => index + 1);
  for (let node = count - 1; node > 0; node--) {
    const above = parent[node] as number;
    end[above] = Math.max(end[above] as number, end[node] as number);
  }
  return { count, parent, end, isLeaf: Uint8Array.from(tree.nodes, (node) => (node.children.length === 0 ? 1 : 0)) };
}

type IsStandard = (shape: Shape, unit: number, period: number) => boolean;

/** Down: unit node x whole span, leaf unit x inner period. Up: whole x period node, inner unit x leaf period. Never a cell. */
const STANDARD: Record<'down' | 'up', IsStandard> = {
  down: ({ units, periods }, unit, period) => period === 0 || (units.isLeaf[unit] === 1 && periods.isLeaf[period] === 0),
  up: ({ units, periods }, unit, period) => {
    if (unit === 0 && (period === 0 || periods.isLeaf[period] === 0)) return true;
    return units.isLeaf[unit] === 0 && periods.isLeaf[period] === 1;
  },
};

/** What a unit node x period node is to a family. */
const IN = 1;
const LOCKED = 2;
const GIVEN_UP = 3;

function standardMembers(shape: Shape, isStandard: IsStandard): Uint8Array {
  const { units, periods } = shape;
  const members = new Uint8Array(units.count * periods.count);
  for (let unit = 0, i = 0; unit < units.count; unit++) {
    for (let period = 0; period < periods.count; period++, i++) if (isStandard(shape, unit, period)) members[i] = IN;
  }
  return members;
}

/** Two nodes cross when one has the smaller unit and the other the smaller period. */
function leaveOutCrossed({ units, periods }: Shape, members: Uint8Array, locked: readonly Block[]): void {
  const leaveOut = (unit: number, period: number) => {
    const i = unit * periods.count + period;
    if (members[i] === IN) members[i] = GIVEN_UP;
  };
  for (const { unit, period } of locked) {
    const isCell = units.isLeaf[unit] === 1 && periods.isLeaf[period] === 1;
    if (!isCell) members[unit * periods.count + period] = LOCKED;
  }
  for (const { unit, period } of locked) {
    eachAbove(periods, period, (outer) => {
      eachBelow(units, unit, (inner) => {
        leaveOut(inner, outer);
      });
    });
    eachAbove(units, unit, (outer) => {
      eachBelow(periods, period, (inner) => {
        leaveOut(outer, inner);
      });
    });
  }
}

function eachAbove({ parent }: Ancestors, node: number, visit: (node: number) => void): void {
  for (let at = parent[node] as number; at >= 0; at = parent[at] as number) visit(at);
}

function eachBelow({ end }: Ancestors, node: number, visit: (node: number) => void): void {
  for (let at = node + 1; at < (end[node] as number); at++) visit(at);
}

function numbered({ units, periods }: Shape, members: Uint8Array, family: 'down' | 'up', givenUp: Block[]): NodeTable {
  const number = new Int32Array(members.length).fill(-1);
  let count = 0;
  for (let i = 0; i < members.length; i++) {
    if (members[i] === IN || members[i] === LOCKED) number[i] = count++;
    else if (members[i] === GIVEN_UP) givenUp.push({ unit: Math.floor(i / periods.count), period: i % periods.count });
  }
  const smallest = (unit: number, period: number, itself: number) => {
    for (let p = period; p >= 0; p = periods.parent[p] as number) {
      for (let u = unit; u >= 0; u = units.parent[u] as number) {
        const node = number[u * periods.count + p] as number;
        if (node >= 0 && node !== itself) return node;
      }
    }
    throw new Error(`no node of the ${family} family holds unit ${unit} x period ${period}`);
  };
  return {
    count,
    around: (unit, period) => smallest(unit, period, -1),
    above: (unit, period) => smallest(unit, period, number[unit * periods.count + period] as number),
    eachNode: (visit) => {
      for (let i = 0; i < number.length; i++) {
        if ((number[i] as number) >= 0) visit(number[i] as number, Math.floor(i / periods.count), i % periods.count);
      }
    },
  };
}
