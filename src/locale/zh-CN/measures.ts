import type { Messages, Phrases } from '../message.ts';

/** Metrics that are counted or made of several sources. */
export const measures: Messages = {
  'measures.unmatched-receipts': [
    '{count} 个编号下的回款 {amount} 对不上任何应收：{first}，{firstAmount}',
    '检查其发票号或到期日；它们不计入按到期匹配的回款率',
  ],
  'measures.collection': ['{metric} 的口径为 {definition}'],
  'measures.two-sources': [
    '回款率 {metric} 需要两个数据源（应收与回款），现有 {sources}',
    '在 salesplan.yaml 中写 source: [dues, receipts]',
  ],
  'measures.receipts-for-what': [
    '{metric} 的口径 {definition} 需要知道每笔回款对应什么，而数据源 {source} 没有说明',
    '在该数据源的 columns: 中写 invoice 或 due 列，或改用其他口径，如 cash-due',
  ],
  'measures.market-period': ['{unit} 的 {period} 不是期间', '期间列使用 2026、2026-Q1、2026-01 这样的写法'],
  'measures.market-twice': ['{unit} 在 {period} 的市场规模有 {rows} 行', '用 where: 只保留其中一行，例如 competitor='],
  'measures.finer-than-market': [
    '{unit} 的市场规模只有 {row} 的，没有 {period} 的：不会按时间拆分',
    '使用市场表中已有的期间，或把 --as-of 设为其中一个期间的末日',
  ],
  'measures.no-market': [
    '{unit} 在 {period} 销售 {amount}，但市场表中没有它：不计入份额',
    '在市场表中为它加一行，或把 --as-of 设为表中某个期间的末日',
  ],
  'measures.market-levels': [
    '{metric} 的市场规模按 {levels}，而 {asked} 与之不衔接',
    '先写这些层级，或在 salesplan.yaml 中为该指标写 levels:',
  ],
  'measures.by-period-alone': ['{metric} 是按期间给出的表，只能用来计算份额', '把它作为比率的分母'],
  'measures.ratio-of-ratio': ['{metric} 的组成部分 {part} 本身是 {kind}', '用可加总或计数的指标作为组成部分'],
  'measures.no-score-column': [
    '没有写明数据源 {source} 的哪一列是 {metric} 的评分；现有的列：{columns}',
    '在 salesplan.yaml 的 metrics 中为 {metric} 写 amount: 列名',
  ],
  'measures.bad-top-box': ['{metric} 的 top_box 不是分数：{value}', '写一个数字，最多六位小数'],
  'measures.bad-snapshot': ['{cell} 不是快照日期', '快照列使用 2026-03-31 这样的日期'],
  'measures.no-snapshot': ['{metric} 在 {day} 之前没有快照', '使用更晚的 --as-of 或期间'],
  'measures.snapshot': ['{metric} 以 {day} 的快照为准'],
  'measures.bad-first-day': ['{cell} 不是可以起算的日期', 'days_since 列使用 2026-03-31 这样的日期'],
  'measures.ends-before': ['有一行从 {cell} 开始，却在此之前结束', '检查这一行的两个日期'],
  'measures.look-back': ['{metric}：回溯 {months} 个月，归属按 {credit}'],
  'measures.no-variance': [
    '{metric} 是只有各节点数值的 {kind}，暂不能与计划对比',
    '用 salesplan history --metric {metric} -p 期间 查看',
  ],
  'measures.unplanned-units': ['{count} 个单元有数值而没有计划：它们计入上级节点；第一个是 {first}'],
  'measures.two-plans': ['同一单元在 {period} 有两个不同的值', '只保留其中一行'],
  'measures.no-sums': [
    '{metric} 由各行推算得出，不能加总：无法用合计数做计划',
    '--basis equal 加 --org organisation.csv，或 --basis file:weights.csv：都不读历史',
  ],
  'measures.no-sums-of-ratio': [
    '{metric} 没有自己的历史可作计划起点',
    '--method repeat 加 --denominator file:F，并给出 95% 这样的比率：不读历史',
  ],
  'measures.units-not-whole': [
    '{metric} 在 {period}：按 {levels} 各单元之和不等于整体，计划无法加总',
    '--by 只用数据表里有的层级，或 --method repeat 加 --denominator file:F，并给出 95% 这样的比率',
  ],
  'measures.periods-add-up': [
    '{metric} 的计划由各期相加：各期在自己期末取数合计为 {parts}，而 {window} 一次取数为 {whole}',
    '--by 用考核的期间：按季末算的就按季计划',
  ],
  'measures.distinct': [
    '{metric} 统计的是 {count}，在单元和期间上不能相加：没有可用于计划的历史',
    'kind: distinct 加 --method repeat；它的比率用 --method repeat 加 --denominator file:F，并给出 440 这样的比率',
  ],
  'measures.shared-orders': [
    '{period} 有订单由多个单元分摊，各单元的订单数（{metric}）之和大于总数',
    '在 salesplan.yaml 的 {metric} 写 count: credited-orders，每个单元计订单中自己的一份；或 --by 用不分摊订单的层级',
  ],
  'measures.gap-of-kind': ['{metric} 覆盖 {target} 的缺口，而它是 {kind} 的计划', '使用可加总金额的目标'],
  'measures.gap-levels': ['{target} 的计划按 {levels}，没有 {asked} 的缺口', '用 --by 由外到内写它的层级'],
  'measures.as-was': ['逐行计数或匹配的数值按数据中的单元，不随组织变动调整'],
};

export const measuresPhrases: Phrases = {
  'title.measure': '{metric}：各单元、各期间各自的数值',
  'title.measure-ratio': '{metric}：各单元、各期间各自的数值及其分子分母',
  'column.definition': '口径',
  'column.numerator': '分子',
  'column.denominator': '分母',
  'rows.of-part': '{metric}：',
};
