import { dayOf, firstOfMonth, lastOfMonth, mondayOfIsoWeek } from './day.ts';
import { type FiscalYear, type Grain, monthPeriod, type Period, partOfYear, periodAt, weekPart } from './period.ts';

const WORDS: Readonly<Record<string, Grain>> = {
  year: 'year',
  年: 'year',
  half: 'half',
  半年: 'half',
  quarter: 'quarter',
  季度: 'quarter',
  季: 'quarter',
  month: 'month',
  月: 'month',
  week: 'week',
  周: 'week',
  day: 'day',
  日: 'day',
};

/** The grain a word names, in English or Chinese; undefined when it names none. */
export function parseGrain(word: string): Grain | undefined {
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

interface Form {
  readonly pattern: RegExp;
  readonly read: (parts: readonly number[], fiscal: FiscalYear) => Period | undefined;
}

const calendar = (grain: 'year' | 'half' | 'quarter', year: number, number: number) =>
  partOfYear(year, { grain, index: number - 1 }, undefined);
const fiscalPart = (grain: 'year' | 'half' | 'quarter' | 'month') => (p: readonly number[], fiscal: FiscalYear) =>
  partOfYear(p[0] as number, { grain, index: (p[1] ?? 1) - 1 }, fiscal);

/** Every single period that can be written, in the order in which they are tried. */
const FORMS: readonly Form[] = [
  { pattern: /^(\d{4})年?$/, read: ([y]) => calendar('year', y as number, 1) },
  { pattern: /^(\d{4})-?H([12])$/i, read: ([y, n]) => calendar('half', y as number, n as number) },
  { pattern: /^(\d{4})(?:-?Q|年第?)([1-4])(?:季度)?$/i, read: ([y, n]) => calendar('quarter', y as number, n as number) },
  { pattern: /^(\d{4})[-/]?(\d{2})$/, read: ([y, m]) => month(y as number, m as number) },
  { pattern: /^(\d{4})[-/](\d)$/, read: ([y, m]) => month(y as number, m as number) },
  { pattern: /^(\d{4})年(\d{1,2})月$/, read: ([y, m]) => month(y as number, m as number) },
  { pattern: /^(\d{4})-(\d{2})-W([1-6])$/i, read: ([y, m, n]) => weekOfMonth(y as number, m as number, n as number) },
  { pattern: /^(\d{4})-W(\d{2})$/i, read: ([y, n]) => isoWeek(y as number, n as number) },
  { pattern: /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/, read: ([y, m, d]) => day(y as number, m as number, d as number) },
  { pattern: /^(\d{4})年(\d{1,2})月(\d{1,2})日$/, read: ([y, m, d]) => day(y as number, m as number, d as number) },
  { pattern: /^FY(\d{4})$/i, read: fiscalPart('year') },
  { pattern: /^FY(\d{4})-?H([12])$/i, read: fiscalPart('half') },
  { pattern: /^FY(\d{4})-?Q([1-4])$/i, read: fiscalPart('quarter') },
  { pattern: /^FY(\d{4})-?M(\d{2})$/i, read: fiscalPart('month') },
];

/**
 * Reads a period: `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-03-W2`, `2026-W05`, `2026-03-15`, `FY2026`, `FY2026-Q1`,
 * `2026年3月`, `202603`, or `a..b` of these with both ends included. Undefined when it is none, or ends before it starts.
 * Full-width characters count as their ASCII forms.
 */
export function parsePeriod(text: string, fiscal: FiscalYear): Period | undefined {
  const normal = text.normalize('NFKC').trim();
  const ends = normal.split('..');
  if (ends.length === 1) return parseSingle(normal, fiscal);
  const [from, to] = ends.map((end) => parseSingle(end.trim(), fiscal));
  if (ends.length !== 2 || !from || !to || to.end < from.start) return undefined;
  return { grain: undefined, label: `${from.label}..${to.label}`, start: from.start, end: to.end };
}

/** Whether a period's label is one of a fiscal year (`FY2026`, `FY2026-Q1..FY2026-Q2`). */
export function isFiscalLabel(label: string): boolean {
  return label.startsWith('FY');
}

function parseSingle(text: string, fiscal: FiscalYear): Period | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    if (match) return read(match.slice(1).map(Number), fiscal);
  }
  return undefined;
}

function month(year: number, number: number): Period | undefined {
  return number >= 1 && number <= 12 ? monthPeriod(year, number) : undefined;
}

function day(year: number, number: number, date: number): Period | undefined {
  const at = dayOf(year, number, date);
  return at === undefined ? undefined : periodAt('day', at, undefined);
}

function weekOfMonth(year: number, number: number, ordinal: number): Period | undefined {
  if (number < 1 || number > 12) return undefined;
  const at = Math.min(firstOfMonth(year, number) + (ordinal - 1) * 7, lastOfMonth(year, number));
  const week = weekPart(year, number, at);
  if (week.label.endsWith(`W${ordinal}`)) return week;
  const last = weekPart(year, number, lastOfMonth(year, number));
  return last.label.endsWith(`W${ordinal}`) ? last : undefined;
}

function isoWeek(year: number, number: number): Period | undefined {
  const start = mondayOfIsoWeek(year, number);
  if (start === undefined) return undefined;
  return { grain: undefined, label: `${year}-W${String(number).padStart(2, '0')}`, start, end: start + 6 };
}
