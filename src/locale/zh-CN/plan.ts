import type { Messages } from '../message.ts';

/** Plans as they are read back, the history's description and the checks. */
export const plan: Messages = {
  'plan.bad-period': ['“{period}”不是期间', '写成 2026-03、2026-Q1 或 FY2026-Q1 这样的形式'],
  'plan.mixed-grains': [
    '计划中混有不同粒度的期间：{grains}',
    '同一目标的各行使用同一粒度；用 salesplan decompose 生成的计划符合要求',
  ],
  'plan.repeats': ['{target} 的每一格重复同一比率，不是可以相加的金额', 'salesplan show，使用计划本身的粒度和层级'],
  'plan.finer-grain': ['计划按 {leaf} 编制，不能按 {grain} 显示', '--by 使用 {leaf} 或更粗的粒度'],
  'plan.outside-period': [
    '{period} 不在计划期 {span} 之内，或与其粒度不符',
    '改正期间，或用 salesplan decompose 重新生成整个计划',
  ],
  'plan.grain-too-fine': ['{period} 会切开 {leaf}，而计划没有再往下细分', '改用更粗的粒度，或使用期间更细的计划'],

  'history.no-rows': ['历史数据中没有可计入的行', '检查 --where 和所用的文件'],
  'history.span': ['历史数据从 {first} 到 {last}，其中 {months} 个月有数据'],
  'history.gaps': ['期间内没有任何数据的月份：{months}（共 {count} 个月）', '看看是否漏了文件'],
  'history.partial-years': ['1 月或 12 月没有数据、不计入增长和季节性的年份：{years}'],
  'history.levels': ['金额为存量（{metric}）：年度取年末值，单元取最近一次的值'],
  'history.one-part': ['金额为比率（{metric}）其中一部分（金额列）的合计'],
  'history.not-counted': ['金额为金额列的合计；{metric} 须按每个节点分别统计，不能相加'],

  'check.target-without-plan': ['目标 {target} 在 plan.csv 中没有计划', 'salesplan decompose --target {target}'],
  'check.sum': [
    '{target} 的分解合计为 {sum}，目标值为 {value}，相差 {off}',
    'salesplan decompose --target {target}，或改正 targets.csv 中的目标值',
  ],
  'check.local-sum': ['{target} 按计划汇率合计 {sum}，与 {value} 相差 {off}：差额来自各币种取整'],
  'check.negative': ['{target} {unit} {period} 的计划金额为负数：{amount}', '在 plan.csv 中改为 0 或正数'],
  'check.lock': [
    '{target}：{unit} {period} 的 {kind} {amount} 不成立，计划中为 {sum}',
    'salesplan decompose --target {target}，或改正锁定',
  ],
  'check.not-on-roster': ['{unit} 有计划，但不在名册中', '把它加入 organisation.csv，或用 salesplan decompose 重新分解'],
  'check.milestones': ['{target} {unit} 的里程碑合计为 {sum}，计划为 {plan}', 'salesplan milestones --target {target}'],
  'check.stale': ['实际数据止于 {through}，距今已超过 {days} 个工作日', '补充最新的实际数据'],
  'plan.mean-rounded': ['有些期间的均值除不尽：同一期间的各单元一并取整，且只取整一次'],
  'check.ratio': [
    '{target} 的计划比率为 {ratio}，目标值为 {value}（分子相差 {off}）',
    'salesplan decompose --target {target}，或改正 targets.csv 中的目标值',
  ],
  'check.no-denominator': ['{target} {unit} {period}：比率缺少分母', '在 plan.csv 中填写 denominator 列'],
  'check.negative-denominator': ['{target} {unit} {period}：分母 {denominator} 为负数', '在 plan.csv 中把分母改为 0 或正数'],
  'check.above-one': [
    '{target} {unit} {period}：分子 {amount} 大于分母 {denominator}，而该比率不能超过 1',
    '分子不大于分母，或在 salesplan.yaml 中设 at_most_one: false',
  ],
  'check.product': [
    '{period} {unit}：{numerator} 为 {above}，而 {ratio} {value} x {denominator} {below} = {product}，相差 {off}',
    '改正三个目标中的一个',
  ],
  'check.last-milestone': ['{target} {unit} 的最后一个里程碑为 {sum}，计划为 {plan}', 'salesplan milestones --target {target}'],
  'plan.own-values': [
    '{target} 的每个单元、每个期间各有其值（{kind}），由部分得不出整体',
    'salesplan show，使用计划本身的粒度和层级',
  ],
};
