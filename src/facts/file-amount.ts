import { type Finding, finding } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { readName } from './column-names.ts';
import type { Measure } from './facts-source.ts';

/** A line above the header that names the unit of the amounts: `单位：万元`. */
export interface StatedUnit {
  /** 4 for 万元. */
  readonly power: number;
  /** As written. */
  readonly text: string;
  readonly line: number;
}

export interface AmountFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly statedUnit?: StatedUnit | undefined;
}

/** The amounts of one file. */
export interface FileAmount {
  /** Blank when the file has no such column. */
  readonly column: string;
  /** Scales the file's amounts to the base unit. */
  readonly power: number;
  /** Whether the header, a line above it or a person says the unit. */
  readonly stated: boolean;
  /** Errors: two that name different units. */
  readonly findings: readonly Finding[];
}

/** What counts things has no unit of money, whatever stands above the table. */
const COUNTED = /(?:数|数量|次|[(（[【/](?:个|件|次|人次|人|户|家|台|套|单|笔)[)）\]】]?)$/u;

/**
 * Where a file has its amounts and in which unit. A file without the column of that name may have it with another unit:
 * 金额（万元） beside 金额. The unit is said by the header, by a line above it or by a person; who disagrees stops the run.
 */
export function fileAmount(file: AmountFile, measure: Measure): FileAmount {
  if (measure.column === '') return { column: '', power: 0, stated: false, findings: [] };
  const column = sameColumn(file.columns, normalName(measure.column));
  const header = readName(column);
  const line = COUNTED.test(column) ? undefined : file.statedUnit;
  const given = givenUnit(measure);
  const powers = [given?.power, header.unit === undefined ? undefined : header.power, line?.power];
  const power = powers.find((said) => said !== undefined);
  const units = { column, given: given?.unit ?? '', header: header.unit ?? '', line: line?.text ?? '' };
  return {
    ...{ column, power: power ?? 0, stated: power !== undefined },
    findings: disagreement(powers).map((code) =>
      finding('error', code, units, { file: file.name, column, ...(line && { line: line.line }) }),
    ),
  };
}

/** Where a file has the column that is asked for: that of the amounts may be called by another unit there. */
export function columnIn(file: AmountFile, column: string, measure: Measure): string {
  return normalName(column) === normalName(measure.column) ? fileAmount(file, measure).column : normalName(column);
}

/** The unit that a person gave; a unit in the column's own name is the header's. */
function givenUnit({ column, power, unit }: Measure): { power: number; unit: string } | undefined {
  if (readName(column).unit !== undefined || (unit === undefined && power === 0)) return undefined;
  return { power, unit: unit ?? `10^${power}` };
}

function sameColumn(columns: readonly string[], wanted: string): string {
  if (columns.includes(wanted)) return wanted;
  const { key } = readName(wanted);
  const alike = columns.filter((column) => readName(column).key === key);
  return alike.length === 1 ? alike[0]! : '';
}

function disagreement([given, header, line]: readonly (number | undefined)[]): string[] {
  const differ = (a: number | undefined, b: number | undefined) => a !== undefined && b !== undefined && a !== b;
  return [
    ...(differ(given, header) ? ['facts.unit-given-header'] : []),
    ...(differ(given, line) ? ['facts.unit-given-line'] : []),
    ...(differ(header, line) ? ['facts.unit-header-line'] : []),
  ];
}
