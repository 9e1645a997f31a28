/** What a column's name says of time. `months` are 1 to 12, one for a month and all of a quarter, half or year. */
export interface PeriodName {
  readonly year: number | undefined;
  readonly months: readonly number[];
  /** What else stands in the name: 实际 in `2026-01_实际`. */
  readonly measure: string;
}

const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ENGLISH_MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const CHINESE = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const YEAR = '((?:19|20)[0-9]{2})';
const OF_YEAR = `(?:${YEAR}[年_ -]*)?`;
const TWELVE = range(1, 12);

interface Form {
  readonly pattern: RegExp;
  /** From the match: year and months; undefined when the numbers are none of a calendar. */
  readonly read: (parts: readonly (string | undefined)[]) => Omit<PeriodName, 'measure'> | undefined;
}

const form = (source: string, read: Form['read']): Form => ({ pattern: new RegExp(`^${source}$`, 'iu'), read });
const month = (year: string | undefined, number: number) =>
  number >= 1 && number <= 12 ? { year: yearOf(year), months: [number] } : undefined;
const part = (year: string | undefined, length: number, number: number) => ({
  year: yearOf(year),
  months: range((number - 1) * length + 1, length),
});

/** Every way to write a period in a header, in the order in which they are tried. */
const FORMS: readonly Form[] = [
  form(`${YEAR}(?:[-/._年])([0-9]{1,2})月?(?:份)?`, ([y, m]) => month(y, Number(m))),
  // What a spreadsheet makes of a month.
  form(`${YEAR}[-/]([0-9]{1,2})[-/]0?1(?:[ T]0?0:00(?::00)?)?`, ([y, m]) => month(y, Number(m))),
  form(`${YEAR}([0-9]{2})`, ([y, m]) => month(y, Number(m))),
  form(`${OF_YEAR}([0-9]{1,2})月(?:份)?`, ([y, m]) => month(y, Number(m))),
  form(`${OF_YEAR}(十[一二]?|[一二三四五六七八九])月(?:份)?`, ([y, m]) => month(y, CHINESE.indexOf(m ?? '') + 1)),
  form(`${ENGLISH_MONTH}(?:[-_/' .]*(?:${YEAR}|([0-9]{2})))?`, ([m, y, short]) => month(y ?? longYear(short), english(m))),
  form(`(?:${YEAR}|([0-9]{2}))[-_/ ]*${ENGLISH_MONTH}`, ([y, short, m]) => month(y ?? longYear(short), english(m))),
  form(`${OF_YEAR}Q([1-4])`, ([y, n]) => part(y, 3, Number(n))),
  form(`${OF_YEAR}第?([1-4一二三四])季度?`, ([y, n]) => part(y, 3, Number(n) || CHINESE.indexOf(n ?? '') + 1)),
  form(`${OF_YEAR}H([12])`, ([y, n]) => part(y, 6, Number(n))),
  form(`${OF_YEAR}([上下])半年`, ([y, n]) => part(y, 6, n === '上' ? 1 : 2)),
  form(`${YEAR}年度?`, ([y]) => ({ year: yearOf(y), months: TWELVE })),
  form(`${OF_YEAR}(?:全年|年度|合计|总计|累计|全年合计|全年累计|年度合计|小计|total|grand total|ytd|sum)`, ([y]) => ({
    year: yearOf(y),
    months: TWELVE,
  })),
];

/** The period that a column's name names; undefined when it names none. */
export function periodName(column: string): PeriodName | undefined {
  const text = column.normalize('NFKC').trim();
  const whole = readForm(text);
  if (whole) return { ...whole, measure: '' };
  for (let cut = text.lastIndexOf('_'); cut > 0; cut = text.lastIndexOf('_', cut - 1)) {
    const named = readForm(text.slice(0, cut));
    if (named && text.slice(cut + 1) !== '')
      return {
        ...named,
        measure: column
          .normalize('NFKC')
          .trim()
          .slice(cut + 1),
      };
  }
  return undefined;
}

function readForm(text: string): Omit<PeriodName, 'measure'> | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    if (match) return read(match.slice(1));
  }
  return undefined;
}

function english(text: string | undefined): number {
  return ENGLISH.indexOf((text ?? '').slice(0, 3).toLowerCase()) + 1;
}

function longYear(short: string | undefined): string | undefined {
  return short === undefined ? undefined : `20${short}`;
}

function yearOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function range(first: number, length: number): number[] {
  return Array.from({ length }, (_, index) => first + index);
}
