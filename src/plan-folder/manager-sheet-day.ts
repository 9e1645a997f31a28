import { type Day, parseDay } from '../core/calendar/day.ts';

/** Days from Excel's day 0 to 1970-01-01. */
const SERIAL_EPOCH = 25_569;

/**
 * A date as spreadsheets save it: `2026/1/3`, `2026-01-03`, `2026.1.3`, `2026年1月3日`, `20260103`, with midnight behind it, or
 * Excel's day number. Undefined for anything else; `1/3/2026` could be two days.
 */
export function spreadsheetDay(written: string): Day | undefined {
  const text = written
    .normalize('NFKC')
    .trim()
    .replace(/\s+0?0:00(:00)?$/, '');
  if (/^[3-9]\d{4}$/.test(text)) return Number(text) - SERIAL_EPOCH;
  const day = text
    .replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日?$/, '$1-$2-$3')
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
    .replace(/^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, '$1-$2-$3');
  return parseDay(day);
}
