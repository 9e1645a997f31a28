import type { Messages, Phrases } from '../message.ts';

/** SMART 规则对目标的判断，以及目标的新增和删除。 */
export const smart: Messages = {
  'smart.idle-flag': ['target {action} 用不上 {flag}', '去掉它；见 salesplan help targets'],
  'smart.metric': ['{metric} 是已知指标，类型 {kind}'],
  'smart.metric-unknown': [
    '{metric} 没有定义；已知：{known}',
    '在 salesplan.yaml 的 metrics 里写上这个指标，或用 --map {metric}=列名',
  ],
  'smart.scope-whole': ['针对整个组织'],
  'smart.scope': ['{unit} 是已知单元；其末级单元数：{count}'],
  'smart.scope-unknown': ['没有 {unit}；这一层级有：{known}', '按名册或历史里的写法填写名称'],
  'smart.scope-unjudged': [
    '没有资料说明有哪些单元，无法核对 {unit}',
    '计划文件夹里的 organisation.csv、--org，或 --history 加 --by',
  ],
  'smart.owner': ['负责人：{owner}'],
  'smart.owner-of-roster': ['负责人：{owner}，名册中 {unit} 的负责人'],
  'smart.no-owner': ['没有负责人', '在 targets.csv 的 owner 列填姓名，或在名册里写上这个单元的负责人'],
  'smart.title': ['标题说清了内容和数字：{title}'],
  'smart.no-title': ['没有标题', '在 targets.csv 的 title 列写上指标和数字'],
  'smart.vague': ['“{title}”只有{words}，没有数字', '在标题里写出要达到的数字'],

  'smart.value': ['要达到 {value}'],
  'smart.no-value': ['没有目标值', '在 targets.csv 的 value 列填数字'],
  'smart.definition': ['{metric} 即 {definition}，取自 {source}'],
  'smart.usual-definition': [
    '{metric} 没有写明口径；现用 {definition}，换一种口径数字就不同',
    'salesplan.yaml 里给 {metric} 写上 definition',
  ],
  'smart.no-definition': [
    '没有说明 {metric} 是什么除以什么',
    '在 salesplan.yaml 的 metrics 里给 {metric} 写上 numerator 和 denominator（或 definition、top_box）',
  ],
  'smart.source': ['{metric} 取自 {source}'],
  'smart.no-source': ['没有说明 {metric} 从哪里取数', 'salesplan.yaml 的 history、给指标写上 source，或 --history'],
  'smart.baseline': ['基线为 {baseline}'],
  'smart.baseline-of-history': ['基线取自历史：{period} 为 {baseline}'],
  'smart.baseline-differs': [
    '基线 {baseline} 与历史中 {period} 的 {history} 相差 {off}；{most} 以内可视为取整',
    '改用历史的数字，或在 targets.csv 写明原因',
  ],
  'smart.no-baseline': ['没有基线，历史里也没有完整的上一年', '在 targets.csv 的 baseline 列填数字'],
  'smart.unit': ['{value} 是基线 {baseline} 的 {times} 倍：单位一致'],
  'smart.unit-doubt': ['{value} 与基线 {baseline}：其中一个差了 {factor} 倍，像是漏写了万元或百分号', '两个数字用同一单位'],
  'smart.above-one': ['{metric} 不会超过 100%，现为 {value}', '比率写成 36.5% 或 0.365'],
  'smart.no-comparison': ['没有基线，无法判断 {value} 的量级', '在 targets.csv 的 baseline 列填数字，或用 --history'],

  'smart.range': ['保底值 {floor}、目标 {value}、挑战值 {stretch} 次序正确'],
  'smart.range-broken': [
    '保底值 {floor}、目标 {value}、挑战值 {stretch} 次序不对',
    '保底值 <= 目标 <= 挑战值；越低越好的指标反过来',
  ],
  'smart.odds': ['{value} 的达成概率 {odds}；基线预测 {baseline}（{method}，可信度 {confidence}）；{low} 到 {high} 合适'],
  'smart.odds-low': [
    '{value} 的达成概率 {odds}；基线预测 {baseline}（{method}，可信度 {confidence}）；低于 {low} 偏难',
    '在 reason 列写明会有什么变化，或降低目标，把这个数作为挑战值',
  ],
  'smart.odds-too-low': [
    '{value} 的达成概率 {odds}；基线预测 {baseline}（{method}，可信度 {confidence}）；低于 {fail} 难以达到',
    '降低目标，把这个数作为挑战值；或为要发生的变化（人员、价格、客户）另做计划',
  ],
  'smart.odds-high': [
    '{value} 的达成概率 {odds}；基线预测 {baseline}（{method}，可信度 {confidence}）；高于 {high} 太容易',
    '提高目标，把这个数作为保底值',
  ],
  'smart.odds-short': ['{unit} 的历史太短，无法预测', '更长的 --history，至少两个完整年度'],
  'smart.odds-known': ['数据中 {period} 已经结束，没有可预测的了', '选一个尚未到来的期间'],
  'smart.odds-of-days': ['达成概率按整月计算，{period} 截断了月份', '选由整月组成的期间'],
  'smart.odds-of-stock': ['{metric} 是存量，不计算达成概率', '看下面的历史增长；或为其流入、流出定目标'],
  'smart.odds-of-distinct': [
    '{metric} 每个期间对客户只计一次，不计算达成概率',
    '看下面的历史增长；或为可以相加的新客户数、订单数定目标',
  ],
  'smart.odds-of-kind': ['{metric} 的类型是 {kind}，不计算达成概率', '看下面的历史增长；或为其分子定目标'],
  'smart.no-history': ['没有读取历史', 'salesplan.yaml 的 history，或 --history'],
  'smart.no-history-of-unit': ['历史里没有 {unit} 的行', '按历史里的写法填写单元，或用 --history 补上它的行'],
  'smart.growth': ['每年要增长 {asked}；历史年增长在 {lowest} 到 {highest} 之间（年份对数：{count}）'],
  'smart.growth-beyond': [
    '每年要增长 {asked}；历史年增长在 {lowest} 到 {highest} 之间（年份对数：{count}）；越过 {limit} 即不通过',
    '在 reason 列写明这次有什么不同',
  ],
  'smart.growth-far': [
    '每年要增长 {asked}；历史年增长在 {lowest} 到 {highest} 之间（年份对数：{count}）；越过 {limit} 即不通过',
    '把目标定得离历史近一些，或为要发生的变化另做计划',
  ],
  'smart.growth-easy': [
    '每年要增长 {asked}；历史年增长在 {lowest} 到 {highest} 之间（年份对数：{count}）；低于 {limit} 太容易',
    '提高目标，或在 reason 列写明市场为何变差',
  ],
  'smart.growth-unjudged': ['历史里完整的年份数：{years}；要有三年才有两个增长率', '更长的 --history'],
  'smart.level': ['目标 {value} 已达到 {reached}：按水平的达成率 {attainment}；占增量的 {growth}，不作判断依据'],
  'smart.level-missed': [
    '目标 {value} 期末达到 {reached}：按水平的达成率 {attainment}；占增量的 {growth}，不作判断依据',
    'salesplan variance 查看差在哪里',
  ],
  'smart.capacity': ['产能 {capacity}（已计爬坡），为 {value} 的 {rate}；{band} 合适'],
  'smart.capacity-short': [
    '产能 {capacity}（已计爬坡），为 {value} 的 {rate}；{band} 合适',
    'salesplan capacity 查看谁不足；降低目标，或及早增加人手',
  ],
  'smart.capacity-idle': ['产能 {capacity}（已计爬坡），为 {value} 的 {rate}；{band} 合适', '提高目标，或减少产能'],
  'smart.capacity-in-part': [
    '{units} 个单元中有 {without} 个产能未知；其余产能 {capacity}，目标 {value}',
    '在 capacity.csv 补上这些单元的行',
  ],
  'smart.no-capacity': ['没有资料说明各单元的产能', '计划文件夹里的 capacity.csv，或 --capacity'],
  'smart.units': ['下级单元的目标数：{count}，合计 {sum}，本目标 {value}'],
  'smart.units-short': [
    '下级单元的目标数：{count}，合计 {sum}，本目标 {value}；还有 {off} 无人承担',
    '提高下级目标，直到合计够数',
  ],
  'smart.units-over': [
    '下级单元的目标数：{count}，合计 {sum}，本目标 {value}；超过其 {limit} 过多',
    '降低下级目标，或提高总目标',
  ],
  'smart.units-missing': [
    '下级单元的目标数：{count}，合计 {sum}，本目标 {value}；剩下的 {off} 归没有目标的单元：{missing}',
    '给这些单元也定目标',
  ],
  'smart.periods': ['各分期的目标数：{count}，合计 {sum}，本目标 {value}'],
  'smart.periods-short': ['各分期的目标数：{count}，合计 {sum}，本目标 {value}；还差 {off}', '提高分期目标，直到合计够数'],
  'smart.periods-over': [
    '各分期的目标数：{count}，合计 {sum}，本目标 {value}；超过其 {limit} 过多',
    '降低分期目标，或提高总目标',
  ],
  'smart.periods-missing': [
    '各分期的目标数：{count}，合计 {sum}，本目标 {value}；剩下的 {off} 归其余 {missing} 天',
    '给其余时间也定目标',
  ],
  'smart.product': ['{numerator} = {ratio} x {denominator} 成立'],
  'smart.product-off': [
    '{ratio} {value} x {denominator} {below} = {product}，而 {numerator} 为 {above}：相差 {off}',
    '改动三者之一',
  ],

  'smart.goal': ['支撑目标方向 {goal}（{title}）'],
  'smart.goal-target': ['支撑目标 {goal}（{unit}，{period}）'],
  'smart.no-goal': ['没有支撑任何目标方向', '在 supports 列填 goals.csv 里的编号，或上级目标的编号'],
  'smart.goal-unknown': ['没有目标方向或目标 {goal}；目标方向有：{known}', '在 goals.csv 加上这一行，或在 supports 列换一个编号'],
  'smart.goal-unjudged': ['它支撑 {goal}，但没有 goals.csv 可以核对', '计划文件夹里的 goals.csv，或 --goals'],
  'smart.goal-circle': ['它支撑 {goal}，而 {goal} 就是它自己或支撑着它', '在 supports 列填上级的编号'],
  'smart.weights': ['{goal} 的 {count} 个目标权重合计 {sum}'],
  'smart.weights-off': ['{goal} 的 {count} 个目标权重合计 {sum}', '让 goals.csv 里的权重合计为 100%'],
  'smart.weights-missing': [
    '{goal} 的 {count} 个目标中有 {without} 个没有权重；其余合计 {sum}',
    '在 goals.csv 给每个目标写上权重，合计 100%',
  ],
  'smart.no-conflict': ['与这个指标的其他目标没有冲突，其他目标数：{count}'],
  'smart.conflict-value': [
    '这里是 {value}，{other} 对同一单元和期间是 {amount}',
    '一个数字只留一个目标：salesplan target remove {other}',
  ],
  'smart.conflict-period': ['{value} 超过了它所属的 {other}（{unit}，{period}）的 {amount}', '调低这里，或调高 {other}'],
  'smart.conflict-unit': ['{value} 超过了它所属的 {other}（{unit}，{period}）的 {amount}', '调低这里，或调高 {other}'],
  'smart.conflict-direction': [
    '这里 {baseline} -> {value}，{other}（{period}）{before} -> {amount}：一升一降',
    '重叠的日子只定一个方向',
  ],
  'smart.conflict-floors': ['下级单元的保底值（{count} 个）合计 {sum}，本目标 {value}', '调低保底值，或提高目标'],
  'smart.share': ['占 {parent} 的 {share}；{period} 占 {before}，为其 {times} 倍（{least} 到 {most} 合适）'],
  'smart.share-moved': [
    '占 {parent} 的 {share}；{period} 占 {before}，为其 {times} 倍（{least} 到 {most} 合适）',
    '在 reason 列写明份额为何变化',
  ],
  'smart.share-far': [
    '占 {parent} 的 {share}；{period} 占 {before}，为其 {times} 倍（{least} 到 {most} 可以）',
    '让数字接近原来的份额，或用 salesplan decompose 按历史分解',
  ],
  'smart.share-unjudged': ['占 {parent} 的 {share}；历史里没有两者都完整的上一年可比', '更长的 --history'],

  'smart.period': ['{start} 到 {end}，还有 {ahead} 天开始'],
  'smart.period-begun': ['{start} 到 {end}：{days} 天中已过 {gone} 天', '选一个尚未到来的期间，或填 effective_from'],
  'smart.period-over': ['{start} 到 {end} 已结束 {ago} 天', '选一个尚未到来的期间'],
  'smart.milestones': ['期间内的里程碑数：{count}，最长间隔 {longest} 天（不超过 {most} 天）'],
  'smart.milestones-far': [
    '期间内的里程碑数：{count}，最长间隔 {longest} 天（不超过 {most} 天）',
    'salesplan milestones --every quarter',
  ],
  'smart.no-milestones': [
    '{longest} 天里没有里程碑（间隔不超过 {most} 天）',
    'salesplan decompose 之后 salesplan milestones --every quarter，或在 milestones.csv 加行',
  ],
  'smart.review': ['下次检查在 {day}，还有 {days} 天'],
  'smart.review-far': ['下次检查在 {day}，还有 {days} 天（不超过 {most} 天）', 'salesplan milestones --every quarter'],
  'smart.review-past': ['上次检查在 {day}，之后再没有了', 'salesplan milestones --every quarter'],
  'smart.no-review': ['没有里程碑说明何时检查', 'salesplan milestones --every quarter，到期日即检查日'],
  'smart.effective': ['{day} 生效，在 {start} 到 {end} 之内'],
  'smart.effective-outside': ['{day} 生效，不在 {start} 到 {end} 之内', 'effective_from 列填期间内的日期'],

  'check.target': ['目标 {target}（{unit}，{period}）：{evidence}', 'salesplan target check {target} 查看办法'],
  'smart.no-targets': ['targets.csv 里没有可检查的目标', 'salesplan target add'],
  'smart.baseline-is-level': ['{flag} {value} 是变化量，而基线是变化的起点', '{flag} 填数字'],
  'smart.change-of-amount': ['{value} 既不是金额也不是增长率', '增长写 +8%，金额不带正负号'],
  'smart.change-without-baseline': ['{value} 相对基线变化，但没有基线', '--baseline，或含完整上一年的历史'],
  'smart.change-too-far': ['{value} 之后没有计划能容纳的数额', '减小变化'],
  'smart.settled': ['{baseline} 的 {change} 存为水平 {value}；达成率按水平计算'],
  'smart.left-behind': ['{file} 中提到 {target} 的行数：{count}', '删除这些行，或 salesplan target add {target}'],
};

export const smartPhrases: Phrases = {
  'title.target-check': '目标的 SMART 检查，{today}',
  'column.letter': '字母',
  'column.rule': '规则',
  'column.code': '代码',
  'column.evidence': '依据',
  'column.remedy': '办法',
  'smart.verdict': '{target}：{letters}（原因见 salesplan target check {target}）',
  'smart.failed': '目标 {target} 的 {letter} 不通过：{rules}',
  'target.removed': '目标 {target} 已从 targets.csv 删除，行数：{count}',
  'target.would-remove': '目标 {target} 将被删除，行数：{count}；未写入任何内容',
  'check.targets': '各目标互不矛盾',
};
