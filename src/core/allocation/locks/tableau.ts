/** What a variable may be, both included; undefined = no limit. */
export interface Limits {
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
}

/** A sum of columns within limits; every coefficient is 1. */
export interface SumRow extends Limits {
  readonly columns: readonly number[];
}

/** Pivots that may still be made. */
export interface Effort {
  left: number;
}

/**
 * Columns x >= 0 and rows (sums of columns) within limits, in exact arithmetic. Variables are numbered columns first, then
 * rows. Each basic variable is a combination of the nonbasic ones, as whole numbers over one common denominator (Edmonds
 * 1967; every division is exact). Nonbasic variables always stand at whole numbers within their limits.
 */
export class Tableau {
  private readonly limits: Limits[];
  /** The variable of each row and of each column of the tableau, and where each variable is: a row, or ~column. */
  private readonly basic: number[];
  private readonly nonbasic: number[];
  private readonly place: number[];
  private readonly cells: bigint[][];
  private denominator = 1n;
  /** Values of the basic variables times the denominator, and of the nonbasic ones. */
  private readonly scaled: bigint[];
  private readonly held: bigint[];

  /** Starts with every column at `near` (whole numbers >= 0). */
  constructor(
    private readonly columns: number,
    rows: readonly SumRow[],
    near: readonly bigint[],
  ) {
    this.limits = [...near.map(() => ({ min: 0n, max: undefined })), ...rows];
    this.nonbasic = near.map((_, column) => column);
    this.basic = rows.map((_, row) => columns + row);
    this.place = [...near.map((_, column) => ~column), ...rows.map((_, row) => row)];
    this.cells = rows.map((row) => {
      const cells = new Array<bigint>(columns).fill(0n);
      for (const column of row.columns) cells[column] = 1n;
      return cells;
    });
    this.scaled = rows.map((row) => row.columns.reduce((sum, column) => sum + (near[column] as bigint), 0n));
    this.held = [...near];
  }

  /** A column's limits. */
  limitsOf(column: number): Limits {
    return this.limits[column] as Limits;
  }

  /** Changes a column's limits; one that is not basic moves inside them. */
  limit(column: number, limits: Limits): void {
    this.limits[column] = limits;
    const place = this.place[column] as number;
    if (place >= 0) return;
    const value = this.held[~place] as bigint;
    if (limits.min !== undefined && value < limits.min) this.move(~place, limits.min - value);
    if (limits.max !== undefined && value > limits.max) this.move(~place, limits.max - value);
  }

  /** The first column from `first` on, around, whose value is not whole, with the whole number below it. */
  firstFraction(first = 0): { column: number; floor: bigint; isUpper: boolean } | undefined {
    for (let i = 0; i < this.columns; i++) {
      const column = (first + i) % this.columns;
      const place = this.place[column] as number;
      const scaled = place < 0 ? 0n : (this.scaled[place] as bigint);
      const rest = scaled % this.denominator;
      if (rest === 0n) continue;
      const part = rest < 0n ? rest + this.denominator : rest;
      return { column, floor: (scaled - part) / this.denominator, isUpper: 2n * part >= this.denominator };
    }
    return undefined;
  }

  /**
   * Moves nonbasic variables by one where that makes fewer fractions and keeps every limit: parity that branching would chase
   * through all columns is often one such step.
   */
  nudge(): void {
    let fractions = this.fractions(0, 0n);
    for (let column = 0; column < this.columns && fractions > 0; column++) {
      for (const change of [1n, -1n]) {
        const left = this.fractions(column, change);
        if (left >= fractions) continue;
        this.move(column, change);
        fractions = left;
      }
    }
  }

  /** How many basic variables are no whole numbers when a nonbasic one moves; Infinity when that breaks a limit. */
  private fractions(column: number, change: bigint): number {
    if (change !== 0n && !isWithin(this.limits[this.nonbasic[column] as number], (this.held[column] as bigint) + change, 1n))
      return Infinity;
    let count = 0;
    for (let row = 0; row < this.basic.length; row++) {
      const scaled = (this.scaled[row] as bigint) + ((this.cells[row] as bigint[])[column] as bigint) * change;
      if (!isWithin(this.limits[this.basic[row] as number], scaled, this.denominator)) return Infinity;
      if (scaled % this.denominator !== 0n) count += 1;
    }
    return count;
  }

  /** The columns' values when none is a fraction. */
  values(): bigint[] {
    return this.place.slice(0, this.columns).map((place) => {
      return place < 0 ? (this.held[~place] as bigint) : (this.scaled[place] as bigint) / this.denominator;
    });
  }

