import { type Finding, finding } from '../../../core/finding.ts';
import type { StatedUnit } from '../../file-amount.ts';
import type { Header } from '../header.ts';
import type { Footer } from './footer.ts';
import type { WideLayout } from './wide.ts';

export function wideFinding(file: string, { months, columns, measures }: WideLayout): Finding {
  const made = columns.slice(-1 - measures.length).join(', ');
  const [first, last] = [months[0]!, months.at(-1)!];
  const values = { count: months.length, first: first.name, last: last.name, made, from: monthOf(first), to: monthOf(last) };
  return finding('note', 'layouts.wide', values, { file });
}

function monthOf({ year, months }: WideLayout['months'][number]): string {
  return `${year}-${String(months[0]).padStart(2, '0')}`;
}

export function titleFindings(file: string, header: Header): Finding[] {
  const titles = header.titles.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (titles.length === 0) return [];
  const shown = header.columns.filter((column) => column !== '');
  const values = { count: titles.length, line: header.line, columns: shown.slice(0, 6).join(', ') };
  return [finding('note', 'layouts.titles', values, { file })];
}

export function footerFindings(file: string, footer: Footer | undefined): Finding[] {
  if (!footer || footer.texts.length === 0) return [];
  return [
    finding('note', 'layouts.footer', { count: footer.texts.length, text: footer.texts.join(' | ').slice(0, 200) }, { file }),
  ];
}

export function blankFindings(file: string, count: number): Finding[] {
  return count > 0 ? [finding('note', 'layouts.blank-rows', { count }, { file })] : [];
}

export function unitFindings(file: string, unit: StatedUnit | undefined): Finding[] {
  if (unit === undefined || unit.power === 0) return [];
  return [finding('note', 'layouts.stated-unit', { unit: unit.text }, { file, line: unit.line })];
}
