import type { Messages } from '../message.ts';

/** Changes of a plan (--change). */
export const changes: Messages = {
  'change.off-target': ['计划现合计 {total}，而目标 {target} 为 {value}；下次分解以目标为准', '同时修改 targets.csv 中的目标值'],
  'change.nothing': ['{change} 没有改变任何金额'],
  'change.no-such-period': ['计划中没有期间 {period}', '改用计划的期间，或更粗粒度的期间'],
  'change.no-siblings': ['{unit} {period} 没有可以承担差额的同级', '--absorb none，总额随之改变'],
  'change.below-zero': ['{unit} {period} 会低于零，差 {amount}', '最多减到零'],
  'change.siblings-short': ['{unit} {period} 的同级没有这么多可让出，缺 {amount}', '改小一些，或用 --absorb none，总额随之改变'],
  'change.siblings-empty': [
    '{unit} {period} 的同级金额都是零，没有比例可据以承担 {amount}',
    "改用转移，如 'A->B@2026-Q1=50万'，或用 --absorb none",
  ],
  'change.transfer-nested': ['{period} 无法在 {unit} 与另一单元之间转移：两者有上下级关系', '选两个互不包含的单元'],
  'change.transfer-short': ['{unit} {period} 没有这么多可转出，缺 {amount}', '转移少一些'],
  'change.against-lock': ['仅未改动的部分就已使 {unit} {period} 的 {kind} 超出 {amount}', '改动或去掉这条锁定'],
  'change.equal-cells': ['{unit} {period} 中有金额为零的格子，没有比例可依，所得金额在其中均分'],
  'change.shifts-inside': ['{unit} 在 {period} 的金额不变，但其中各期有变动，最大的是 {leaf}：{amount}'],
};
