import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/core/finding.ts';
import type { Settlement } from '../../src/core/negotiation/settlement.ts';
import { readPlanMeta } from '../../src/plan-folder/plan-meta.ts';
import { settlementOfRecord, settlementRecord } from '../../src/plan-folder/settlement-records.ts';
import { writePlanMeta } from '../../src/plan-folder/write-plan-meta.ts';
import { CALENDAR, period } from '../core/make.ts';
import { policy, weight } from '../core/negotiation/negotiations.ts';

const SETTLEMENT: Settlement = {
  text: 'authority:60%',
  policy: policy('authority:60%'),
  tie: 'settled',
  unit: ['华东'],
  authorities: [{ path: ['华东', '王/芳'], weight: weight('0.8') }],
  numbers: [
    { path: ['华东', '王/芳'], period: '2026', amount: 0n },
    { path: [], period: '2026-Q1', amount: 123_456n },
  ],
  frozen: [{ path: ['华东', '李'], period: '2026' }],
  locks: [
    {
      ...{ period: period('2026-Q2'), path: ['华东'], kind: 'floor', amount: 5n, reason: '保底', by: '', until: undefined },
      place: { file: 'locks.csv', line: 3 },
    },
  ],
  decimals: 2,
  roundTo: 100_000n,
  reason: '商定',
};
const FORM = { scale: 2, decimals: 2, fiscal: CALENDAR };
const RECORD = settlementRecord(SETTLEMENT, { weights: { '华东/王\\/芳': '0.8' }, scale: 2 });

describe('the record of a settlement', () => {
  it('gives the same settlement back, through the file', () => {
    const target = { total: '1.00', metric: 'revenue', period: '2026', changes: ['A=+5%', { settlement: RECORD }] };
    const meta = { schema: 'salesplan/plan-meta@1' as const, version: '0', revision: 2, layer: 'quota' as const };
    const text = writePlanMeta({ ...meta, inputs: [], command: [], targets: { T1: target } });
    const read = readPlanMeta(text, 'plan.meta.json');
    expect(read.findings).toEqual([]);
    const step = read.meta?.targets['T1']?.changes?.[1] as { settlement: typeof RECORD };
    expect(settlementOfRecord(step.settlement, FORM)).toEqual(SETTLEMENT);
  });

  it('is plain, without what is blank', () => {
    const bare = { ...SETTLEMENT, unit: [], frozen: [], locks: [], reason: '', numbers: SETTLEMENT.numbers.slice(0, 1) };
    expect(settlementRecord(bare, { weights: {}, scale: 2 })).toEqual({
      policy: 'authority:60%',
      tie: 'settled',
      commitments: [{ unit: '华东/王\\/芳', period: '2026', amount: '0.00' }],
      round_to: '1000',
    });
  });

  it('refuses what it cannot read', () => {
    for (const wrong of [{ policy: 'best' }, { round_to: '0.001' }, { weights: { East: '2' } }])
      expect(() => settlementOfRecord({ ...RECORD, ...wrong }, FORM)).toThrow(Refusal);
  });
});
