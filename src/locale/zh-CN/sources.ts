import type { Messages, Phrases } from '../message.ts';

/** Named sources and the metrics that are read from them. */
export const sources: Messages = {
  'sources.no-such-source': ['指标 {metric} 引用的数据源 {source} 不在 sources 中：{sources}', '在 sources 中添加它'],
  'sources.no-column': [
    '数据源 {source} 中没有认出 {key} 列；现有的列：{columns}',
    '在 salesplan.yaml 的该数据源中写 columns: {{key}: 列名}',
  ],
  'sources.no-level-column': [
    '数据源 {source} 没有层级“{level}”的列；现有的列：{columns}',
    '在 salesplan.yaml 的该数据源中写 columns: {{level}: 列名}，或在 --by 中不写 {level}',
  ],
  'sources.near-source': ['指标 {metric} 引用的数据源 {source} 不在 sources 中：{sources}', 'source: {near}'],
  'sources.unit-guard': [
    '数据源 {file} 每行的金额一般为 {amount}，{first} 的为 {other}：相差约 {factor} 倍，像是单位不同',
    "在 salesplan.yaml 的该数据源中写 columns: {amount: '{column}[万元]'}；金额确实无误时写 [元]",
  ],
  'sources.unit-guard-plan': [
    '各数据源合起来一般为 {amount}，同期计划为 {other}：相差约 {factor} 倍，像是单位不同',
    "在 salesplan.yaml 的数据源中写 columns: {amount: '{column}[万元]'}；金额确实无误时写 [元]",
  ],
  'sources.too-many-groups': [
    '{metric} 之前的表已有 {held} 组，这张表又超过 {left} 组，合计最多保存 {limit} 组。这张表各层不同名称数：{levels}',
    '减少 --by 的层级（如去掉{level}），用更粗的期间粒度，或用 --where 缩小读取范围；--max-groups 可以容纳更多，每百万组约需 0.5 GB 内存',
  ],
  'sources.units-of-formula': [
    '{metric} 的公式把金额（{money}）与不是金额的数（{other}）相加减',
    '使用同一单位的指标，或把单价写成系数（revenue - 5 * volume），求二者之比用 kind: ratio',
  ],
  'sources.no-such-metric': [
    'salesplan.yaml 的 metrics 中没有指标 {metric}：{metrics}',
    '用 --metric 指定其中之一，或在 metrics 中添加 {metric} 及其数据源',
  ],
  'sources.metric-without-source': [
    'salesplan.yaml 的 metrics 没有说明 {metric} 取自哪个数据源',
    '在其中写 source:，从 {sources} 中选，或用 --source 指定',
  ],
  'sources.unknown-source': ['salesplan.yaml 的数据源中没有 {source}：{sources}', '用 --source 指定其中之一'],
  'sources.beside-formula': ['指标 {metric} 已有公式，又写了 {key}', '二者去其一：公式中的各指标有自己的数据源和列'],
  'sources.formula-of-ratio': [
    '指标 {metric} 是比率，只有分子和分母，没有公式',
    '用 numerator: 和 denominator: 写指标名，它们各自可以有公式',
  ],
  'sources.pipeline-of-kind': ['{metric} 是 {kind}，而 {key} 只用于可加总的金额', '在缺口所属的指标上写 {key}:'],
  'sources.weighted-alone': ['{metric} 有 weighted_pipeline 而没有 pipeline', '同时写 pipeline:'],
  'sources.no-pipeline': [
    '{metric} 的 {key} 为 {named}，不是另一个可加总的指标；现有：{metrics}',
    '写一个未结商机的指标，如 pipeline: {source: deals, where: [stage=open]}',
  ],
  'sources.gap-of-what': ['{metric} 写了 gap_of，但不是覆盖率', '{kind: ratio, numerator: pipeline, gap_of: 目标}，不写分母'],
  'sources.bad-formula': [
    '无法读懂 {metric} 的公式：{formula}，从 {at} 起',
    '指标的加减与整数系数：revenue - cost、2 * (a + b) - c；含其他符号的名称用双引号',
  ],
  'sources.unknown-metric': ['{metric} 的公式中的 {named} 不在 metrics 中：{metrics}', '在 metrics 中添加它及其数据源、金额列'],
  'sources.circle': ['公式循环引用：{circle}', '为其中一个指标写明金额列'],
  'sources.files-and-address': ['数据源 {source} 同时有 files 和 address', '只留一个，或让一个指标用两个数据源'],
  'sources.query-of-files': ['数据源 {source} 有 query，但只有 address 才能查询', '文件请用 where:'],
  'sources.no-files': ['数据源 {source} 既没有文件也没有地址', '在 salesplan.yaml 中写 files:，或用参数给出文件'],
  'sources.which-source': ['{files} 可能属于该指标的任一数据源：{sources}', '用 --source 指定其中之一'],
  'sources.amount-of-formula': ['--map amount= 为多个指标（如 {metric}）指定了同一列', '逐个指定：--map {metric}=列名'],
  'sources.customers-of-several': ['客户只能在一张表中计数，不能合并 {sources}', '用 --source 指定其中之一'],
  'sources.nothing-left': ['{metric} 的公式各项相互抵消，什么也没剩下', '检查公式'],
  'sources.units-only-in': ['{count} 个单元只出现在 {metric} 中，在 {other} 中按零计：{units}'],
  'sources.ends-differ': ['公式中各指标的数据截止月份不同：{ends}'],
  'sources.bad-condition': ['无法读懂 salesplan.yaml 中的条件：{condition}', '列=值、!=、<、>，或 in a,b'],
  'money.bad-tax-rate': ['{column} 中的 {cell} 不是税率', '写 13% 或 0.13；列名带百分号时 13 即为税率'],
  'money.no-tax-rate': ['{cell} 没有税率', '在 tax: rates: 中写更早的起始日，或用 tax_rate: 指定列'],
  'money.bad-share': ['{column} 中的 {cell} 不是分成比例', '写 60% 或 0.6，不超过整单；列名带百分号时 60 即为比例'],
  'money.blank-currency': [
    '{day} 有未写币种的行：{column} 为空',
    "补填这些单元格，或在数据源中写 where: ['{column}!='] 将其排除",
  ],
  'money.no-currency-rate': ['{day} 没有 {cell} 对 {home} 的 {which} 汇率', '写入 rates: {which}:，或在汇率文件中加一行'],
  'money.mixed-units': ['几个文件的金额单位不同（{units}），不能逐行计税取整', '用 tax: rounding: sum，或按单位分成几个数据源'],
  'money.blank-shares': ['{rows} 行没有 {column}：按全额计'],
  'money.shares-not-checked': ['没有订单号列，{column} 的比例未按订单核对', '--map order=列名'],
  'money.shares-many-rows': ['比例未按订单核对：行数太多', '调大 --max-groups'],
  'money.shares-not-whole': ['{count} 个订单的分成比例合计不是 100%：{orders}', '检查这些行的 {column}'],
  'money.bad-rate': ['{rate} 不是比率', '税率如 13%，汇率如 7.10'],
  'money.tax-without-rates': ['数据源 {source} 的含税口径与计划不同，却没有税率', '写 tax: rates:，或用 tax_rate: 指定列'],
  'money.bad-currency': ['数据源 {source} 的 currency {currency} 既不是币种代码也不是列', '写 USD，或 column: 加列名'],
  'money.no-home': ['数据源 {source} 的金额是 {currency}，但没有写明计划的币种', 'currency: {code: CNY}'],
  'money.no-plan-rate': ['没有 {currency} 对 {home} 的计划汇率', '在 rates: plan: 中写 {currency} 的汇率'],
  'money.local-rounding': ['各币种按计划汇率合计 {products} {home}，与 {total} 相差 {off}：每个币种都取整到自身的最小单位'],
  'money.assumed-currency': [
    '没有写明以下 {count} 个单元用什么币种：{units}',
    '在 organisation.csv 加 currency 列，写明其销售币种',
  ],
  'money.assumed-rows': [
    '没有写明 {metric} 各行的币种：无论单元用什么币种做计划，都按 {home} 计',
    '在 salesplan.yaml 中写 metrics: {{metric}: {source: 数据源}}，并在该数据源中写 currency: {home}，或 column: 加列名',
  ],
  'money.rate-changes': ['{cell} 的计划汇率在 {period} 内变动，金额没有单一汇率', '按汇率的期间做计划，或为 {period} 写一个汇率'],
  'money.too-fine-rate': ['{currency} 的计划汇率有 {decimals} 位小数，精确乘积最多容纳 {most} 位', '汇率保留 {most} 位小数以内'],
  'money.too-fine-amount': ['计划金额 {amount} 比其币种的最小单位更细，按计划汇率没有精确乘积', '在 plan.csv 中去掉多余的小数'],
  'money.not-with-local': [
    '部分单元用自己的币种做计划，{what} 暂时不能精确到分',
    '在 salesplan.yaml 写 currency: {leaves: home}，全部用本位币做计划',
  ],
  'money.held-in': ['锁定金额以各单元自己的币种计：{units}'],
  'money.bound-on-group': [
    '{unit} 的 {kind} 以 {home} 计，其下 {currencies} 的整数金额未必能合计到此数',
    '锁定没有下级的单元（各按自己的币种），或在 salesplan.yaml 写 currency: {leaves: home}',
  ],
  'money.bound-of-rates': [
    '{unit} 的 {kind} 以 {currency} 计，而其计划汇率在计划期内并不一致',
    '整个计划用同一个 {currency} 计划汇率，或在 salesplan.yaml 写 currency: {leaves: home}',
  ],
  'money.lock-too-fine': ['金额的小数位数超过 {currency} 的最小单位', '金额取 {currency} 的整数单位'],
  'money.local-plan': [
    '{target} 的部分单元用自己的币种做计划，目前只有 show、check、variance、explain、capacity、milestones 能读取',
    '在 salesplan.yaml 写 currency: {leaves: home} 并重新运行 salesplan decompose：全部用本位币',
  ],
  'money.no-record': [
    '{target} 有 {currency} 的行，但计划旁没有写明计划汇率的 plan.meta.json',
    '把与计划一同写出的 plan.meta.json 放在它旁边',
  ],
  'money.no-recorded-rate': [
    '计划在 {period} 有 {currency} 的行，记录中没有它对 {home} 的计划汇率',
    '恢复写出时的计划，或重新运行 salesplan decompose',
  ],
  'money.roster-without-home': [
    'organisation.csv 有 {currency} 的单元，但没有写明计划的币种',
    '在 salesplan.yaml 写 currency: {code: CNY}',
  ],
  'money.empty-rates': ['{file} 中没有汇率', '每行写 currency、period、kind、rate'],
  'money.tax-quotient': [
    '{one} 是 {other} 的 {quotient} 倍，接近 {near}：可能一方含税而另一方不含税',
    '为每个数据源写 tax: inclusive 或 exclusive，并用 tax: basis: 写计划口径',
  ],
};

export const sourcesPhrases: Phrases = {
  'rows.of-source':
    '{source}（{metric}）：读取 {read} 行，采用 {used} 行，日期范围外 {outOfRange} 行，无法读取 {rejected} 行，未选中 {notSelected} 行，合计行 {subtotals} 行，{days}',
  'column.pipeline': '商机',
  'column.cover': '商机覆盖',
  'column.weighted_pipeline': '加权商机',
  'column.weighted_cover': '加权商机覆盖',
  'column.currency': '币种',
  'column.home_plan': '计划（本位币）',
  'column.volume_effect': '业务量影响',
  'column.booked': '按实际汇率',
  'column.currency_effect': '汇率影响',
  'column.booked_attainment': '实际汇率达成率',
  'title.money': '（{money}）',
  'title.money-comma': '，',
  'title.tax-exclusive': '不含税',
  'title.tax-inclusive': '含税',
  'title.lower': '，越低越好',
};
