import type { Messages, Phrases } from '../message.ts';

/** 战略目标、市场、竞争对手和说明文件。 */
export const goals: Messages = {
  'goals.bad-weight': ['{value} 不是权重', '写成 60% 或 0.6，在 0 到 1 之间'],
  'goals.no-such-goal': [
    '目标 {target} 在 {goal} 中有权重，但 goals.csv 中没有这个战略目标',
    '为 {goal} 加一行，或改用其中之一：{goals}',
  ],
  'goals.no-such-target': [
    'goals.csv 给了 {target} 在 {goal} 中的权重，但 targets.csv 中没有这个目标',
    '用 salesplan target add {target} --supports {goal} 添加，或改用其中之一：{targets}',
  ],
  'goals.no-weight': ['{goal} 中 {target} 这一行没有权重', '填写 weight，如 60%，或删去这一行'],
  'goals.supports-another': [
    '{target} 在 {goal} 中有权重，但在 targets.csv 中支持的是 {supports}',
    '把它的 supports 改为 {goal}，或把权重移到 {supports}',
  ],
  'goals.supports-nothing': ['{goal} 支持的 {supports} 不是战略目标', '改用其中之一：{goals}'],
  'goals.circle': ['战略目标互相支持，形成循环：{circle}', '清空其中一个的 supports'],
  'goals.supports-itself': ['目标 {target} 支持的是它自己', '在 supports 中写战略目标或另一个目标，或清空'],
  'goals.target-supports-nothing': [
    '目标 {target} 支持的 {supports} 既不是战略目标也不是目标',
    '在 goals.csv 中为 {supports} 加一行；战略目标：{goals}；目标：{targets}',
  ],

  'market.says-nothing': ['这一行既没有规模也没有增长率', '填写其中之一，或删去这一行'],
  'market.negative': ['市场规模小于零', '写 0 或更大的数'],
  'market.bad-growth': ['{value} 不是市场增长率', '写成 6%、-3.5% 或 0.06'],
  'market.bad-share': ['{value} 不是市场份额', '写成 30% 或 0.3，在 0 到 1 之间'],

  'notes.missing': ['notes: 中写了 {file}，但找不到这个文件', '放入该文件，或从 salesplan.yaml 中删去这一项'],
  'notes.no-text': ['{file} 不是文本', '另存为 UTF-8'],
  'notes.no-heading': ['{file} 没有标题，以文件名代替', '第一行写上如 # 2026 年战略'],
};

export const goalsPhrases: Phrases = {};
