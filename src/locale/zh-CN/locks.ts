import type { Messages, Phrases } from '../message.ts';

/** Locks: those that cannot hold, those that do not, and what gave way for those that do. */
export const locks: Messages = {
  'lock.other-units': ['有 {count} 条锁定不在 {unit} 之内，此处未使用'],
  'lock.conflict': ['以下各项不能同时成立（共 {members} 项）：彼此相差 {amount}', '改动或去掉其中任何一项'],
  'lock.conflict-cut-off': [
    '以下各项不能同时成立（共 {members} 项）：彼此相差 {amount}；搜索未做完，也许其中有些与矛盾无关',
    '改动或去掉其中一项',
  ],
  'lock.conflict-total': ['总额 {amount}'],
  'lock.conflict-member': ['{kind} {amount}：{unit} {period}'],
  'lock.conflict-member-because': ['{kind} {amount}：{unit} {period}（{reason}）'],
  'lock.only-fractions': ['互相交叉的锁定只有用到最小单位的零头才能同时成立', '改动其中一个金额'],
  'lock.undecided': [
    '单元在部分期间的锁定、单元全期的锁定与全公司各期的锁定互相交叉，精确搜索未能做完',
    '去掉这三类锁定中的一类',
  ],
  'lock.needs-finer-rounding': ['锁定可以同时成立，但金额不能都是 {roundTo} 的整数倍', '--round-to {finer}'],
  'lock.total-too-large': [
    '有锁定时，总额过大，无法精确分解（上限为 9×10^15 个最小单位）',
    '用 --no-locks，或改用更大的记账单位',
  ],
  'lock.expired': ['{unit} {period} 的 {kind} {amount} 有效期至 {until}，已不起作用', '若仍须有效，请改晚 until；否则删去该行'],
  'lock.outside': ['{unit} 的 {kind} {amount}：{period} 不在计划期 {span} 内，不起作用'],
  'lock.no-such-period': [
    '{unit} 的 {kind} {amount}：{period} 不是计划（{span}）的期间',
    '对其中计划的每个期间分别加锁定，或在 --by 中加上它的粒度，如 --by quarter,month',
  ],
  'lock.no-such-unit': ['{period} 的 {kind} {amount}：计划中没有单元“{unit}”', '按计划的写法给出名称，或删去该行'],
  'lock.ambiguous-unit': ['{period} 的 {kind} {amount}：“{unit}”对应计划中的多个单元：{units}', '补全它的上级名称'],
  'lock.other-target': ['有 {count} 条锁定属于目标 {target}，不属于 {own}，未使用', '目标列留空表示任意目标，或填写目标编号'],
  'lock.unknown-level': ['锁定文件与计划的层级不一致：{levels} 与 {has}', '锁定文件的列使用计划的层级，或改变 --by'],
  'lock.zero-basis': ['{unit} {period} 须分得金额，但其基数全部为零', '--on-zero-basis equal 或 --on-zero-basis parent'],
  'lock.zero-equal': ['{unit} {period} 的基数为零，其金额平均分配'],
  'lock.zero-parent': ['{unit} {period} 的基数为零，其金额按最近的有基数的上级的走势分配'],
  'lock.not-nearest': ['每条锁定和各项合计都分毫不差；其余部分接近基数的比例，但迭代到 {rounds} 轮为止，未必最接近'],
  'lock.given-up': [
    '每条锁定和各项合计都分毫不差；受锁定影响，有 {count} 处小计与取整前相差达到一个取整单位（{amount}），最多 {units} 个：{nodes}',
  ],
  'lock.given-up-many': [
    '每条锁定和各项合计都分毫不差；受锁定影响，有 {count} 处小计与取整前相差达到一个取整单位（{amount}），最多 {units} 个：{nodes}，另有 {more} 处',
  ],
};

/** What bounds an amount, where a finding names it as its `kind`; the word of the file beside it. */
export const lockPhrases: Phrases = {
  'lock.kind.fix': '固定 (fix)',
  'lock.kind.floor': '下限 (floor)',
  'lock.kind.cap': '上限 (cap)',
  'lock.kind.change': '改动 (change)',
  'lock.kind.frozen': '冻结',
  'lock.kind.commitment': '承诺',
  'lock.kind.--growth': '增长 (--growth)',
};
