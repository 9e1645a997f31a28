import type { Messages, Phrases } from '../message.ts';

export const analysis: Messages = {
  'analysis.alone': ['{section} 须单独运行', '只用 --sections {section}'],
  'analysis.one-table': [
    '这些部分的列不同，不能放进同一个 {format}：{sections}',
    '每次只选一个部分；或不用 {format}，分成几张表依次显示',
  ],
  'analysis.fields-of-several': ['{flag} 只适用于一张表，而这里有几张：{sections}', '每次只选一个部分'],
  'analysis.only-of': ['{flag} 只用于 {sections}', '去掉 {flag}'],
  'analysis.sums-only': [
    '{metric} 属于 {kind}，只有各月可以相加的金额才能这样分析',
    '不带 --sections 的 history，或用 -p 看各期间的值',
  ],
  'analysis.growth-grain': ['增长只能按年、半年、季度、月，不能按 {grain}', '--by quarter,month'],
  'analysis.no-units': ['没有说明要看谁的占比', '用 --by 指定单元列，或用 --map customer=列名'],
  'analysis.no-rows': ['历史数据中没有可计入的行', '检查 --where 和所用的文件'],
  'analysis.begins-inside': ['历史数据从 {day} 开始，{month} 不完整：不与该月比较'],
  'analysis.ends-inside': ['历史数据到 {day} 为止，{month} 不完整：含该月的期间不算增长'],
  'analysis.season-strength': ['月份之间的差异有 {share}% 可由季节性解释（{years} 年）'],
  'analysis.season-of-one-year': ['只有一个完整年度，无法判断季节性有多强'],
  'analysis.no-complete-year': ['没有一年在 1 月和 12 月都有数据，看不出季节性', '使用更长的历史数据'],
  'analysis.breaks-too-short': ['完整月份满 {least} 个月才判断水平变动'],
  'analysis.no-breaks': ['没有发现水平变动'],
  'analysis.below-zero': ['{level}：有 {count} 个合计小于零，计算占比时按零计'],
  'analysis.no-customer': ['有 {rows} 行没有客户，未计入'],
  'analysis.settled-customers': [
    '金额需经分成、税率或汇率换算时，不能算出单个客户的金额',
    '不用设置，直接对文件运行 history：--no-dir',
  ],
  'analysis.open-periods': ['历史数据到 {day} 为止，{periods} 尚未结束：其中看似流失的客户还可能回来'],
  'analysis.classes': ['截至 {day} 共 {customers} 个客户，最近一次购买按距该日的天数计'],
  'analysis.classes-by': ['客户分类针对全部客户', '不用 --by；或用 --by customer 逐个列出；用 --where 选择行'],
  'analysis.as-of-before-end': ['{day} 之后还有数据（到 {last}），距今天数会小于零', '用 --as-of {last} 或更晚的日期，或不用'],
  'analysis.lifetime-too-short': ['完整月份不足两个十二个月，看不出客户是否回来', '使用更长的历史数据'],
  'analysis.lifetime-rests-on': [
    '金额和客户数取自 {start} 至 {end}；留存率取自 {from} 以来各年，合并 {pairs} 对相邻年度；终身价值 = 每客户每年毛利 × 留存率 ÷（1 + 折现率 − 留存率），不扣获客成本',
  ],
  'analysis.lifetime-of-revenue': ['没有给出毛利率，结果是收入而不是利润', '--margin 35%'],
  'analysis.lifetime-unknown': ['较早年度没有客户，无法得出价值：{units}（共 {count} 个）'],
  'analysis.lifetime-nobody-lost': ['至今没有流失客户，无法得出寿命年数：{units}（共 {count} 个）'],
  'analysis.compare-needs-period': ['{compared} 不是单独的年、半年、季度或月', '用 -p 指定较晚的期间'],
  'analysis.compare-kinds': ['{period} 与 {compared} 不是同一种期间', '用 -p 指定与 --compare 同样长的期间'],
  'analysis.compare-later': ['{period} 并不晚于 {compared}', '--compare 用较早的期间，或 -p 用较晚的期间'],
  'analysis.compare-no-rows': ['{period} 内没有任何行；历史数据从 {first} 到 {last}', '换一个期间'],
  'analysis.compare-cut': ['历史数据在 {period} 期间内结束：以 {now} 与 {compared} 的同期 {past} 比较'],
  'analysis.compare-begins-inside': ['{period} 不完整：历史数据从 {first} 开始'],
  'analysis.compare-gaps': ['{period} 不完整：{months} 没有数据'],
  'analysis.gained-most': ['增加最多：{units}'],
  'analysis.lost-most': ['减少最多：{units}'],
  'remote.no-profiles': [
    '{source}：单个客户只能从文件读取，不能从服务器读取',
    '先导出成 CSV 文件；集中度也可以用 --by 指定客户列',
  ],
  'facts.too-many-customers': ['共有 {found} 个客户，一次运行最多 {limit} 个', '--max-groups {found}'],
};

