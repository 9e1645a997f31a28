import { greatestCommonDivisor } from '../../fraction.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** The exact sum of whole numbers from 0 to below 2^41. */
export function fineSum(numerators: Float64Array): bigint {
  let sum = 0n;
  let below = 0;
  for (const value of numerators) {
    below += value;
    if (below < 2 ** 52) continue;
    sum += BigInt(below);
    below = 0;
  }
  return sum + BigInt(below);
}

/** The sum of whole numbers, mostly in doubles. */
export function wholeSum(cells: BigInt64Array): bigint {
  let sum = 0n;
  let below = 0;
  for (let i = 0; i < cells.length; i++) {
    const value = Number(cells[i]);
    const next = below + value;
    if (Number.isSafeInteger(next) && Number.isSafeInteger(value)) {
      below = next;
      continue;
    }
    sum += BigInt(below) + (cells[i] as bigint);
    below = 0;
  }
  return sum + BigInt(below);
}

/** The greatest common divisor of all cells (>= 0) but one; 0 when they are zero. */
export function commonFactor(cells: BigInt64Array, except: number): bigint {
  let divisor = 0n;
  let fast = 0;
  for (let i = 0; i < cells.length && divisor !== 1n; i++) {
    const value = Number(cells[i]);
    if (i === except || (fast > 0 && value <= Number.MAX_SAFE_INTEGER && value % fast === 0)) continue;
    divisor = greatestCommonDivisor(divisor, cells[i] as bigint);
    fast = divisor <= SAFE ? Number(divisor) : 0;
  }
  return divisor;
}
