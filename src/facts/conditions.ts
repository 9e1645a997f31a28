import { type Finding, finding } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { cellNumber } from './cells/cell-rules.ts';
import type { Condition } from './facts-source.ts';

const COMPARISON = /^(.+?)\s*(!=|=|<|>)\s*(.*)$/su;
const MEMBERSHIP = /^(.+?)\s+in\s+(.+)$/isu;

/**
 * Reads a `--where`: `状态=已完成`, `区域!=海外`, `数量>10`, `状态 in 已完成,已发货` (commas may be `，` or `、`). Undefined when it is none.
 * A text with a comparison sign before any ` in ` is a comparison.
 */
export function parseCondition(text: string): Condition | undefined {
  const comparison = COMPARISON.exec(text);
  const membership = MEMBERSHIP.exec(text);
  if (membership && !(comparison && comparison[1]!.length < membership[1]!.length)) return member(membership);
  if (!comparison) return undefined;
  const column = normalName(comparison[1]!);
  const operator = comparison[2] as Condition['operator'];
  return column === '' ? undefined : { column, operator, values: [normalName(comparison[3]!)] };
}

function member(match: RegExpExecArray): Condition | undefined {
  const column = normalName(match[1]!);
  const values = match[2]!
    .split(/[,，、]/u)
    .map(normalName)
    .filter((value) => value !== '');
  return column === '' || values.length === 0 ? undefined : { column, operator: 'in', values };
}

/** Whether a cell meets a condition; the twin of the SQL in totals-query.ts. */
export function meets(cell: string, condition: Condition): boolean {
  const { operator, values } = condition;
  if (operator === '<' || operator === '>') return compares(cell, condition);
  const among = values.map(normalName).includes(normalName(cell));
  return operator === '!=' ? !among : among;
}

function compares(cell: string, { operator, values }: Condition): boolean {
  const left = cellNumber(cell);
  const right = cellNumber(values[0] ?? '');
  if (left === undefined || right === undefined) return false;
  return operator === '<' ? left < right : left > right;
}

/** An error for each `<` or `>` whose value is no number: it would leave out every row without a word. */
export function conditionFindings(conditions: readonly Condition[]): Finding[] {
  return conditions
    .filter(({ operator, values }) => (operator === '<' || operator === '>') && cellNumber(values[0] ?? '') === undefined)
    .map(({ column, operator, values }) =>
      finding('error', 'facts.condition-number', { column, operator, value: values[0] ?? '' }),
    );
}
