import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear, Period } from '../core/calendar/period.ts';
import type { OptionReader } from './option-reader.ts';
import { parseCount } from './parse-flags.ts';

/** The fiscal year by `--fiscal-start` and `--fiscal-name`; from January, named by its end, unless said otherwise. */
export function readFiscal(reader: OptionReader): FiscalYear {
  const month = (text: string) => {
    const number = parseCount(text);
    return number !== undefined && number >= 1 && number <= 12 ? number : undefined;
  };
  return {
    startMonth: reader.value('fiscalStart', month, '1..12') ?? 1,
    name: reader.choice('fiscalName', ['start', 'end']) ?? 'end',
  };
}

/** A period by `-p`. */
export function readPeriod(reader: OptionReader, fiscal: FiscalYear): Period | undefined {
  return reader.value('period', (text) => parsePeriod(text, fiscal), '2026, 2026-Q1, 2026-03, 2026-03-15, a..b, FY2026');
}
