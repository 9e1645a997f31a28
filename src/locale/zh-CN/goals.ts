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

  'goals.of-targets': ['战略目标 {goal}（{title}）：{targets}'],
  'notes.along': ['{file} 随计划附上：{title}'],

  'market.says-nothing': ['这一行既没有规模也没有增长率', '填写其中之一，或删去这一行'],
  'market.negative': ['市场规模小于零', '写 0 或更大的数'],
  'market.bad-growth': ['{value} 不是市场增长率', '写成 6%、-3.5% 或 0.06'],
  'market.bad-share': ['{value} 不是市场份额', '写成 30% 或 0.3，在 0 到 1 之间'],
  'market.nested': [
    '{unit} 在 {period} 的市场与其中的 {inside} 并列，相加会重复计算',
    '删去 {unit} 这一行；不属于任何单元的部分可以单列为一个单元',
  ],
  'market.no-size': ['没有一行给出 {unit} 的市场规模', '补一行规模'],
  'market.not-split': ['{unit} 的市场只有 {row} 的规模，没有 {period} 的：不按时间拆分', '按计划的期间填写各行，或用 --by year'],
  'market.no-way-on': [
    '无从得知 {unit} 在 {period} 的市场规模；最后的规模是 {row} 的',
    "补 {period} 一行，或在 {row} 一行填增长率，或用 --market-growth '{unit}=+6%'",
  ],
  'market.grown': ['{unit} 在 {period} 的市场按 {size} 计：{row} 为 {last}，增长 {growth}'],
  'market.growth-differs': ['{unit} 在 {period} 的增长率写的是 {growth}，但与上年规模相比是 {sizes}', '改正增长率或其中一个规模'],
  'market.growth-of-nothing': ['{unit} 在 {period} 增长 {growth}，但此前没有规模', '补上上一年的规模'],
  'market.shares-above-whole': ['{unit} 在 {period} 的份额合计 {sum}，超过了市场', '改正这些份额'],
  'market.own-above-whole': ['加上自己的 {own}，{unit} 在 {period} 的份额合计 {sum}，超过了市场', '改正市场规模或竞争对手的份额'],
  'market.stale': [
    '{source} 的日期是 {date}，早于 {months} 个月之前（最近期间的 {rows} 行）',
    '换用更新的来源，或填上重新核实的日期',
  ],
  'market.no-date': ['{source} 没有日期（最近期间的 {rows} 行）', '填写 date'],
  'market.no-source': ['没有写明数字的来源（最近期间的 {rows} 行）', '填写 source'],
  'market.needs': [
    '{target} 需要 {metric} {total}',
    '用 salesplan target add ID --metric {metric} -p {period} --value {total} 把它也设为目标',
  ],
  'market.needs-by-unit': [
    '{target} 需要 {metric} {total}：{units}',
    '用 -o FILE 存下这个计划，再运行 salesplan decompose --metric {metric} -p {period} --total {total} --basis org=plan:FILE',
  ],

  'notes.missing': ['notes: 中写了 {file}，但找不到这个文件', '放入该文件，或从 salesplan.yaml 中删去这一项'],
  'notes.no-text': ['{file} 不是文本', '另存为 UTF-8'],
  'notes.no-heading': ['{file} 没有标题，以文件名代替', '第一行写上如 # 2026 年战略'],
};

export const goalsPhrases: Phrases = {
  'check.goals': '目标、战略目标和权重彼此对应',
  'check.market': '市场的规模、增长、份额和来源没有矛盾',
  'check.notes': '说明文件齐全',
};
