import { expect, it } from 'vitest';
import { meets, parseCondition } from '../../src/facts/conditions.ts';

it.each([
  ['状态=已完成', '状态', '=', ['已完成']],
  [' 状态 != 已完成 ', '状态', '!=', ['已完成']],
  ['数量>10', '数量', '>', ['10']],
  ['数量 < 1,000', '数量', '<', ['1,000']],
  ['状态 in 已完成,已发货', '状态', 'in', ['已完成', '已发货']],
  ['状态 IN 已完成， 已发货', '状态', 'in', ['已完成', '已发货']],
  ['备注=', '备注', '=', ['']],
  ['note=made in China', 'note', '=', ['made in China']],
  ['a in b=c,d', 'a', 'in', ['b=c', 'd']],
])('%s', (text, column, operator, values) => {
  expect(parseCondition(text)).toEqual({ column, operator, values });
});

it.each(['', '状态', '=x', ' in a', '状态 in ', '状态 in ,'])('%j is no condition', (text) => {
  expect(parseCondition(text)).toBeUndefined();
});

it.each([
  ['1,234.5', '>', ['1234'], true],
  ['-1', '<', ['0'], true],
  ['x', '<', ['0'], false],
  ['', '>', ['-1'], false],
  [' a ', '=', ['a'], true],
  ['', '!=', ['a'], true],
] as const)('%j %s %j is %s', (cell, operator, values, expected) => {
  expect(meets(cell, { column: 'c', operator, values })).toBe(expected);
});
