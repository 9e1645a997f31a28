import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/core/calendar/day.ts';
import { previousSpan } from '../../../src/core/calendar/period.ts';
import { day } from '../make.ts';

const spanBefore = (start: string, end: string) => {
  const span = previousSpan({ start: day(start), end: day(end) });
  return [span.start, span.end].map(formatDay);
};

describe('the span before another', () => {
  it('has as many whole months where that has whole months', () => {
    expect(spanBefore('2026-01-01', '2026-03-31')).toEqual(['2025-10-01', '2025-12-31']);
    expect(spanBefore('2026-03-01', '2026-03-31')).toEqual(['2026-02-01', '2026-02-28']);
    expect(spanBefore('2025-04-01', '2026-03-31')).toEqual(['2024-04-01', '2025-03-31']);
  });

  it('has as many days elsewhere', () => {
    expect(spanBefore('2026-03-02', '2026-03-08')).toEqual(['2026-02-23', '2026-03-01']);
    expect(spanBefore('2026-01-01', '2026-01-30')).toEqual(['2025-12-02', '2025-12-31']);
    expect(spanBefore('2026-01-01', '2026-01-01')).toEqual(['2025-12-31', '2025-12-31']);
  });
});
