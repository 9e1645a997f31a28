import { divideRounded, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import { nodeAt } from '../tree.ts';
import type { SheetCell } from './sheet-cell.ts';
import type { UnitLine } from './sheet-line.ts';
import type { SheetImport } from './sheet-request.ts';
import type { SheetTree } from './sheet-sums.ts';
import { distance, type Overtyped, type SheetPlan, type TouchedLine } from './sheet-touched.ts';
import { nameOf } from './sheet-units.ts';
import type { StoredNumbers } from './stored-numbers.ts';

/** What a row says of its unit for a period. `amount` is in the currency's smallest unit, undefined for a dash. */
export interface SheetNumber {
  readonly line: UnitLine;
  /** Node of the plan's periods. */
  readonly period: number;
  readonly said: { readonly amount: bigint | undefined } | 'nothing';
  readonly place: Place;
}

type Request = Pick<SheetImport, 'decimals'> &
  SheetPlan & {
    readonly stored: StoredNumbers;
    readonly tree: SheetTree;
    readonly lines: readonly TouchedLine[];
  };

/** A row's two sayings for its whole span. */
interface WholeCells {
  readonly number: Said;
  readonly planned: Overtyped | undefined;
}

/** A cell of the manager's column against what is stored; `value` at the sheet's scale. */
interface Said {
  readonly kind: 'blank' | 'clear' | 'same' | 'new';
  readonly value: bigint | undefined;
}

const BAD: Readonly<Record<string, string>> = { error: 'sheet.spreadsheet-error', bad: 'folder.bad-number' };

/**
 * The numbers of all rows, each for the period that it stands for, and whether the rows contradict themselves. `sums` counts the
 * subtotals in the manager's column that only add up the numbers below them.
 */
export function sheetNumbers(request: Request): { numbers: SheetNumber[]; findings: Finding[]; sums: number } {
  const findings = request.lines.flatMap((row) => cellFindings(row));
  const said = request.lines.map(({ line }) => saidOf(line, request));
  const isSum = said.map((own, index) => isSumOfParts(index, { own, said, request }));
  const numbers = request.lines.flatMap((row, index) => {
    const whole = isSum[index] ? { kind: 'blank' as const, value: undefined } : (said[index] as Said);
    if (whole.kind === 'new' && isExponent(row.line.number)) findings.push(cutNumber(row.line));
    findings.push(...conflicts(row, whole, request));
    return rowNumbers(row, whole, { request, findings });
  });
  return { numbers, findings, sums: isSum.filter(Boolean).length };
}

/** What is stored for a unit's whole span, at the sheet's scale. */
function storedAmount({ stored, scale, decimals }: Request, unit: number): bigint | undefined {
  const amount = stored(unit, 0)?.amount;
  return amount === undefined ? undefined : scale.amount(amount, decimals);
}

/** Cells that are no amounts, and numbers over the plan of which a spreadsheet kept no more than the first digits. */
function cellFindings({ line, touched }: TouchedLine): Finding[] {
  const check = (cell: SheetCell, column: 'number' | number): Finding[] => {
    const place = line.place(column);
    const isCut = column !== 'number' && touched[column] !== undefined && isExponent(cell);
    const code = isCut ? 'sheet.cut-number' : BAD[cell.kind];
    return code === undefined ? [] : [finding('error', code, { value: place.cell ?? '' }, place)];
  };
  return [...check(line.number, 'number'), ...line.planned.flatMap(check)];
}

function cutNumber({ place }: UnitLine): Finding {
  const at = place('number');
  return finding('error', 'sheet.cut-number', { value: at.cell ?? '' }, at);
}

function isExponent(cell: SheetCell): boolean {
  return cell.kind === 'number' && cell.form === 'exponent';
}

function saidOf({ number, unit }: UnitLine, request: Request): Said {
  const stored = storedAmount(request, unit);
  if (number.kind === 'clear') return { kind: 'clear', value: undefined };
  if (number.kind !== 'number') return { kind: 'blank', value: undefined };
  const value = request.scale.cell(number);
  if (value === stored) return { kind: 'same', value };
  // Typed numbers are taken at their word; only what a spreadsheet itself cuts off may differ.
  const isCut = number.form === 'long' || number.form === 'exponent' || (number.form === 'plain' && number.decimals >= 2);
  const isSame = stored !== undefined && isCut && distance(value, stored) <= request.scale.half(number.decimals);
  return isSame ? { kind: 'same', value: stored } : { kind: 'new', value };
}

interface SumContext {
  readonly own: Said;
  readonly said: readonly Said[];
  readonly request: Request;
}

/** A new number on a unit that had none, equal to the sum of the numbers that its parts in the sheet have. Zero is said. */
function isSumOfParts(index: number, { own, said, request }: SumContext): boolean {
  const { lines, tree } = request;
  const unit = (lines[index] as TouchedLine).line.unit;
  if (own.kind !== 'new' || own.value === 0n || storedAmount(request, unit) !== undefined) return false;
  const given = (tree.parts[index] ?? []).flatMap((part) => said[part]?.value ?? []);
  return given.length > 0 && given.reduce((a, b) => a + b, 0n) === own.value;
}

/** Two numbers for the same thing in one row. */
function conflicts({ line, touched }: TouchedLine, number: Said, request: Request): Finding[] {
  const unit = nameOf(nodeAt(request.values.units, line.unit).value.path);
  const [planned, ...periods] = touched;
  const whole = wholeOf({ number, planned });
  if (whole === 'conflict') return [finding('error', 'sheet.two-numbers', { unit }, line.place('number'))];
  const given = periods.flatMap((cell) => cell?.value ?? []);
  if (whole?.value === undefined || given.length === 0) return [];
  const sum = given.reduce((a, b) => a + b, 0n);
  const isAll = given.length === request.columns.length;
  if (isAll ? sum === whole.value : sum <= whole.value) return [];
  return [finding('error', 'sheet.periods-against-whole', { unit }, line.place('number'))];
}

/** The one number that a row gives for its whole span, if it gives one. */
function wholeOf({ number, planned }: WholeCells): { readonly value: bigint | undefined } | 'conflict' | undefined {
  if (!planned) return number.kind === 'blank' ? undefined : number;
  if (number.kind === 'blank') return planned;
  return number.value === planned.value ? planned : 'conflict';
}

interface RowContext {
  readonly request: Request;
  readonly findings: Finding[];
}

function rowNumbers({ line, touched }: TouchedLine, number: Said, { request, findings }: RowContext): SheetNumber[] {
  const [planned, ...periods] = touched;
  const whole = wholeOf({ number, planned });
  const place = line.place(number.kind === 'blank' && planned ? 0 : 'number');
  const asAmount = (value: bigint | undefined, at: Place) =>
    value === undefined ? undefined : currencyAmount(value, { request, findings, place: at });
  const numbers = periods.flatMap((cell, index): SheetNumber[] => {
    if (!cell) return [];
    const at = line.place(index + 1);
    return [{ line, period: request.nodes[index + 1] as number, said: { amount: asAmount(cell.value, at) }, place: at }];
  });
  if (whole === 'conflict') return numbers;
  const said = whole === undefined ? ('nothing' as const) : { amount: asAmount(whole.value, place) };
  return [{ line, period: 0, said, place }, ...numbers];
}

/** An amount in the currency's smallest unit; a finding when it has more decimals, is below zero or too large. */
function currencyAmount(value: bigint, { request, findings, place }: RowContext & { place: Place }): bigint {
  const { scale, decimals } = request;
  const unit = power10(scale.scale - decimals);
  if (value % unit !== 0n) findings.push(finding('error', 'folder.too-fine', { most: decimals }, place));
  if (value < 0n) findings.push(finding('error', 'folder.negative-amount', {}, place));
  const amount = divideRounded(value, unit);
  if (amount > LARGEST_AMOUNT) findings.push(finding('error', 'folder.amount-too-large', {}, place));
  return amount;
}
