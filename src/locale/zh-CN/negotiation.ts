import type { Messages, Phrases } from '../message.ts';

/** Numbers from below, and how they are settled. */
export const negotiation: Messages = {
  'negotiation.nothing-to-commit': [
    '没有给出承诺数，也没有给出状态',
    '--amount 105万 或 --status submitted；用 salesplan commit list 查看已有的承诺',
  ],
  'negotiation.bad-action': ['commit 不能“{action}”', 'salesplan commit list，或用选项说明要写入的内容'],
  'negotiation.plan-period': ['{period} 不是计划 {span} 中的期间', '使用计划已有的期间，最细到 plan.csv 的粒度'],
  'negotiation.frozen': [
    '{unit} {period} 已冻结（{by}），数字不再变动',
    '确需变动时：salesplan commit --unit {unit} -p {period} --status draft --reason "原因"',
  ],
  'negotiation.other-levels': ['承诺与计划的层级不一致：{levels} 与 {has}', '让 commitments.csv 的列与计划的层级一致'],
  'negotiation.no-such-unit': ['{period} 的承诺：计划中没有单元“{unit}”', '按计划中的名称填写，或删除该行'],
  'negotiation.no-such-period': [
    '{unit} 的承诺：{period} 不是计划 {span} 中的期间',
    '改用计划已有的期间，最细到 plan.csv 的粒度',
  ],
  'negotiation.same-days': ['{unit} 的承诺：在本计划中 {period} 与 {other} 是同一段日期', '删除两行中的一行'],
  'negotiation.outside': ['{unit} 的承诺：{period} 不在计划 {span} 之内，不起作用'],
  'negotiation.finer-plan': [
    '已冻结单元的金额超过 {decimals} 位小数，新计划无法保留',
    '对该单元运行 salesplan commit --status draft --reason "原因"',
  ],
  'negotiation.parts-differ': [
    '{unit} {period} 承诺 {amount}，但其下级的数合计为 {parts}',
    '确认以哪个为准；不作修改则以 {unit} 的数为准',
  ],
  'negotiation.crossing': [
    '{unit} {period} 与 {other} {span} 的承诺有部分重叠，互不包含：两者的差额都计入',
    '只保留其中一个，或改为对下级单元的各季度作出承诺',
  ],
  'negotiation.brought-to': [
    '{unit} {period} 应为 {amount}，而其中 {count} 个数合计 {parts}：已按比例调整到该数',
    '修改 {unit} 的数，或其下级的数',
  ],
  'negotiation.without-policy': ['{flag} {value} 说明如何结算，但没有指定策略', '--policy bottom-up'],
  'negotiation.other-policy': ['{flag} 对策略 {policy} 没有意义', '--policy authority'],
  'negotiation.needs-reason': ['结算会改变计划的数字，但没有给出原因', '--reason "11 月 15 日商定"，或先用 -n 查看'],
  'negotiation.plan-csv': ['{file}：结算后的计划只能写成 CSV', '-o settled.csv'],
};

export const negotiationPhrases: Phrases = {
  'title.commitments': '承诺：{target}，{metric}',
  'title.reconcile': '自上而下与自下而上：{target}，{metric}',
  'negotiation.your-number': '{unit} {period}：方案 {proposal}，已承诺 {committed}；你的数字（留空则不变）',
  'negotiation.nothing-said': '没有改动',
  'negotiation.committed': 'commitments.csv：已写入 {target} {unit} {period}（{status}）',
  'negotiation.dry-run': '{target} {unit} {period} 将写成如上（{status}）；未写入任何文件',
  'negotiation.settled': '{target} 按 {policy} 结算：合计 {total}，第 {revision} 版，写入 {file}',
  'negotiation.would-settle': '{target} 若按 {policy} 结算：合计 {total}；未写入任何文件',
  'negotiation.nothing-moves': '按 {policy}，{target} 的数字没有变化：合计 {total}；计划未重写',
};
