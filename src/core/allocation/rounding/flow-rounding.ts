import type { RoundingNetwork } from './rounding-network.ts';

/** Numerators of the arcs' fractional parts over one denominator below 2^53. */
export interface Fractions {
  readonly numerator: Float64Array;
  readonly denominator: number;
}

/**
 * The fractional part of every arc from those of the cells: a node's is the sum of its cells' modulo the denominator.
 * Exact: no intermediate sum leaves the whole numbers below 2^53.
 */
export function arcFractions(network: RoundingNetwork, cells: Fractions): Fractions {
  const { denominator } = cells;
  const numerator = new Float64Array(network.from.length);
  const add = (node: number, value: number) => {
    const arc = network.cells + node;
    const sum = numerator[arc] as number;
    numerator[arc] = sum >= denominator - value ? sum - (denominator - value) : sum + value;
  };
  for (let cell = 0; cell < network.cells; cell++) {
    const value = cells.numerator[cell] as number;
    numerator[cell] = value;
    if (value === 0) continue;
    add(network.from[cell] as number, value);
    add(network.to[cell] as number, value);
  }
  for (let i = 0; i < network.below.length; i++) {
    add(network.above[i] as number, numerator[network.cells + (network.below[i] as number)] as number);
  }
  numerator[network.cells + network.sink] = 0;
  return { numerator, denominator };
}

/**
 * Rounds a feasible fractional flow to an integral one: 1 for each arc that is rounded up. Cycles of fractional arcs are
 * cancelled until none is left (Kang & Payor, Flow Rounding, 2015; controlled rounding, Cox 1987); conservation guarantees
 * that a node with one fractional arc has another. Each cycle turns the way that lowers the sum of squared deviations,
 * on a tie so that its first cell grows. The result depends on the order of the arcs only, and so on names.
 */
export function cancelCycles(network: RoundingNetwork, fractions: Fractions): Uint8Array {
  const walk = new CycleWalk(network, fractions);
  for (let root = 0; root < network.nodes; root++) walk.exhaust(root);
  return walk.up;
}

/** A depth-first walk over fractional arcs that turns each cycle as it closes. */
class CycleWalk {
  readonly up: Uint8Array;
  private readonly fraction: Float64Array;
  private readonly deviation: Float64Array;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly incident: Int32Array;
  /** Position on the path, -1 when off it. */
  private readonly position: Int32Array;
  private readonly pathNodes: number[] = [];
  private readonly pathArcs: number[] = [];

  constructor(
    private readonly network: RoundingNetwork,
    fractions: Fractions,
  ) {
    this.denominator = fractions.denominator;
    this.fraction = fractions.numerator.slice();
    this.up = new Uint8Array(this.fraction.length);
    this.deviation = new Float64Array(this.fraction.length);
    this.first = new Int32Array(network.nodes + 1);
    this.position = new Int32Array(network.nodes).fill(-1);
    this.eachFractional((arc) => {
      this.first[(network.from[arc] as number) + 1]! += 1;
      this.first[(network.to[arc] as number) + 1]! += 1;
    });
    for (let node = 0; node < network.nodes; node++) this.first[node + 1]! += this.first[node] as number;
    this.last = this.first.slice(0, network.nodes);
    this.incident = new Int32Array(this.first[network.nodes] as number);
    this.eachFractional((arc) => {
      for (const node of [network.from[arc] as number, network.to[arc] as number]) {
        this.incident[this.last[node]!++] = arc;
      }
    });
  }

  private readonly denominator: number;

  /** Turns cycles from `root` until no fractional arc touches it. */
  exhaust(root: number): void {
    if (this.nextArc(root, -1) < 0) return;
    this.push(root);
    while (this.pathNodes.length > 0) {
      const node = this.pathNodes.at(-1) as number;
      const arc = this.nextArc(node, this.pathArcs.at(-1) ?? -1);
      if (arc < 0) this.leaveStart(node);
      else this.follow(node, arc);
    }
  }

  private eachFractional(visit: (arc: number) => void): void {
    for (let arc = this.fraction.length - 1; arc >= 0; arc--) if ((this.fraction[arc] as number) > 0) visit(arc);
  }

  private push(node: number): void {
    this.position[node] = this.pathNodes.length;
    this.pathNodes.push(node);
  }

  /** Only the start of a path can run out of arcs: any other node was entered by one fractional arc and has a second. */
  private leaveStart(node: number): void {
    if (this.pathNodes.length > 1) throw new Error(`fractional flow is not conserved at node ${node}`);
    this.position[node] = -1;
    this.pathNodes.pop();
  }

  private follow(node: number, arc: number): void {
    const other = this.network.from[arc] === node ? (this.network.to[arc] as number) : (this.network.from[arc] as number);
    this.pathArcs.push(arc);
    const closes = this.position[other] as number;
    if (closes < 0) {
      this.push(other);
      return;
    }
    this.turn(other, this.pathArcs.slice(closes));
    this.pathArcs.length = closes;
    while (this.pathNodes.length > closes + 1) this.position[this.pathNodes.pop() as number] = -1;
  }

  /** An arc at `node` that is still fractional and is not `entered`; forgets arcs that became whole. */
  private nextArc(node: number, entered: number): number {
    for (let i = (this.last[node] as number) - 1; i >= (this.first[node] as number); i--) {
      const arc = this.incident[i] as number;
      if (this.fraction[arc] === 0) this.incident[i] = this.incident[--this.last[node]!] as number;
      else if (arc !== entered) return arc;
    }
    return -1;
  }

  private turn(start: number, arcs: readonly number[]): void {
    const forward = orientation(this.network, start, arcs);
    const step = this.chooseStep(arcs, forward);
    arcs.forEach((arc, i) => {
      const change = forward[i] ? step : -step;
      const value = (this.fraction[arc] as number) + change;
      this.deviation[arc]! += change;
      this.fraction[arc] = value === this.denominator ? 0 : value;
      if (value === this.denominator) this.up[arc] = 1;
    });
  }

  /** The signed amount to push: to the nearer wall in squared deviations, exact in whole numbers. */
  private chooseStep(arcs: readonly number[], forward: readonly boolean[]): number {
    let ahead = Infinity;
    let back = Infinity;
    let slope = 0;
    arcs.forEach((arc, i) => {
      const low = this.fraction[arc] as number;
      const high = this.denominator - low;
      ahead = Math.min(ahead, forward[i] ? high : low);
      back = Math.min(back, forward[i] ? low : high);
      slope += ((forward[i] ? 1 : -1) * (this.deviation[arc] as number)) / this.denominator;
    });
    const cost = (step: number) => 2 * step * slope + arcs.length * step * step;
    const difference = cost(ahead / this.denominator) - cost(-back / this.denominator);
    if (difference !== 0) return difference < 0 ? ahead : -back;
    return forward[arcs.indexOf(Math.min(...arcs))] ? ahead : -back;
  }
}

/** For each arc of the cycle through `start` whether it is walked along its direction. */
function orientation(network: RoundingNetwork, start: number, arcs: readonly number[]): boolean[] {
  let at = start;
  return arcs.map((arc) => {
    const along = network.from[arc] === at;
    at = (along ? network.to[arc] : network.from[arc]) as number;
    return along;
  });
}
