import type { Messages, Phrases } from '../message.ts';

/** A revenue target back to what has to be done for it. */
export const funnel: Messages = {
  'funnel.no-history': [
    '这里用不到 --history：客单价和转化率都已给出数字',
    '去掉它，或在 salesplan.yaml 的 funnel: 下写明由历史计算的指标',
  ],
  'funnel.no-stage': ['此前没有“{named}”这一阶段；已有阶段：{stages}', '使用其中之一，或先给出它的 --rate 或 --effort'],
  'funnel.borrowed': ['{stage}：{count} 个单元自身历史太少（{units}），用上级单元的数代替（{metric}）'],
  'funnel.no-number': [
    '{stage}：{count} 个单元没有数值：{units}',
    '--order-value、--rate 或 --effort，或在 salesplan.yaml 的 funnel: 下写数值或指标名',
  ],
  'funnel.above-one': ['{stage} 的转化率超过 100%', '下一阶段每个需要多个时用 --effort'],
  'funnel.part-of-target': ['目标 {target} 尚未分解，不能用 -p 取其一部分', '先运行 salesplan decompose，或不写 -p'],
  'funnel.cut-period': ['{period} 切断了计划中的 {cell}', '由计划中完整期间组成的期间'],
  'funnel.outside-plan': ['计划在 {period} 没有数据：计划期间为 {span}', '计划期间之内的期间'],
  'funnel.needs-plan': ['按单元倒推需要各单元的计划；{target} 没有计划', '先运行 salesplan decompose，再用 --plan 或计划文件夹'],
  'funnel.no-metric': [
    '{stage} 为“{value}”：既不是数值，也不是 salesplan.yaml 中的指标；已有指标：{known}',
    '写 25% 这样的数值，或其中一个指标',
  ],
  'funnel.measured': ['{stage} 取 {months} 的 {metric}'],
  'funnel.begins': ['{stage}：比成交早 {days} 天（{months} 个月）；工作从 {start} 开始'],
  'funnel.past': ['{stage}：为这些成交所需的工作有一部分在今天之前（自 {start} 起）', '计入已有的数量，或推迟目标'],
};

export const funnelPhrases: Phrases = {
  'title.funnel': '{target} · {metric} · {period} · 需要完成的工作',
  'title.funnel-total': '{metric} · {period} · 需要完成的工作',
  'funnel.stage.order_value': '客单价',
  'funnel.stage.won': '成交',
  'funnel.stage.opportunity': '商机',
  'funnel.stage.lead': '线索',
  'funnel.stage.visit': '拜访',
  'funnel.stage.call': '电话',
  'column.stage': '阶段',
  'column.serves': '服务于',
  'column.rate': '转化率',
  'column.effort': '每个需',
  'column.order_value': '客单价',
  'column.lead_days': '提前天数',
  'column.lead_months': '提前月数',
  'column.needed': '所需',
  'column.count': '数量',
};
