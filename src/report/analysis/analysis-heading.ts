import { divideRounded, formatAmount, formatExact, power10 } from '../../core/amount.ts';
import type { UnitPath } from '../../core/organisation/unit-tree.ts';
import type { Words } from '../../locale/index.ts';
import type { Column, SheetRow } from '../../render/sheet.ts';
import { type MoneyTitle, moneyTitle } from '../money-title.ts';

/** What the sheets of an analysis need to be written. */
export interface AnalysisHeading {
  readonly levels: readonly string[];
  readonly scale: number;
  /** Decimals that amounts have at least. */
  readonly decimals: number;
  readonly money?: MoneyTitle | undefined;
  /** Whether amounts come from rates and shares: then each is rounded once, to the decimals. */
  readonly isRounded?: boolean;
  /** People read the whole's name and class names; files have blanks and codes. */
  readonly forPeople: boolean;
}

export type Labelled = readonly [name: string, kind: Column['kind']];

/** Columns under the labels of the catalogue. */
export function labelled(columns: readonly Labelled[], words: Words): Column[] {
  return columns.map(([name, kind]) => ({ name, label: words.phrase(`column.${name}`), kind }));
}

export function levelColumns(levels: readonly string[]): Column[] {
  return levels.map((name) => ({ name, kind: 'text' }));
}

export function unitCells(path: UnitPath, { levels, forPeople }: AnalysisHeading, words: Words): string[] {
  const total = forPeople && path.length === 0 ? words.phrase('label.total') : '';
  return levels.map((_, depth) => path[depth] ?? (depth === 0 ? total : ''));
}

/** A row of a unit node: for people the whole stands out where there are others. */
export function unitRow(path: UnitPath, cells: readonly string[], { levels, forPeople }: AnalysisHeading): SheetRow {
  return { cells, ...(forPeople && path.length === 0 && levels.length > 0 && { emphasis: 'total' as const }) };
}

/** Writes amounts; blank for none. */
export function amountText({
  scale,
  decimals,
  isRounded = false,
}: Pick<AnalysisHeading, 'scale' | 'decimals' | 'isRounded'>): (amount: bigint | undefined) => string {
  return (amount) => {
    if (amount === undefined) return '';
    return isRounded && scale > decimals
      ? formatAmount(divideRounded(amount, power10(scale - decimals)), decimals)
      : formatExact(amount, scale, decimals);
  };
}

/** Writes an amount that a division made: rounded once more, to the decimals. */
export function meanText({
  scale,
  decimals,
}: Pick<AnalysisHeading, 'scale' | 'decimals'>): (amount: bigint | undefined) => string {
  return (amount) => {
    if (amount === undefined) return '';
    const extra = Math.max(0, scale - decimals);
    return formatAmount(divideRounded(amount, power10(extra)), scale - extra);
  };
}

export function titled(
  key: string,
  heading: AnalysisHeading,
  words: Words,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return words.phrase(key, values) + moneyTitle(heading.money ?? {}, words);
}
