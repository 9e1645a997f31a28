/** What is minimised, and where: each number stays within its bounds. */
export interface Valley {
  readonly start: Float64Array;
  /** First move along each number. */
  readonly step: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly height: (point: Float64Array) => number;
  /** Heights asked for at most. */
  readonly most: number;
  /** Ends when the corners' heights differ by less. */
  readonly tolerance: number;
}

export interface Lowest {
  readonly point: Float64Array;
  readonly height: number;
}

/** The simplex of Nelder and Mead (1965), its corners kept within bounds. Always ends; the lowest corner that it met is the answer. */
export function lowest(valley: Valley): Lowest {
  const simplex = new Simplex(valley);
  while (!simplex.isDone()) simplex.move();
  return simplex.best();
}

class Simplex {
  readonly #valley: Valley;
  readonly #corners: Float64Array[];
  readonly #heights: Float64Array;
  readonly #centre: Float64Array;
  readonly #trial: Float64Array;
  readonly #farther: Float64Array;
  #asked = 0;

  constructor(valley: Valley) {
    const { start, step, high } = valley;
    const size = start.length;
    this.#valley = valley;
    this.#corners = Array.from({ length: size + 1 }, () => start.slice());
    for (let at = 0; at < size; at++) this.#corners[at + 1]![at]! += start[at]! + step[at]! > high[at]! ? -step[at]! : step[at]!;
    this.#heights = Float64Array.from(this.#corners, (corner) => this.#ask(corner));
    this.#centre = new Float64Array(size);
    this.#trial = new Float64Array(size);
    this.#farther = new Float64Array(size);
    this.#sort();
  }

  isDone(): boolean {
    const last = this.#heights.length - 1;
    return this.#asked >= this.#valley.most || !(this.#heights[last]! - this.#heights[0]! > this.#valley.tolerance);
  }

  best(): Lowest {
    return { point: this.#corners[0]!, height: this.#heights[0]! };
  }

  move(): void {
    const last = this.#corners.length - 1;
    this.#findCentre(last);
    const reflected = this.#away(this.#trial, last, -1);
    if (reflected < this.#heights[0]!) {
      const expanded = this.#away(this.#farther, last, -2);
      if (expanded < reflected) this.#replace(last, this.#farther, expanded);
      else this.#replace(last, this.#trial, reflected);
    } else if (reflected < this.#heights[last - 1]!) this.#replace(last, this.#trial, reflected);
    else this.#contract(last, reflected);
    this.#sort();
  }

  #contract(last: number, reflected: number): void {
    const isOutside = reflected < this.#heights[last]!;
    const contracted = this.#away(this.#farther, last, isOutside ? -0.5 : 0.5);
    if (contracted < Math.min(reflected, this.#heights[last]!)) this.#replace(last, this.#farther, contracted);
    else this.#shrink();
  }

  /** Every corner half way to the best one. */
  #shrink(): void {
    const best = this.#corners[0]!;
    for (let at = 1; at < this.#corners.length; at++) {
      const corner = this.#corners[at]!;
      for (let i = 0; i < corner.length; i++) corner[i] = (corner[i]! + best[i]!) / 2;
      this.#heights[at] = this.#ask(corner);
    }
  }

  #findCentre(last: number): void {
    const centre = this.#centre.fill(0);
    for (let at = 0; at < last; at++) for (let i = 0; i < centre.length; i++) centre[i]! += this.#corners[at]![i]! / last;
  }

  /** The height of `centre + by (worst - centre)`, which is written to `into`. */
  #away(into: Float64Array, last: number, by: number): number {
    const worst = this.#corners[last]!;
    const { low, high } = this.#valley;
    for (let i = 0; i < into.length; i++) {
      const value = this.#centre[i]! + by * (worst[i]! - this.#centre[i]!);
      into[i] = value < low[i]! ? low[i]! : value > high[i]! ? high[i]! : value;
    }
    return this.#ask(into);
  }

  #replace(at: number, point: Float64Array, height: number): void {
    this.#corners[at]!.set(point);
    this.#heights[at] = height;
  }

  #ask(point: Float64Array): number {
    this.#asked++;
    return this.#valley.height(point);
  }

  /** By insertion: after a move all corners but one are in order. */
  #sort(): void {
    for (let at = 1; at < this.#corners.length; at++) {
      const [corner, height] = [this.#corners[at]!, this.#heights[at]!];
      let to = at;
      for (; to > 0 && this.#heights[to - 1]! > height; to--) {
        this.#corners[to] = this.#corners[to - 1]!;
        this.#heights[to] = this.#heights[to - 1]!;
      }
      this.#corners[to] = corner;
      this.#heights[to] = height;
    }
  }
}
