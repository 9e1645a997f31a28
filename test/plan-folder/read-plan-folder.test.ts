import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/plan-folder/atomic-write.ts';
import { findPlanFolder } from '../../src/plan-folder/find-plan-folder.ts';
import { type LockRow, writeLocksCsv } from '../../src/plan-folder/locks-csv.ts';
import { readPlanFolder } from '../../src/plan-folder/read-plan-folder.ts';
import { type Stamp, stampOf } from '../../src/plan-folder/stamp.ts';
import { openDirectory } from './child-writer.ts';

const TARGETS =
  'target,title,metric,period,区域,value,floor,stretch,baseline,owner,supports,reason,effective_from,approved_by,status\n';
const PLAN = 'target,metric,period,区域,amount,denominator\nT1,revenue,2026-01,华东,1.00,\n';

function folder(files: Readonly<Record<string, string>>): string {
  const dir = openDirectory();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('finds the nearest folder upward', () => {
  const dir = folder({ 'salesplan.yaml': 'version: 1\n' });
  mkdirSync(join(dir, 'a', 'b'), { recursive: true });
  expect(findPlanFolder(join(dir, 'a', 'b'))).toBe(dir);
  expect(findPlanFolder(openDirectory())).toBeUndefined();
});

describe('reading', () => {
  it('gives every file with its stamp; the plan only when it is asked for', () => {
    const dir = folder({
      'salesplan.yaml': 'version: 1\n',
      'targets.csv': `${TARGETS}T1,,revenue,2026,,100,,,,,,,,,\n`,
      'plan.csv': PLAN,
    });
    const read = readPlanFolder(dir);
    expect(read.findings).toEqual([]);
    expect(read.targets.rows).toMatchObject([{ target: 'T1', path: [] }]);
    expect([...read.stamps.keys()]).toEqual(['salesplan.yaml', 'targets.csv', 'organisation.csv']);
    expect(read.plan()).toMatchObject({ levels: ['区域'], scale: 2, rows: [{ amount: 100n }], meta: undefined, findings: [] });
    expect(read.plan()).toBe(read.plan());
    expect(read.stamps.get('plan.csv')).toEqual(stampOf(Buffer.from(PLAN)));
    expect(read.stamps.get('plan.meta.json')).toBe('absent');
    expect(read.milestones().rows).toEqual([]);
  });

  it('gives the locks when they are asked for, with their findings and their stamp', () => {
    const header = 'target,period,区域,kind,amount,reason,by,until\n';
    const good = `${header}T1,2026-Q1,华东,floor,10,,,\n`;
    const read = readPlanFolder(folder({ 'salesplan.yaml': 'version: 1\n', 'locks.csv': good }));
    expect(read.stamps.has('locks.csv')).toBe(false);
    expect(read.locks()).toMatchObject({
      levels: ['区域'],
      rows: [{ target: 'T1', kind: 'floor', amount: 1000n }],
      findings: [],
    });
    expect(read.locks()).toBe(read.locks());
    expect(read.stamps.get('locks.csv')).toEqual(stampOf(Buffer.from(good)));

    const dir = folder({ 'salesplan.yaml': 'version: 1\n', 'locks.csv': `${header}T1,2026-Q1,华东,floor,,,,\n` });
    expect(readPlanFolder(dir).findings).toEqual([]);
    expect(readPlanFolder(dir).locks().findings).toMatchObject([{ code: 'folder.blank-amount', place: { line: 2 } }]);
  });

  it('lets a lock be added beside other files, unless someone edited the locks meanwhile', () => {
    const header = 'target,period,区域,kind,amount,reason,by,until\n';
    const before = `${header}T1,2026-Q1,华东,floor,10.00,,,\n`;
    const dir = folder({ 'salesplan.yaml': 'version: 1\n', 'locks.csv': before });
    const read = readPlanFolder(dir);
    const { levels, rows } = read.locks();
    const added = { ...(rows[0] as LockRow), kind: 'fix' as const, path: ['华南'], amount: 2000n, by: '李总' };
    const change = [
      { path: 'plan.csv', content: PLAN },
      {
        path: 'locks.csv',
        content: writeLocksCsv([...rows, added], { levels, decimals: 2 }),
        expected: read.stamps.get('locks.csv') as Stamp,
      },
    ];
    writeFiles(dir, change);
    const after = `${before}T1,2026-Q1,华南,fix,20.00,,李总,\n`;
    expect(readFileSync(join(dir, 'locks.csv'), 'utf8')).toBe(after);
    expect(() => writeFiles(dir, change)).toThrow('folder.changed-meanwhile');
    expect(readFileSync(join(dir, 'locks.csv'), 'utf8')).toBe(after);
  });

  it('has no locks without the file, unless the settings name it', () => {
    const none = readPlanFolder(folder({ 'salesplan.yaml': 'version: 1\n' }));
    expect(none.locks()).toEqual({ levels: [], rows: [], findings: [] });
    expect(none.stamps.get('locks.csv')).toBe('absent');

    const dir = folder({ 'salesplan.yaml': 'version: 1\nlocks: 锁定.csv\n' });
    expect(
      readPlanFolder(dir)
        .locks()
        .findings.map((f) => [f.code, f.place?.line, f.values?.file]),
    ).toEqual([['folder.missing-file', 2, '锁定.csv']]);
    writeFileSync(join(dir, '锁定.csv'), 'target,period,kind,amount,reason,by,until\n,2026,cap,5,,,\n');
    expect(readPlanFolder(dir).locks()).toMatchObject({ rows: [{ kind: 'cap', amount: 500n }], findings: [] });
  });

  it('collects the findings of all files', () => {
    const dir = folder({
      'salesplan.yaml': 'version: 1\norg: 人员.csv\n',
      'targets.csv': `${TARGETS}T1,,revenue,someday,,x,,,,,,,,,\n`,
    });
    const { findings } = readPlanFolder(dir);
    expect(findings.map((f) => [f.code, f.place?.file, f.place?.line])).toEqual([
      ['folder.bad-period', join(dir, 'targets.csv'), 2],
      ['folder.bad-number', join(dir, 'targets.csv'), 2],
      ['folder.missing-file', join(dir, 'salesplan.yaml'), 2],
    ]);
    expect(readPlanFolder(openDirectory()).findings).toMatchObject([{ code: 'folder.no-settings' }]);
  });

  it('uses the decimals and the fiscal year of the settings', () => {
    const dir = folder({
      'salesplan.yaml': 'version: 1\ncurrency: {code: JPY, decimals: 0}\nfiscal: {start: 4}\n',
      'plan.csv': PLAN,
    });
    expect(readPlanFolder(dir).plan()).toMatchObject({ scale: 0, rows: [{ amount: 1n }] });
  });
});
