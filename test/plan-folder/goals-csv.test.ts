import { describe, expect, it } from 'vitest';
import { goalsOf, supportedFindings } from '../../src/core/goals/goal.ts';
import { readGoalsCsv, writeGoalsCsv } from '../../src/plan-folder/goals-csv.ts';

const CONTEXT = { decimals: 2, fiscal: { startMonth: 1, name: 'end' } } as const;
const HEADER = 'goal,target,title,strategy,period,owner,weight,supports,reason';
const read = (...lines: string[]) => readGoalsCsv({ content: `${[HEADER, ...lines].join('\n')}\n`, file: 'goals.csv' }, CONTEXT);
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);
const target = (id: string, supports = '') => ({ target: id, supports });

describe('goals.csv', () => {
  const file = read(
    'G1,,做深华东,聚焦,2026年,王总,60%,,战略会',
    'G1,T1,,,,,0.7,,',
    'G1,T2,,,,,30%,,',
    'G2,,Serve better,,2026,,,G1,',
  );

  it('has goals, and rows that say what a target weighs in one', () => {
    expect(file.findings).toEqual([]);
    const { goals, findings } = goalsOf(file.rows, [target('T1', 'G1'), target('T2'), target('T3', 'G1'), target('T4', 'G2')]);
    expect(findings).toEqual([]);
    expect(goals.map(({ id, title, period, supports }) => [id, title, period, supports])).toEqual([
      ['G1', '做深华东', '2026', ''],
      ['G2', 'Serve better', '2026', 'G1'],
    ]);
    expect(goals[0]?.weight).toEqual({ coefficient: 6n, scale: 1 });
    expect(goals[0]?.targets).toEqual([
      { target: 'T1', weight: { coefficient: 7n, scale: 1 } },
      { target: 'T2', weight: { coefficient: 3n, scale: 1 } },
      { target: 'T3', weight: undefined },
    ]);
    expect(goals[1]?.targets).toEqual([{ target: 'T4', weight: undefined }]);
  });

  it('is written as it is read', () => {
    const text = writeGoalsCsv(file.rows);
    expect(text.split('\n')[2]).toBe('G1,T1,,,,,0.7,,');
    const again = readGoalsCsv({ content: text, file: 'goals.csv' }, CONTEXT);
    expect(again.rows.map(({ place: _, ...row }) => row)).toEqual(file.rows.map(({ place: _, ...row }) => row));
  });

  it('may lack the column target, and tells every problem of the file at once', () => {
    const plain = readGoalsCsv({ content: `${HEADER.replace('target,', '')}\nG1,A,,,,,,\n`, file: 'goals.csv' }, CONTEXT);
    expect(plain.rows.map(({ goal, target: own }) => [goal, own])).toEqual([['G1', '']]);
    const wrong = read('G1,,A,,soon,,60,,', ',,B,,,,,,', 'G1,,C,,,,,,');
    expect(codes(wrong.findings)).toEqual(['folder.bad-period', 'goals.bad-weight', 'folder.blank-cell', 'folder.row-twice']);
  });

  it('names what is not there, and circles', () => {
    const { findings } = goalsOf(
      read('A,,,,,,,B,', 'B,,,,,,,A,', 'C,,,,,,,X,', 'D,T1,,,,,1,,', 'A,T9,,,,,1,,', 'A,T1,,,,,,,').rows,
      [target('T1')],
    );
    expect(codes(findings)).toEqual([
      'goals.no-such-goal',
      'goals.no-such-target',
      'goals.no-weight',
      'goals.supports-nothing',
      'goals.circle',
    ]);
    const other = goalsOf(read('A,,,,,,,,', 'B,,,,,,,,', 'A,T1,,,,,1,,').rows, [target('T1', 'B')]);
    expect(codes(other.findings)).toEqual(['goals.supports-another']);
  });

  it('asks of targets that what they support is there', () => {
    const { goals } = goalsOf(read('A,,,,,,,,').rows, []);
    const targets = [target('T1', 'A'), target('T2', 'T1'), target('T3', 'T3'), target('T4', 'Z'), target('T5')];
    expect(supportedFindings(goals, targets).map(({ code, severity, values }) => [code, severity, values?.['target']])).toEqual([
      ['goals.supports-itself', 'error', 'T3'],
      ['goals.target-supports-nothing', 'error', 'T4'],
    ]);
    expect(supportedFindings([], [target('T4', 'Z')]).map(({ severity }) => severity)).toEqual(['warning']);
  });
});
