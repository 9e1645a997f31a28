import type { Messages, Phrases } from '../message.ts';

export const prorate: Messages = {
  'prorate.read': ['--prorate {rule} 依据 {count} 个月的历史数据：{from} 至 {to}'],
  'prorate.short-history': [
    '--prorate {rule} 只有 {count} 个月的历史数据可依据（{from} 至 {to}），个别月份的影响可能偏大',
    '提供计划开始前至少 12 个月的 --history，或改用 --prorate working',
  ],
  'prorate.no-history': [
    '--prorate {rule} 需要计划开始日 {before} 之前的完整月份的每日销售数据，但没有找到',
    '用 --history 提供这些月份，或改用 --prorate working',
  ],
  'prorate.no-days': [
    '--prorate {rule} 需要每日销售数据；{from} 至 {to} 的各行都落在每周或每月的同一天',
    '用 --history 提供按日的数据，或改用 --prorate working',
  ],
  'prorate.no-use': [
    '--prorate {rule} 用不上 {flag}',
    '去掉它；--prorate working 读取日历（--align workdays 也是），weekday 读取历史，history 两者都读',
  ],
  'prorate.nothing-booked': [
    '--prorate {rule} 无从依据：{from} 至 {to} 合计为零或负数',
    '换一份 --history，或改用 --prorate working',
  ],
};

export const proratePhrases: Phrases = {
  'prorate.calendar': '按日历天数折算',
  'prorate.working': '按工作日折算',
  'prorate.weekday': '按历史各星期几的销售折算',
  'prorate.history': '按历史入账进度折算',

  'topic.prorate': `未过完的期间如何折算

variance 拿实际与“截至计划”相比。截止日所在的那一期（plan.csv 的最细期间），按
--prorate 或设置中的 prorate（以参数为准）取其计划的一部分：

  calendar   已过日历天数占全部的比例（默认）
  working    已过工作日占全部的比例，依据 --calendar calendar.csv 或文件夹中的
             日历；两者都没有时按周一至周五，并有提示
  weekday    每天的权重是计划开始前各月中同一星期几的平均销售额
  history    以往各月在工作日过到同样位置时已入账的比例（入账进度曲线）

weekday 和 history 读取计划第一天之前的完整月份，最多最近 24 个月：先用
--history，其次用设置中的 history，再次用实际数据。数据要按日；所有单元合在一起
得出同一规则，因此截至计划逐级相加一致。休息日的销售在曲线中计入下一个工作日。
plan.csv 的期间长于一个月时，其中各月按工作日数加权。

如何选择：零售在周末和春节照常销售，用 working 会出错，宜用 calendar 或
weekday。工厂和软件多在月底入账，直线折算会让它们直到最后一周都显得落后，宜用
history。只在工作日销售的用 working。一年内不要更换：同样的实际数据换一种规则，
颜色就可能不同。

以下各项遵循同一规则：time_elapsed 时间进度（该行期间已过的比例）、early（不足
20% 时不作判断）、time_gap 进度差 = 完成率 - 时间进度：-0.0458 即落后 4.58 个
百分点，越低越好的指标为空。required_rate 是缺口除以剩余天数：日历天数、工作日
（history 也按工作日），weekday 则为有销售的星期几的天数。
landing = actual + plan - plan_to_date，因此也随规则变化。
第一个工作日之前截至计划为 0，pace 为空，状态为 none。整周无人上班时，该周计划
计在最后一天。

规则写在 prorate 列和标题中。比率、存量、计数和评分从不折算（none），天数按日历
天；对它们指定 --prorate working、weekday 或 history 会被拒绝，文件夹设置的规则
只用于可相加的金额。`,
};
