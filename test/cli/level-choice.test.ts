import { describe, expect, it } from 'vitest';
import { cellsOfUnit, chooseLevels } from '../../src/cli/level-choice.ts';
import { parseAxes } from '../../src/cli/parse-flags.ts';
import { Refusal } from '../../src/core/finding.ts';
import type { PlanSource } from '../../src/core/plan.ts';
import { CALENDAR, split } from '../core/make.ts';

const LEVELS = ['产品', '区域', '销售员'];
const ONE_TREE = { levels: LEVELS, unitAxes: [LEVELS] };
const TWO_AXES = { levels: LEVELS, unitAxes: [['产品'], ['区域', '销售员']] };

const choose = (plan: typeof ONE_TREE, ...by: string[]) => chooseLevels(parseAxes(by).axes, plan);

describe('the levels that --by names of a plan', () => {
  it('are all of the plan, in its own tree, without --by', () => {
    expect(choose(TWO_AXES)).toEqual({ levels: LEVELS, depths: [1, 2, 3] });
    expect(choose(TWO_AXES, 'quarter')).toEqual({ levels: LEVELS, depths: [1, 2, 3] });
  });

  it('stand without the axes before theirs', () => {
    expect(choose(TWO_AXES, '区域')).toEqual({ levels: ['区域', '销售员'], depths: [1] });
    expect(choose(TWO_AXES, '销售员')).toEqual({ levels: ['区域', '销售员'], depths: [2] });
    expect(choose(TWO_AXES, '区域,销售员')).toEqual({ levels: ['区域', '销售员'], depths: [1, 2] });
  });

  it('are depths of the plan when they are in its order', () => {
    expect(choose(TWO_AXES, '产品')).toEqual({ levels: LEVELS, depths: [1] });
    expect(choose(TWO_AXES, '产品', '区域')).toEqual({ levels: LEVELS, depths: [1, 2] });
    expect(choose(ONE_TREE, '区域')).toEqual({ levels: LEVELS, depths: [2] });
    expect(choose(ONE_TREE, '产品', '销售员')).toEqual({ levels: LEVELS, depths: [1, 3] });
  });

  it('turn the tree when axes are named in another order, whether a record knows the axes or not', () => {
    expect(choose(TWO_AXES, '区域,销售员', '产品')).toEqual({ levels: ['区域', '销售员', '产品'], depths: [1, 2, 3] });
    expect(choose(ONE_TREE, '区域', '产品')).toEqual({ levels: ['区域', '产品'], depths: [1, 2] });
    expect(choose(TWO_AXES, '区域,产品')).toEqual({ levels: ['区域', '产品'], depths: [1, 2] });
  });

  it('keep the order of one tree, however one axis names them', () => {
    expect(choose(ONE_TREE, '销售员,区域')).toEqual({ levels: LEVELS, depths: [3, 2] });
  });

  it('are refused when the plan does not have them', () => {
    expect(() => choose(TWO_AXES, '城市')).toThrow(Refusal);
  });
});

describe('the cells of --unit', () => {
  const paths = ['茶/华东/王芳', '茶/华北/张伟', '酒/华东/王芳', '酒/华东/李娜'];
  const source: PlanSource = {
    levels: LEVELS,
    scale: 2,
    period: undefined,
    fiscal: CALENDAR,
    cells: paths.map((path) => ({ period: '2026', path: split(path), amount: 1n, place: undefined })),
  };
  const within = (unit: string | undefined, shown = LEVELS) => cellsOfUnit(unit, source, shown).map(({ path }) => path.join('/'));

  it('are all without it', () => {
    expect(within(undefined)).toEqual(paths);
  });

  it('are those of a unit of the tree that is shown', () => {
    expect(within('华东', ['区域', '销售员'])).toEqual([paths[0], paths[2], paths[3]]);
    expect(within('华东/王芳', ['区域', '销售员'])).toEqual([paths[0], paths[2]]);
  });

  it("are those of a unit of the plan's own tree otherwise", () => {
    expect(within('酒', ['区域', '销售员'])).toEqual([paths[2], paths[3]]);
    expect(within('酒')).toEqual([paths[2], paths[3]]);
  });

  it('are refused when several units have the name, or none', () => {
    expect(() => within('华东')).toThrow(Refusal);
    expect(() => within('华南', ['区域'])).toThrow(Refusal);
  });
});
