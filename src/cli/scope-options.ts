import { CHANGE_EXAMPLES, type Change, parseChange } from '../core/allocation/changes/change.ts';
import { parseScopedFactor, parseScopedGrowth, type ScopedRate } from '../core/allocation/methods/scoped-rate.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear, Period } from '../core/calendar/period.ts';
import { type Buffer, parseBuffer } from '../core/layers/buffer.ts';
import type { OptionReader } from './option-reader.ts';

/** A rate for a scope; `span` is its period, undefined for the whole plan. */
export interface PeriodRate extends ScopedRate {
  readonly span: Period | undefined;
}

const RATES = {
  growth: { parse: parseScopedGrowth, expected: '华东=+10%, 华东/上海@2026-04..2026-12=-5%' },
  weight: { parse: parseScopedFactor, expected: '华东=1.2, 华东/上海@2026-Q1=80%' },
} as const;

/** Every `--growth` or `--weight`; units are found later, in the plan. */
export function readRates(reader: OptionReader, name: keyof typeof RATES, fiscal: FiscalYear): PeriodRate[] {
  const { parse, expected } = RATES[name];
  const withSpan = (text: string) => {
    const rate = parse(text);
    const span = rate?.period === undefined ? undefined : parsePeriod(rate.period, fiscal);
    return rate && (rate.period === undefined || span) ? { ...rate, span } : undefined;
  };
  return reader.values(name, withSpan, expected);
}

/** Every `--change`, in order; units and periods are found later, in the plan. */
export function readChanges(reader: OptionReader, { fiscal, decimals }: { fiscal: FiscalYear; decimals: number }): Change[] {
  const parse = (text: string) => {
    const change = parseChange(text, decimals);
    return change?.period === undefined || parsePeriod(change.period, fiscal) ? change : undefined;
  };
  return reader.values('change', parse, CHANGE_EXAMPLES.join(', '));
}

/** Every `--buffer`, each for a level of its own. */
export function readBuffers(reader: OptionReader): Buffer[] {
  const buffers = reader.values('buffer', parseBuffer, '区域=3%, 销售员=5%');
  const twice = buffers.find(({ level }, i) => buffers.findIndex((other) => other.level === level) < i);
  if (twice) reader.fail('buffer', 'layers.buffer-twice', { level: twice.level });
  return buffers;
}