export const analysisPhrases: Phrases = {
  'title.history-growth': '历史数据：增长',
  'title.history-season': '历史数据：完整年度的季节性',
  'title.history-concentration': '历史数据：集中度',
  'title.history-classes': '历史数据：客户分类',
  'title.history-customer-classes': '历史数据：客户及其分类',
  'title.history-lifetime': '历史数据：客户终身价值',
  'title.history-lifetime-revenue': '历史数据：客户终身收入（未给出毛利率）',
  'title.history-compare': '历史数据：{now} 对比 {past}',
  'title.history-breaks': '历史数据：水平变动',

  'column.grain': '粒度',
  'column.pop': '环比',
  'column.ytd': '年初至今',
  'column.ytd_growth': '累计同比',
  'column.trailing_12': '近 12 个月',
  'column.trailing_12_growth': '近 12 个月同比',
  'column.month': '月份',
  'column.lowest': '最低',
  'column.highest': '最高',
  'column.spread': '离散度',
  'column.years': '年数',
  'column.season_strength': '季节强度',
  'column.level': '层级',
  'column.units': '个数',
  'column.below_zero': '小于零',
  'column.to_50': '占 50%',
  'column.to_80': '占 80%',
  'column.to_95': '占 95%',
  'column.gini': '基尼系数',
  'column.top_1': '最大',
  'column.top_5': '前 5',
  'column.top_10': '前 10',
  'column.level_before': '之前水平',
  'column.level_after': '之后水平',
  'column.change_rate': '变动',
  'column.lost': '流失客户',
  'column.scheme': '方法',
  'column.class': '类别',
  'column.customer_share': '客户占比',
  'column.customer': '客户',
  'column.first': '首次下单',
  'column.last': '最近下单',
  'column.recency_days': '距今天数',
  'column.r': 'R',
  'column.f': 'F',
  'column.m': 'M',
  'column.rfm': 'RFM 类别',
  'column.abc': 'ABC',
  'column.per_customer': '每客户',
  'column.lifetime_years': '寿命（年）',
  'column.margin': '毛利率',
  'column.discount': '折现率',
  'column.lifetime_value': '终身价值',
  'column.compared': '对比期间',
  'column.previous_amount': '对比数',
  'column.difference': '差额',
  'column.previous_share': '对比占比',
  'column.share_change': '占比变化',
  'column.contribution': '增长贡献',
  'column.trend': '走势',

  'class.important-value': '重要价值客户',
  'class.important-keep': '重要保持客户',
  'class.important-develop': '重要发展客户',
  'class.important-win-back': '重要挽留客户',
  'class.general-value': '一般价值客户',
  'class.general-keep': '一般保持客户',
  'class.general-develop': '一般发展客户',
  'class.general-win-back': '一般挽留客户',
  'class.none': '没有有效订单',

  'topic.analysis': `历史数据能说明什么：salesplan history 文件 --sections 部分

  years, units     与不带 --sections 时相同：金额、增长、占比
  season           各月指数、最低和最高的年份、离散度，
                   以及能解释多少差异（至少两年）
  growth           按季度和月（--by quarter 可另指定）：环比、同比、
                   年初至今、近 12 个月；不完整的月份不算增长
  concentration    多少个单元占 50%、80%、95%，基尼系数，前 1、5、10 占比，
                   按层级；加 --map customer=列名 则含客户。
                   小于零的按零计
  breaks           月度水平在何时跳变、变动多大
  all              以上全部，分成几张表依次显示

以下每次一个，需要客户列和订单列（--map customer=..,order=..）：

  customers        新增、重新激活、活跃、复购、留存和流失客户，按年或
                   --by quarter，按单元；流失：上期买过、本期没有买
  classes          ABC（A 类占金额 80%，B 类到 95%）和 RFM：按五等分打
                   1 到 5 分，相同的值取较高分；不低于平均分为高。
                   --by customer 逐个列出
  lifetime         一个客户值多少：每客户每年毛利 × 留存率
                   ÷（1 + 折现率 − 留存率）；--margin 35%，--discount 10%；
                   没有毛利率时为收入

  --compare 2025   最近的同类期间（或 -p）与较早的期间对比：差额、增长、
                   占比、变化最大的单元；历史数据在期间内结束时，
                   两边取同样的日子

CSV 和 JSON 只有一张表：每次一个部分（years 和 units 可以一起）。`,
};
