import type { Finding } from '../../core/finding.ts';
import { fileDoubts } from '../../core/unit-guard.ts';
import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import type { TotalsQuery } from '../facts-source.ts';
import type { NamedSums } from '../files/layout/subtotal-sums.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import { fileSketch } from '../files/repeated-rows.ts';
import type { RawSums } from '../raw-sums.ts';
import { repeatFindings, sharedFindings } from '../repeat-findings.ts';
import { STATUS } from '../row-status.ts';
import type { FileAccount } from './file-accounts.ts';

/** What is told of sums. */
export interface Told {
  readonly accounts: readonly FileAccount[];
  readonly query: TotalsQuery;
  readonly sums: RawSums;
  readonly named: readonly (NamedSums | undefined)[];
  readonly powers: readonly number[];
}

/** Doubts and notes that need no further reading of most files: subtotals, merged cells, repeated rows, units. */
export async function totalsFindings({ accounts, query, sums, named, powers }: Told): Promise<Finding[]> {
  const files = accounts.map(({ file }) => file);
  return [
    ...(await subtotalFindings(accounts, query, named)),
    ...(await mergedLevels(accounts, query, sums)),
    ...files.flatMap((file) => repeatFindings(file, query)),
    ...sharedFindings(files.flatMap(fileSketch)),
    ...fileDoubts(rowAmounts(sums, files, powers), AMOUNT_SCALE),
  ];
}

/** What rows of each file come to: of each unit and period the mean. */
function rowAmounts(sums: RawSums, files: readonly PreparedFile[], powers: readonly number[]): FileFigures[] {
  if (files.length === 1) return [];
  const sizes = new Int32Array(files.length);
  const isUsed = (at: number) => sums.key[at]! > STATUS.bad;
  for (let at = 0; at < sums.count; at++) if (isUsed(at)) sizes[sums.file[sums.unit[at]!]!]!++;
  const figures = files.map(({ name }, file) => ({ name, amounts: new BigInt64Array(sizes[file]!) }));
  const factors = powers.map((power) => 10n ** BigInt(power));
  sizes.fill(0);
  for (let at = 0; at < sums.count; at++) {
    if (!isUsed(at)) continue;
    const file = sums.file[sums.unit[at]!]!;
    figures[file]!.amounts[sizes[file]!++] = (sums.amount[at]! * factors[file]!) / BigInt(sums.rows[at]!);
  }
  return figures;
}

interface FileFigures {
  readonly name: string;
  readonly amounts: BigInt64Array;
}

/** Rows that only add up others are held against those rows. */
async function subtotalFindings(
  accounts: readonly FileAccount[],
  query: TotalsQuery,
  named: readonly (NamedSums | undefined)[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, { file, subtotals }] of accounts.entries()) {
    if (subtotals === 0) continue;
    const { checkSubtotals } = await import('../files/layout/check-subtotals.ts');
    findings.push(...(await checkSubtotals(file, query, { count: subtotals, sums: named[index] })));
  }
  return findings;
}

/** Levels that are mostly blank may be merged cells. */
async function mergedLevels(accounts: readonly FileAccount[], query: TotalsQuery, sums: RawSums): Promise<Finding[]> {
  const findings: Finding[] = [];
  const blank = mostlyBlank(sums, query.levels.length);
  if (blank.length === 0) return findings;
  const { mergedFindings } = await import('../files/layout/merged-levels.ts');
  for (const { file } of accounts)
    findings.push(
      ...(await mergedFindings(
        file,
        blank.map((level) => query.levels[level]!.column),
      )),
    );
  return findings;
}

/** Levels without a name in more than half of the used rows. */
function mostlyBlank({ count: entries, key, unit, levels, rows }: RawSums, count: number): number[] {
  const blank = new Float64Array(count);
  let used = 0;
  for (let at = 0; at < entries; at++) {
    if (key[at]! <= STATUS.bad) continue;
    used += rows[at]!;
    for (let level = 0; level < count; level++) if (levels[level]![unit[at]!]!.trim() === '') blank[level]! += rows[at]!;
  }
  return [...blank.keys()].filter((level) => blank[level]! * 2 > used);
}
