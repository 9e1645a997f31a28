import type { Phrases } from '../message.ts';

/** 目标建议与目标所需工作的帮助。 */
export const targetTopics: Phrases = {
  'topic.suggest': `目标建议

  salesplan target suggest -p 2026 --by 区域 --growth +10% --relief 2% \\
    --market-growth +6% --stance '华东=attack'
  salesplan target suggest T1             取已有目标的指标、期间和单元
  salesplan target suggest -p 2026 --unit 华东

整体和每个单元各按自身的预测得到：
  floor base stretch  达成概率为 80%、50%、25% 的金额（保底值、基准、挑战值）；
                      --odds 90%,50%,20% 可改
  proposal            三条规则中第一条满足所有限制的结果
各单元的保底值、挑战值不能相加成整体的，因为不会所有单元同年都差：十个均值
100、离散度 20 的单元，80% 保底相加为 832，整体为 947。提示中同时列出两者。

规则，按先后：
  wanted    上年 x (1 + 增长 - 减负)，给出 --growth 时：
            1,000,000 x (1 + 10% - 2%) = 1,080,000
  stance    上年 x (1 + 区间中值 - 减负)
  baseline  预测均值
区间是超出市场增长的百分点（不知市场时以基线的增长为准）。市场增长取
--market-growth，否则取 market.csv 或 --market：本期规模与上年同期相比。
单元取其内部各市场之和，没有时取上级中最近的市场。
  attack    +2 至 +10，中值 +5     争取份额
  hold      -2 至 +2， 中值 0      保持份额（未说明时）
  harvest   -10 至 -2，中值 -5     让出部分份额换取利润
--stance 华东=attack；salesplan.yaml 写 stance: hold 或 stance: {华东: attack}。

以下限制会否决规则，“说明”列写明原因：
  --least-growth、--most-growth   相对上年的增长
  区间            已知市场时，限制 wanted
  产能            capacity.csv / 建议目标低于 --band 的下限
  达成概率        低于 10%
三条规则都被否决时，把基线调整到限制之内。--round-to 1万 取整；计数取整数。
最后一条提示给出把建议变成目标的命令；目标已存在时先移除原来的行。`,

  'topic.selling': `目标所需的工作

salesplan funnel 把收入倒推到成交、商机、线索和拜访，按单元和月份。取 --target
的计划，或 --total 和 -p：

  salesplan funnel --total 100万 -p 2026 --order-value 3万 --rate 25% \\
    --rate 20% --effort 拜访=3
  salesplan funnel --by month --by 区域 --rate '商机@华东=30%' --cycle 45

  成交   收入 / 单价
  商机   成交 / 第一个转化率；线索：商机 / 第二个转化率
  拜访   每条线索 3 次；为其他阶段时写 --effort 拜访=商机:3
每个数从未取整的链条各自向上取整，各合计也各自取整。--cycle 45 表示该阶段比
成交早多少天：工作落在提前的那些天所在的月份。落在今天之前的工作有提示。

salesplan.yaml（每项写数值，或一个指标名，取最近 12 个完整月；命令行优先）：
  funnel:
    order_value: 成交额
    least: 3                单元自身至少要有的个数，不足时用上级单元的数（5）
    stages:                 从成交往外
      - {name: 商机, rate: 赢单率, days: 成交周期}
      - {name: 线索, rate: 20%, days: 20}
      - {name: 拜访, of: 商机, effort: 3}
  name     显示的名称
  of       转化成哪个阶段，或为哪个阶段工作；不写则为此前最外一个转化
  rate     转化为该阶段的比例，不超过 100%
  effort   该阶段每个所需的工作量，代替 rate
  days     比成交早的天数`,
};
