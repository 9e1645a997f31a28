import { Chalk, type ChalkInstance } from 'chalk';
import type { Finding, Place, Severity } from '../core/finding.ts';
import { oneLine } from './cell.ts';
import { markedRow } from './marked-row.ts';
import type { FindingWords, Wording } from './options.ts';

const MOST_OF_ONE_CODE = 20;

const SEVERITY_COLOURS = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<Severity, string>;

interface Worded {
  readonly finding: Finding;
  readonly wording: Wording;
}

/** How findings look: `width` is the terminal's, and is left out in a pipe. */
export interface FindingsLook {
  readonly colour: boolean;
  readonly width?: number | undefined;
  /** Every finding, however many there are of a code. */
  readonly all?: boolean | undefined;
}

interface Pen {
  readonly words: FindingWords;
  readonly chalk: ChalkInstance;
  readonly width: number | undefined;
  readonly most: number;
}

/**
 * Findings as people read them on stderr: place and message, the row with its cell marked, then the remedy, once for all findings
 * of one code that share it. Of one code at most 20 are shown unless all are asked for, and the rest is counted.
 */
export function findingsText(findings: readonly Finding[], words: FindingWords, { colour, width, all }: FindingsLook): string {
  const most = all ? findings.length : MOST_OF_ONE_CODE;
  const pen = { words, chalk: new Chalk({ level: colour ? 1 : 0 }), width, most };
  const byCode = groupedBy(findings, (finding) => finding.code);
  const lines = [...byCode.values()].flatMap((same) => codeLines(same, pen));
  return lines.map((line) => `${line}\n`).join('');
}

function codeLines(findings: readonly Finding[], pen: Pen): string[] {
  const { words } = pen;
  const shown = findings.slice(0, pen.most).map((finding) => ({ finding, wording: words.finding(finding) }));
  const more = findings.length - shown.length;
  const byRemedy = groupedBy(shown, ({ wording }) => wording.remedy);
  const lines = [...byRemedy].flatMap(([remedy, same]) => [
    ...same.flatMap((each) => findingLines(each, pen)),
    ...(remedy === undefined ? [] : [words.phrase('try', { remedy: oneLine(remedy) })]),
  ]);
  return more > 0 ? [...lines, words.phrase('findings.more', { n: more })] : lines;
}

function findingLines({ finding, wording }: Worded, { words, chalk, width }: Pen): string[] {
  const { severity, place = {} } = finding;
  const severityWord = chalk[SEVERITY_COLOURS[severity]](words.phrase(`severity.${severity}`));
  return [`${severityWord}: ${placeText(place)}${oneLine(wording.what)}`, ...markedRow(place, width)];
}

/** `orders.csv:14:金额: `, as far as the place is known. */
function placeText({ file, line, column }: Place): string {
  const parts = [file, line, column].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${oneLine(parts.join(':'))}: `;
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
