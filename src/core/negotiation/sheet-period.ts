import { parsePeriod } from '../calendar/parse-period.ts';
import { type FiscalYear, type Grain, monthPeriod, type Period } from '../calendar/period.ts';

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The number of a part of a year that is written without its year. */
interface Yearless {
  readonly grain: Grain;
  readonly pattern: RegExp;
}

const YEARLESS: readonly Yearless[] = [
  { grain: 'month', pattern: /^(\d{1,2})月份?$/ },
  { grain: 'quarter', pattern: /^(?:Q([1-4])|第?([1-4一二三四])季度?)$/i },
  { grain: 'half', pattern: /^(?:H([12])|([上下])半年)$/i },
];

const NUMBERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 上: 1, 下: 2 };

/**
 * The one of `candidates` that a header or cell means, whoever wrote it last: our own labels, what a spreadsheet makes of them
 * (`Jan-26`, `2026/1/1`, `2026年1月`), and the usual short forms where only one candidate fits (`1月`, `Q1`, `上半年`).
 */
export function periodMeant(written: string, candidates: readonly Period[], fiscal: FiscalYear): Period | undefined {
  const text = written
    .normalize('NFKC')
    .trim()
    .replace(/份$/, '')
    .replace(/ 0?0:00(:00)?$/, '');
  return candidates.find(({ label }) => label === text) ?? dated(text, candidates, fiscal) ?? yearless(text, candidates);
}

function dated(text: string, candidates: readonly Period[], fiscal: FiscalYear): Period | undefined {
  const period = namedMonth(text) ?? parsePeriod(text, fiscal);
  if (!period) return undefined;
  const same = candidates.find(({ label }) => label === period.label);
  if (same) return same;
  const days = candidates.find(({ start, end }) => start === period.start && end === period.end);
  if (days || period.grain !== 'day') return days;
  // The first of a month is what a spreadsheet keeps of a month.
  return candidates.find(({ grain, label }) => grain === 'month' && period.label === `${label}-01`);
}

/** `Jan-26`, `Jan 2026`. */
function namedMonth(text: string): Period | undefined {
  const match = /^([a-z]{3})[a-z]*[-\s](\d{2}|\d{4})$/i.exec(text);
  const month = MONTH_NAMES.indexOf(match?.[1]?.toLowerCase() ?? '') + 1;
  return match && month > 0 ? monthPeriod(Number(match[2]?.padStart(4, '20')), month) : undefined;
}

function yearless(text: string, candidates: readonly Period[]): Period | undefined {
  for (const { grain, pattern } of YEARLESS) {
    const match = pattern.exec(text);
    const written = match?.[1] ?? match?.[2];
    if (written === undefined) continue;
    const number = NUMBERS[written] ?? Number(written);
    const found = candidates.filter((period) => period.grain === grain && numberOf(period) === number);
    return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** The number in a label: 3 of `2026-03`, 1 of `2026-Q1`. */
function numberOf({ label }: Period): number {
  return Number(/(\d+)$/.exec(label)?.[1]);
}
