import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPlanFolder } from '../../src/plan-folder/find-plan-folder.ts';
import { readPlanFolder } from '../../src/plan-folder/read-plan-folder.ts';
import { stampOf } from '../../src/plan-folder/stamp.ts';
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