  /**
   * Moves every variable inside its limits (the simplex of Dutertre & de Moura 2006, Bland's rule): 'feasible', 'cut-off', or
   * the variables whose limits exclude each other, by Farkas' lemma.
   */
  repair(effort: Effort): 'feasible' | 'cut-off' | readonly number[] {
    for (;;) {
      const row = this.firstViolated();
      if (row < 0) return 'feasible';
      const wanted = this.wanted(row) as bigint;
      const rises = wanted * this.denominator > (this.scaled[row] as bigint);
      const column = this.entering(row, rises);
      if (column < 0) return this.conflict(row);
      if (effort.left <= 0) return 'cut-off';
      effort.left -= 1;
      this.pivot(row, column, wanted);
    }
  }

  /** The limit that a basic variable breaks. */
  private wanted(row: number): bigint | undefined {
    const { min, max } = this.limits[this.basic[row] as number] as Limits;
    const scaled = this.scaled[row] as bigint;
    if (min !== undefined && scaled < min * this.denominator) return min;
    return max !== undefined && scaled > max * this.denominator ? max : undefined;
  }

  private firstViolated(): number {
    let found = -1;
    for (let row = 0; row < this.basic.length; row++) {
      const isEarlier = found < 0 || (this.basic[row] as number) < (this.basic[found] as number);
      if (isEarlier && this.wanted(row) !== undefined) found = row;
    }
    return found;
  }

  /** The first nonbasic variable with room to move the row's variable the way it has to go, -1 when none has. */
  private entering(row: number, rises: boolean): number {
    let found = -1;
    const cells = this.cells[row] as bigint[];
    for (let column = 0; column < cells.length; column++) {
      const variable = this.nonbasic[column] as number;
      if (cells[column] === 0n || (found >= 0 && variable > (this.nonbasic[found] as number))) continue;
      const { min, max } = this.limits[variable] as Limits;
      const hasRoom = (cells[column] as bigint) > 0n === rises ? this.held[column] !== max : this.held[column] !== min;
      if (hasRoom) found = column;
    }
    return found;
  }

  private conflict(row: number): number[] {
    const bound = this.nonbasic.filter((_, column) => (this.cells[row] as bigint[])[column] !== 0n);
    return [this.basic[row] as number, ...bound];
  }

  private move(column: number, change: bigint): void {
    this.held[column]! += change;
    this.cells.forEach((cells, row) => {
      if (cells[column] !== 0n) this.scaled[row]! += (cells[column] as bigint) * change;
    });
  }

  /** Lets a row's variable leave at a whole value and a column's enter. */
  private pivot(row: number, column: number, leaves: bigint): void {
    const old = this.denominator;
    const source = this.cells[row] as bigint[];
    const pivot = source[column] as bigint;
    const sign = pivot < 0n ? -1n : 1n;
    const change = leaves * old - (this.scaled[row] as bigint);
    const next = sign * pivot;
    for (let other = 0; other < this.cells.length; other++) {
      if (other === row) continue;
      const target = this.cells[other] as bigint[];
      const factor = target[column] as bigint;
      this.scaled[other] = (sign * (pivot * (this.scaled[other] as bigint) + factor * change)) / old;
      this.eliminate(target, source, { column, factor: sign * factor, next });
      target[column] = sign * factor;
    }
    this.scaled[row] = next * (this.held[column] as bigint) + sign * change;
    this.held[column] = leaves;
    for (let i = 0; i < source.length; i++) source[i] = i === column ? sign * old : -sign * (source[i] as bigint);
    this.denominator = next;
    this.exchange(row, column);
  }

  /** One row's cells over the next denominator; only those that change are written. */
  private eliminate(target: bigint[], source: bigint[], at: { column: number; factor: bigint; next: bigint }): void {
    const old = this.denominator;
    if (at.factor === 0n && at.next === old) return;
    for (let i = 0; i < target.length; i++) {
      const cell = target[i] as bigint;
      const drag = source[i] as bigint;
      if (i === at.column || (cell === 0n && drag === 0n)) continue;
      if (at.next === old && drag === 0n) continue;
      target[i] = (at.next * cell - at.factor * drag) / old;
    }
  }

  private exchange(row: number, column: number): void {
    const [leaving, entering] = [this.basic[row] as number, this.nonbasic[column] as number];
    this.basic[row] = entering;
    this.nonbasic[column] = leaving;
    this.place[entering] = row;
    this.place[leaving] = ~column;
  }
}

function isWithin(limits: Limits | undefined, scaled: bigint, denominator: bigint): boolean {
  if (limits?.min !== undefined && scaled < limits.min * denominator) return false;
  return limits?.max === undefined || scaled <= limits.max * denominator;
}
