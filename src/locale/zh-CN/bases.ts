import type { Messages } from '../message.ts';

/** Bases that are made from history by more than its months, and those that come from files. */
export const bases: Messages = {
  'basis.estimate': ['基数为预估：{known} 用已知数据，{estimated} 按上年同期乘以各单元今年至今的增长（整体增长 {growth}%）'],
  'basis.estimate-no-growth': [
    '整体至今的增长无法测算，基数中 {estimated} 直接取上年同期',
    '补充之后的数据，或用 --basis last-year',
  ],
  'basis.estimate-borrowed': ['{count} 个单元没有可测算增长的数据，采用最近上级的增长：{units}'],
  'basis.shares-no-year': ['{range} 中没有一年能完整覆盖计划期', '用更长的范围，如 shares:2023..2025'],
  'basis.shares-cut': ['{range} 中只计与计划期相同的完整时段：{spans}'],
  'basis.shares-year-left-out': ['自 {month} 起的一年合计不大于零，不计入平均占比'],
  'basis.plan-levels': ['参照计划 {basis} 的层级是 {has}，本计划需要 {wanted}', '--by 从外到内使用该计划的层级'],
  'basis.plan-other-year': [
    '参照计划没有覆盖计划期，以其 {start} 至 {end} 代替（相差 {years} 年）',
    '如非本意，请换用覆盖计划期的计划',
  ],
  'basis.same-year': [
    '计划的每一年都按 {start} 至 {end}：其间的年份尚未发生',
    '用 --method growth:+8% 让每年比上一年增长，或每年设一个目标',
  ],
  'basis.years-grow': ['计划的每一年比上一年 {growth}，第一年以 {start} 至 {end} 为基数'],
  'basis.plan-needs-months': [
    '{period} 比一个月长；作为基数的计划须按月或更细编制',
    '用 --by month 编制该计划，或只取其中的单元：--basis org=plan:FILE',
  ],
  'basis.weight-level': ['权重文件有层级 {levels}，而计划的层级是 {has}', '列中只写计划的层级'],
  'basis.weight-negative': ['{unit} {period} 的权重小于零', '写 0 或正数'],
  'basis.weight-twice': ['{unit} {period} 的权重重复', '每个单元和期间只写一行'],
  'basis.weight-unit': ['计划中没有 {unit}，其权重不起作用', '按计划的写法给出名称'],
  'basis.weight-period': ['{period} 不在计划期内，其权重不起作用'],
  'basis.weight-part-period': ['{period} 只是某个月或某个计划期间的一部分，其权重不起作用', '按整月或按计划的期间给出权重'],
};
