import type { Messages, Phrases } from '../message.ts';

/** 按单元和月份的指标预测。 */
export const forecast: Messages = {
  'forecast.not-in-backtest': ['--backtest 用全部历史评判每种方法，与 {flag} 不能同用', '去掉其中之一'],
  'forecast.no-month': [
    '历史数据没有完整的月份（已经结束，且最后 7 天内有数据）',
    '更长的历史数据；若某月数据已齐，用 --as-of 指定该月最后一天',
  ],
  'forecast.too-far': ['要预测到 {months} 个月之后；最多 {most} 个月', '结束得更早的期间'],
  'forecast.before-history': ['{period} 早于历史数据的开始日期 {first}', '开始得更晚的期间'],
  'forecast.whole-months': ['{flag} {period} 不是整月；预测以整月为单位', '-p 2026-03 或 2026-Q1'],
  'forecast.fine-grain': ['{flag} {grain}：预测以整月为单位', '其中之一：{grains}'],
  'forecast.kind-ratio': ['{metric} 是比率，各月不能相加成全年', '用 --metric 分别预测它的分子和分母'],
  'forecast.kind-score': [
    '{metric} 是评分，不能按单元和期间相加',
    '用 salesplan history --metric {metric} -p 加期间，查看实际值',
  ],
  'forecast.kind-stock': [
    '{metric} 是存量，各月不能相加成全年；只预测可以相加的金额和数量',
    '用 --metric 分别预测它的增加和减少',
  ],
  'forecast.kind-distinct': [
    '{metric} 不能按单元和期间相加，各单元的预测合不成整体的预测',
    '可以相加的计数：new-customers、credited-orders、rows',
  ],
  'forecast.flag-without-basis': ['{flag} 只在以预测为基数时有用', '--basis forecast，或去掉 {flag}'],

  'forecast.open-month': ['{month} 不完整：数据只到 {last}；该月整月预测', '若该月数据已齐，用 --as-of {end}'],
  'forecast.basis': ['基数是预测，依据截至 {through} 的完整月份：{method}'],
  'forecast.gaps': ['没有任何数据的月份，预测时补齐，已知合计中按零计：{months}', '若有遗漏，补上缺少的文件'],
  'forecast.far-above': [
    '预测超过历史最好 12 个月的 {times} 倍的单元：{count} 个（{units}）；数据太少或波动太大所致，请勿轻信',
    '--model seasonal-naive、--outliers damp，或由了解情况的人给出数字：锁定或承诺',
  ],
  'forecast.quiet-months': [
    '{of} 个月中有 {count} 个月没有任何数据，数量太多，按没有发生计为零：{months}',
    '若有遗漏，补上缺少的文件',
  ],
  'forecast.short': ['历史只有 {months} 个完整月份；不足 24 个月看不出季节性，各月除趋势外相同', '更长的历史数据'],
  'forecast.uncalibrated': ['历史只有 {months} 个完整月份；不足 36 个月无法用自身检验区间，因此区间更宽、可信度低'],
  'forecast.young-units': ['历史不足 24 个月的单元：{count} 个（{units}）；其中 {borrowed} 个借用上级的季节形状'],
  'forecast.asleep-units': ['12 个月没有数据、预测为零的单元：{count} 个（{units}）'],
  'forecast.new-units': [
    '完整月份中没有任何数据、预测为零的单元：{count} 个（{units}）',
    '由了解情况的人给出数字：decompose --like、锁定或承诺',
  ],
  'forecast.outliers': ['异常月份（括号内约为应有的数值）：{outliers}；共 {count} 个', '--outliers damp'],
  'forecast.outliers-damped': ['异常月份已调整到应有的水平：{outliers}；共 {count} 个'],
  'forecast.level-shifts': ['从这些月份起水平发生变化（已去除季节性）：{shifts}；共 {count} 个'],
  'forecast.many-units': ['共 {count} 个序列：末级单元用较快的 {method} 预测', '减少 --by 的层级'],
  'forecast.auto-usual': ['方法 {method}：对 {trials} 个“单元年”回测，没有明显更好的方法（MASE {mase}）'],
  'forecast.auto-other': [
    '方法 {method}：在本历史的 {trials} 个“单元年”回测中明显优于 {usual}（MASE {mase}，后者 {usual_mase}）',
  ],
  'forecast.auto-untried': ['方法 {method}（默认）：历史太短或单元太少，无法比较各种方法'],
  'forecast.unreconciled': ['--reconcile none：各单元的预测之和不等于上级的预测'],
  'forecast.tested-largest': ['在 {units} 个序列中只回测最大的 {count} 个'],
  'forecast.untestable': ['没有单元达到回测所需的 36 个月：24 个月用于学习，12 个月用于预测', '更长的历史数据'],
};

export const forecastPhrases: Phrases = {
  'topic.forecasts': `预测

salesplan forecast 给出每个单元、每个期间的预期值及其区间；--basis forecast
以预测为基数做计划。

月份。只用完整的月份：已经结束且最后 7 天内有数据，或由 --as-of 指明数据已齐。
全公司都没有数据的月份是缺失，不是零；单元从第一行数据开始，12 个月没有数据的
单元预测为零。历史不足 24 个月的单元借用上级的季节形状。类别：actual（已知）、
forecast（预测）、mixed（两者都有）。

方法（--model）：
  auto            mean；若最大的单元回测表明另一方法的 MASE 低 5% 以上，
                  则用该方法（默认）
  mean            ets 与 theta 的平均
  ets             指数平滑，各种形式按 AICc 加权
  theta           直线与平滑线的结合，先去除季节性
  seasonal-naive  上一年同月
  drift           最后一个月加平均变化
序列达到 2,000 个时，末级单元用 theta。

上下一致（--reconcile）：
  least-squares   每个节点都略作调整，越有把握的调整越少（默认）
  top-down        整体不变，按各单元的预测占比分下去
  bottom-up       末级单元不变，逐级汇总
  none            各自预测，单元之和不等于上级

区间。全年的区间是全年之和的区间，取自同样的预测在这份历史上的误差；满 36 个月
为 calibrated（已校准），不足时区间更宽、可信度为 low。各单元的区间不能相加。

--backtest：每种方法预测最近 12 个月；满 48 个月时也预测再前 12 个月。sMAPE 和
偏差率是比例；MASE 以上一年同月法的误差为单位；落入 80% 的比例应为 80%。
--outliers damp 把异常月份调整到应有的水平。`,

  'title.forecast': '{metric} 预测，已知截至 {through}：{method}',
  'title.forecast-known': '{metric}，全部已知',
  'title.backtest': '{metric} 回测：从更早的时点预测 12 个月',
  'column.kind': '类别',
  'column.low_50': '50% 下限',
  'column.high_50': '50% 上限',
  'column.low_80': '80% 下限',
  'column.high_80': '80% 上限',
  'column.low_95': '95% 下限',
  'column.high_95': '95% 上限',
  'column.confidence': '可信度',
  'column.method': '方法',
  'column.trials': '单元年',
  'column.smape': 'sMAPE',
  'column.mase': 'MASE',
  'column.bias': '偏差率',
  'column.months_80': '月落入 80%',
  'column.months_95': '月落入 95%',
  'column.year_80': '年落入 80%',
  'column.year_95': '年落入 95%',
  'column.chosen': '自动选用',
};
