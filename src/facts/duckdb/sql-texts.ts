import { formatDay } from '../../core/calendar/day.ts';
import { BLANKS } from '../cells/cell-rules.ts';
import { literal } from './csv-relation.ts';

export function trimmed(text: string): string {
  return `trim(${text}, ${literal(BLANKS)})`;
}

export function dayLiteral(day: number): string {
  return `DATE '${formatDay(day)}'`;
}
