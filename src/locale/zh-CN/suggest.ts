import type { Messages, Phrases } from '../message.ts';

/** What `target suggest` says. */
export const suggest: Messages = {
  'suggest.limits-cross': ['{flag} 高于 --most-growth，无法同时满足', '让 --least-growth 不高于 --most-growth'],
  'suggest.known': [
    '{period} 已经结束：截至 {through} 全部已知，没有可建议的目标',
    '改用以后的期间，或用 --as-of 指明该期间之前的日期',
  ],
  'suggest.without-capacity': ['没有以下单元的产能数据；单元数：{count}（{units}）', '在产能文件中补上'],
  'suggest.market-sizes': ['{unit}的市场增长 {growth}：由 {before} 到 {now}'],
  'suggest.market-growth': ['{unit}的市场增长 {growth}，依据其 {period} 的行'],
  'suggest.market-said': ['{unit}的市场在 {period} 增长 {growth}，依据 --market-growth'],
  'suggest.market-without-year': [
    '不知道{unit}的市场如何增长：缺少本期或上年同期的规模',
    "补上年同期规模的行、在本期的行填写增长，或用 --market-growth '{unit}=+6%'",
  ],
  'suggest.markets': ['已计入 {count} 个市场的增长，结果见 market_growth 列'],
  'suggest.odds-do-not-add': [
    '达成概率不能相加：{count} 个单元的保底值相加为 {floors}，整体自身的保底值为 {floor}；挑战值为 {stretches} 与 {stretch}',
  ],
  'suggest.proposals-together': [
    '{count} 个单元的建议目标相加为 {proposals}；整体的建议目标为 {proposal}',
    '用 salesplan decompose 分解其中之一',
  ],
  'suggest.command': ['采用整体建议目标：{command}'],
};

export const suggestPhrases: Phrases = {
  'title.suggest': '{metric} · {period} · 建议目标 · {method}',
  'column.base': '基准',
  'column.stance': '策略',
  'column.market_growth': '市场增长',
  'column.band_low': '区间下限',
  'column.band_high': '区间上限',
  'column.arithmetic': '算式',
  'column.remarks': '说明',
  'suggest.proposal': '建议目标',
  'suggest.between': '；',
  'suggest.too-easy': '过于容易：达成概率高于 {limit}',
  'column.odds': '达成概率',
  'suggest.brought-inside': '基线已调整到限制之内',
  'suggest.rejected-least-growth': '{rule} {amount}：增长 {value} 低于 {limit}',
  'suggest.rejected-most-growth': '{rule} {amount}：增长 {value} 高于 {limit}',
  'suggest.rejected-band': '{rule} {amount}：增长 {value} 超出策略区间（{limit}）',
  'suggest.rejected-capacity': '{rule} {amount}：超过产能可承担的 {limit}',
  'suggest.rejected-odds': '{rule} {amount}：达成概率 {value} 低于 {limit}',
};
