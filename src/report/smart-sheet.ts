import { formatDay } from '../core/calendar/day.ts';
import { finding } from '../core/finding.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { lettersOf, type Verdict } from '../core/targets/judge-target.ts';
import { LETTERS } from '../core/targets/smart-rule.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

export interface SmartHeading {
  readonly today: number;
  readonly words: Words;
}

const NAMES = ['target', 'metric', 'period', 'unit', 'letter', 'rule', 'result', 'code', 'evidence', 'remedy'] as const;

/** What a rule said, in words: the evidence, and what to do where it is no pass. */
export function worded({ code, values, result }: Verdict, words: Words): { readonly what: string; readonly remedy: string } {
  const { what, remedy } = words.finding(finding('note', code, values));
  return { what, remedy: result === 'pass' ? '' : (remedy ?? '') };
}

/** `S pass, M pass, A fail, R warn, T pass`: the worst of each letter. */
export function lettersText(verdicts: readonly Verdict[]): string {
  const letters = lettersOf(verdicts);
  return LETTERS.map((letter) => `${letter} ${letters[letter]}`).join(', ');
}

/** One row a rule of a target. */
export function smartSheet(verdicts: readonly Verdict[], { today, words }: SmartHeading): Sheet {
  const kinds: Readonly<Record<string, Column['kind']>> = { letter: 'code', rule: 'code', result: 'code', code: 'code' };
  const columns = NAMES.map((name): Column => ({ name, label: words.phrase(`column.${name}`), kind: kinds[name] ?? 'text' }));
  const rows = verdicts.map((verdict): SheetRow => {
    const { target, letter, rule, result, code } = verdict;
    const { what, remedy } = worded(verdict, words);
    const named = [target.id, target.metric.name, target.period.label, formatPath(target.unit)];
    return { cells: [...named, letter, rule, result, code, what, remedy] };
  });
  return { name: 'target-check', title: title(today, words), columns, rows, totals: undefined };
}

function title(today: number, words: Words): string {
  return words.phrase('title.target-check', { today: formatDay(today) });
}

/** Columns of a terminal that evidence takes, so that a table fits into 80. */
const EVIDENCE_WIDTH = 50;

/** The same for a terminal: targets one below the other, each with its letters, rules and, behind those that are no pass, what to do. */
export function smartTable(verdicts: readonly Verdict[], { today, words }: SmartHeading): Sheet {
  const labelled = (name: string) => ({ name, label: words.phrase(`column.${name}`) });
  const columns: Column[] = [
    { ...labelled('rule'), kind: 'text' },
    { ...labelled('result'), kind: 'code' },
    { ...labelled('evidence'), kind: 'text', wrap: EVIDENCE_WIDTH },
  ];
  const targets = new Map<Verdict['target'], Verdict[]>();
  for (const verdict of verdicts) targets.set(verdict.target, [...(targets.get(verdict.target) ?? []), verdict]);
  const rows = [...targets].flatMap(([target, own]): SheetRow[] => {
    const about = [target.metric.name, target.period.label, formatPath(target.unit)].filter((text) => text !== '').join(', ');
    const heading = { cells: [target.id, '', `${about}: ${lettersText(own)}`], emphasis: 'subtotal' as const };
    return [heading, ...own.flatMap((verdict) => ruleRows(verdict, words))];
  });
  return { name: 'target-check', title: title(today, words), columns, rows, totals: undefined };
}

function ruleRows(verdict: Verdict, words: Words): SheetRow[] {
  const { what, remedy } = worded(verdict, words);
  const said = { cells: [`${verdict.letter} ${verdict.rule}`, verdict.result, what], depth: 1 };
  return remedy === '' ? [said] : [said, { cells: ['', '', words.phrase('try', { remedy })] }];
}
