import { describe, expect, it } from 'vitest';
import { pathAtLevels } from '../../src/plan-folder/level-columns.ts';
import { readWeightsCsv } from '../../src/plan-folder/weights-csv.ts';

const read = (content: string) =>
  readWeightsCsv({ content, file: 'w.csv' }, { decimals: 2, fiscal: { startMonth: 1, name: 'end' } });
const HEADER = 'period,区域,销售员,weight\n';

describe('a weights file', () => {
  it('has any period and any unit where it is blank, and one scale for all its weights', () => {
    const table = read(`${HEADER},华东,,3\n2026-03,,,1.25\n2026-Q1,,王芳,0\n,,,"1,000"\n`);
    expect(table).toMatchObject({ levels: ['区域', '销售员'], scale: 2, findings: [] });
    expect(table.rows.map(({ period, path, weight, place }) => [period?.label, path, weight, place?.line])).toEqual([
      [undefined, ['华东'], 300n, 2],
      ['2026-03', [], 125n, 3],
      ['2026-Q1', ['', '王芳'], 0n, 4],
      [undefined, [], 100_000n, 5],
    ]);
  });

  it('may have units alone, or periods alone', () => {
    expect(read('period,weight\n2026-01,2\n')).toMatchObject({ levels: [], rows: [{ path: [], weight: 2n }], findings: [] });
    expect(read('period,weight\n2026-01,1.500000000\n')).toMatchObject({ scale: 1, rows: [{ weight: 15n }], findings: [] });
  });

  it('names all problems at once', () => {
    const { rows, findings } = read(
      `${HEADER}x,华东,,1\n,华东,,\n,华北,,-1\n,华南,,many\n,华西,,0.1234567\n,华中,,1\n, 华中 ,,2\n`,
    );
    expect(findings.map((f) => [f.place?.line, f.place?.column, f.code])).toEqual([
      [2, 'period', 'folder.bad-period'],
      [3, 'weight', 'folder.blank-cell'],
      [4, 'weight', 'folder.negative-weight'],
      [5, 'weight', 'folder.bad-number'],
      [6, 'weight', 'folder.too-fine'],
      [8, undefined, 'folder.row-twice'],
    ]);
    expect(rows.every(({ weight }) => typeof weight === 'bigint')).toBe(true);
  });
});

describe('a unit of a file with levels of its own', () => {
  const plan = ['区域', '团队', '销售员'];

  it('has its names where the plan has its levels', () => {
    expect(pathAtLevels(['王芳'], ['销售员'], plan)).toEqual(['', '', '王芳']);
    expect(pathAtLevels(['王芳', '华东'], ['销售员', '区域'], plan)).toEqual(['华东', '', '王芳']);
    expect(pathAtLevels(['华东'], plan, plan)).toEqual(['华东']);
    expect(pathAtLevels([], ['销售员'], plan)).toEqual([]);
  });

  it('is none of the plan when it has a name at a level that the plan lacks', () => {
    expect(pathAtLevels(['华东', '一店'], ['区域', '门店'], plan)).toBeUndefined();
    expect(pathAtLevels(['华东', ''], ['区域', '门店'], plan)).toEqual(['华东']);
  });
});
