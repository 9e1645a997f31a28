import type { Messages, Phrases } from '../message.ts';

/** 逐级分解、下达数与产能。 */
export const layers: Messages = {
  'layers.no-part-yet': [
    '目标 {target} 不只属于 {unit}，还没有计划说明 {unit} 分得多少',
    '先分解整体（--level 可停在上层），或用 --total 单独制定',
  ],
  'layers.stops-above': [
    '计划目前只到 {above}，{unit} 还没有数字',
    '先执行 salesplan decompose --unit {above}，或对整体重新分解',
  ],
  'layers.nothing-below': ['要分解的是 {unit}，而层级 {level} 就到这里为止', '用 --level 指定更深的层级，或不指定'],
  'layers.other-period': ['计划期间是 {span}，其中一部分不能是 {period}', '不写 --period：局部分解沿用计划的期间'],
  'layers.other-levels': [
    '计划的层级是 {existing}，其中一部分不能是 {levels}',
    '--by 不写层级：局部分解沿用计划的层级；用 --level 指定到哪一层为止',
  ],
  'layers.other-grain': ['计划按 {grain} 分解，其中一部分不能细到 {asked}', '--by 以 {grain} 为最细粒度，或对整体重新分解'],
  'layers.buffer-of-part': [
    '--buffer 属于整个计划，而 {unit} 只是其中一部分',
    '对整体分解时使用 --buffer，或用 -o 写入单独的文件',
  ],
  'layers.deeper-locks': ['{level} 以下单元的锁定，分解到那里时才生效：{count} 条'],
  'layers.deeper-frozen': [
    '{level} 以下有已冻结的单元，只分解到这里的计划无法保住它们',
    '不用 --level，或指定冻结单元所在的层级',
  ],
  'layers.lock-below': ['{unit}，{period} 的 {kind} {amount}：计划还没有分解到这个单元，暂不生效'],

  'layers.buffer-twice': ['--buffer 两次指定了层级 {level}', '每个层级只给一个比例'],
  'layers.buffer-of-rates': ['{target} 的单元格是重复的比率，不能再加下达数', '不用 --buffer 重新分解'],
  'layers.unreadable-buffer': ['计划记录中的加成无法读取：{buffer}', '对整体重新分解并给出 --buffer'],
  'layers.stack': ['{level} 下达数：加成 {buffer}%，累计 {stacked}%，合计 {total}；指标完成所需的达成率：{needed}%'],
  'layers.not-written': ['下达数只随计划文件写出', '-o plan.csv，旁边会写出 plan.assigned.csv'],
  'layers.no-such-level': ['{level} 不是该文件的层级', '写成某个层级列的名称'],
  'layers.no-assigned': ['{target} 没有高于指标的下达数', "对整体分解时使用 --buffer '{level}=3%'"],
  'layers.no-layer': ['{level} 没有下达数；有下达数的是：{levels}', '--by 指定其中之一，或用 --layer quota'],

  'check.assigned-below': [
    '{level} 的 {unit}，{period} 下达数 {amount} 低于指标 {base}',
    'salesplan decompose --target {target}，重新生成下达数',
  ],
  'check.assigned-sum': [
    '{target} 在 {level} 的下达数合计 {sum}，按加成应为 {value}',
    'salesplan decompose --target {target}，重新生成下达数',
  ],
  'check.assigned-edited': [
    'assigned.csv 与 plan.csv 及 {target} 的加成不符：{level} 的 {unit}，{period} 是 {sum} 而不是 {value}；其中之一后来被改过',
    'salesplan decompose --target {target} 或 --change，重新生成下达数',
  ],
  'check.assigned-missing': ['{target} 分解时有加成，却没有下达数', 'salesplan decompose --target {target}，重新生成下达数'],
  'check.assigned-without-buffer': [
    'assigned.csv 有 {target} 的行（{count} 行），但它的计划没有加成',
    '用 --buffer 重新分解 {target}，或删除这些行',
  ],

  'capacity.no-file': ['计划文件夹中没有 capacity.csv', '用 --capacity 指定文件，或在 salesplan.yaml 中设置 capacity'],
  'capacity.negative': ['产能低于零', '0 或以上的数'],
  'capacity.too-fine': ['产能按月计算，不能按 {grain}', '--by 使用月或更粗的粒度'],
  'capacity.no-rows': ['产能文件没有数据行', '每个单元每个期间一行：period、各层级、amount'],
  'capacity.levels': ['产能文件的层级与计划不符：{levels} 与 {has}', '以计划的层级作为列'],
  'capacity.cut-period': ['{period} 的产能无法分摊：它切开了一个月', '使用整月'],
  'capacity.unknown-unit': ['计划中没有单元“{unit}”，其产能未使用', '写成计划中的名称'],
  'capacity.without': ['没有任何产能的计划单元：{count} 个（{units}）', '在产能文件中补上这些单元'],
  'capacity.without-many': ['没有任何产能的计划单元：{count} 个（{units}，另有 {more} 个）', '在产能文件中补上这些单元'],
  'capacity.short': ['{unit}，{period}：产能 {capacity}，指标 {quota}，比值 {rate}，低于 {band}', '降低指标，或增加产能'],
  'capacity.short-more': ['此外产能不足的单元：{count} 个'],
};

export const layersPhrases: Phrases = {
  'lock.kind.plan': '计划给定',
  'title.capacity': '产能 {target}，{metric}，{period}，合理区间 {band}',
  'check.assigned': '下达数等于计划加成后的数',
  'check.capacity': '每个单元都有能力完成指标',
  'column.quota': '指标',
  'column.capacity': '产能',
  'column.capacity_rate': '产能比',
};
