import type { Phrases } from '../message.ts';

/** The help topic on an organisation that changes: roster, ramps, events, numbers from below and layers. */
export const organisationTopics: Phrases = {
  'topic.organisation': `变动中的组织

organisation.csv 是名册，每个单元一行（末级或上级），列为 {levels} 和
  owner       单元的负责人；主管负责上级单元
  role        角色，权重写在设置的 roles 中，如 senior: {revenue: 1.5}，
              或用 --role
  start, end  第一天和最后一天，都算在内；空白表示不限
  ramp        从入职起逐月承担的百分比：25/50/75/100
  weight      基数的倍数；空白为 1
  currency    该单元及其下级做计划的币种；可以没有这一列

爬坡只在团队内部逐月调整：新人暂时不承担的部分由同组承担，团队每个月的合计不变。
爬坡从入职日起逐月计算（--ramp-clock tenure），或按自然月计算（calendar:15，
15 日及以前入职的当月起算）。--days working 使用 --calendar 的工作日
（salesplan help calendar）。

events.csv：date,kind,unit,to,share,customers,reason；每个接手者一行
  leave   离职，date 为最后一天；其余各类为新状态的第一天
  join move split merge rename   入职、调动、拆分、合并、更名
  share   60%；都不写则平分；分不完的部分归 (vacant)
  customers   客户清单文件，列为 customer 或 customer,to：哪些客户随之移交
decompose 按计划第一天的组织归集历史数据。history、show 和 variance 用
--structure 指定：as-is（截至日的组织）或 as-was（数据中写的组织）。
计划期内的变动把余下的计划按原来的各月移交：每个月的合计不变，同时包含双方的上级
单元也不变。--on-lock 决定遇到锁定时停止还是随之移交。无人负责的金额单列一行。
  salesplan event add leave 华东/王芳 --date 2026-06-15 --to '李强:60%'
  salesplan event apply

自下而上的数：commit 写入 commitments.csv，export 和 import 传递主管填写的表，
reconcile 显示差距并按 --policy 指定的策略结算（top-down、bottom-up、
middle:50%、authority）。
  draft submitted agreed   单元承诺数的状态，记录姓名和日期
  frozen                   冻结，除非有人特意修改，否则不变
表中空白的单元格不改动原值，0 就是零，- 表示撤销。改写方案中的某一格，就是该单元
对那一期的承诺。

层次：plan.csv 是指标，达成率以它为准。--buffer '区域=3%' 另写 assigned.csv，
每一层一份计划，处处不低于指标；各层的加成相乘（合计 1.25 倍时，完成下达数的 80%
即达成指标）。salesplan capacity 把指标与 capacity.csv 对照：
一个单元满负荷时一期能完成的数，乘以在岗。--band 0.9..1.15 为合理区间。`,
};
