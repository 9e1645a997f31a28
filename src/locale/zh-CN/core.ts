import type { Messages } from '../message.ts';

/** What arithmetic, calendar and organisation have to say. */
export const core: Messages = {
  'calendar.cut-period': ['{period} 只有一部分在计划期内，仍用原名，只计其中 {days} 天'],

  'organisation.no-units': [
    '没有可以分配目标的单元：基数期内都没有数据，或都已排除、不在名册中',
    '用 --basis 指定有数据的时间范围，减少 --exclude，或用 --org 给出计划期内在册的单元',
  ],
  'organisation.not-on-roster': [
    '{unit} 有历史数据（{amount}），但不在名册中，不分配目标',
    '若仍在销售，请把它加入 --org 的文件',
  ],
  'organisation.gone': ['{unit} 已于 {end} 离开，不分配目标；其历史数据为 {amount}'],
  'organisation.quiet-unit': ['{unit} 的基数在 {last} 之后没有数据，但仍分配了目标', "若已离开，请用 --exclude '{unit}'"],
  'organisation.no-such-unit': ['没有单元“{unit}”', '按历史数据或名册的写法给出完整路径，例如 华东/上海'],
  'organisation.ambiguous-unit': ['“{unit}”对应多个单元', '从以下完整路径中选一个：{paths}'],
  'organisation.name-under-two-parents': ['{level} 的 {of} 个名称中有 {count} 个出现在多个上级之下，按不同单元处理：{names}'],

  'basis.too-large': ['基数金额过大，无法精确求和', '缩短时间范围，或改用更大的计量单位'],
  'basis.no-complete-span': [
    '以往各年的同一时段都不完整（首月和末月须有数据）；历史数据从 {first} 到 {last}',
    "用 --basis 指定其中的时间范围，例如 '2023..2025'，或用 --basis equal",
  ],
  'basis.too-short': ['历史数据从 {first} 开始，目标期之前不足 12 个完整月', '--basis last-year 或 --basis equal'],
  'basis.incomplete': ['基数 {range} 在 {month} 没有数据'],
  'basis.older-year': ['基数取自 {years} 年前：{start} 至 {end}；之后的年度不完整', '用 --basis 指定应采用的时间范围'],
  'basis.ends-early': [
    '历史数据止于 {last}，比基数的结束早 {days} 天；缺少的日子按零计',
    '补充之后的数据，或用 --basis trailing-12',
  ],
  'basis.lumpy': [
    '基数的 {cells} 个数值中，{zero} 个为零（{zeroPercent}%），{spikes} 个超过本单元均值的三倍（{spikePercent}%）',
    '用 --shape shrunk 或 --shape company 使各月更平稳',
  ],
  'basis.all-zero': ['基数全部为零', '用 --basis 指定有销售的时间范围，或用 --basis equal'],
  'basis.zero-unit': ['{unit} 须分得金额，但其走势所依据的历史在各期均为零', '--on-zero-basis parent 或 --on-zero-basis equal'],
  'basis.zero-equal': ['{unit} 的基数在各期均为零，其金额按期平均分配'],
  'basis.zero-parent': ['{unit} 的基数在各期均为零，其金额按最近的有基数的上级的走势分配'],
  'basis.negative-zero': ['{unit} 的基数有 {cells} 个负数（合计 {amount}）按零计；其占比由 {before}% 变为 {after}%'],
  'basis.negative-error': ['{unit} 的基数有 {cells} 个负数（合计 {amount}）', '--on-negative zero，或采用更长的基数'],
  'basis.growth-without-history': [
    '--total 是增长率，但所选基数没有可供增长的历史数据',
    '给 --total 一个金额，或用 --basis last-year',
  ],
  'basis.negative-total': ['基数按该增长率得出的总额小于零', '给 --total 一个金额'],
  'basis.unit-without-history': [
    '{unit} 在基数期内没有大于零的金额，不分配目标',
    "--like '{unit}=参照单元:60%'，或 --exclude '{unit}'",
  ],

  'allocation.odd-cell': ['总额或固定的金额不是取整单位的整数倍；零头 {amount} 放在 {unit} 的 {period}'],
  'allocation.not-nearest': ['各项合计完全一致；因有 {cells} 个数值，未搜索完最接近的取整方案'],
  'allocation.drift': ['各项合计完全一致；分单元、分期间的小计中，{unit} 的 {period} 与未取整方案相差最大：{units} 个取整单位'],
  'allocation.axis-drift': [
    '每个 {across} 及其中的每个 {axis}，在 {periods} 的各期和全期都与未取整方案相差不到一个取整单位；跨全部 {across} 的 {axis} 由这些数精确相加，不另行取整：{unit} 的 {period} 相差最大，{units} 个取整单位（共 {members} 部分，至多 {limit} 个）',
  ],
  'allocation.axis-drift-beyond': [
    '跨全部 {across} 的 {axis} 是精确相加的合计，不另行取整：{unit} 的 {period} 与未取整方案相差最大，{units} 个取整单位；因锁定或总额只有很少几个取整单位，超过了其 {members} 部分的 {limit} 个',
  ],
  'basis.uncovered': ['基数中没有可供 {periods} 参照的月份，这些期间不分配', '用覆盖全部月份的基数，如 --basis last-year'],
  'basis.nets-to-nothing': ['{unit} 的基数合计为 {amount}，它和它的下级都不分配目标', "用更长的 --basis，或 --exclude '{unit}'"],
  'basis.range-without-rows': ['{range} 内没有数据；历史数据从 {first} 到 {last}', '用历史数据范围内的 --basis'],
  'organisation.like-not-leaf': [
    '{unit} 不是 {level} 层级的单元，只有最末级单元可以参照另一单元',
    '写出完整路径，如 华东/上海/新人=王芳:60%',
  ],
  'organisation.not-yet': [
    '{unit} 自 {start} 起才在名册中，不分配目标；其历史金额为 {amount}',
    '如已到岗，请更正名册中的起始日期',
  ],
  'basis.no-rows': [
    '没有可用于分解的数据行：共读取 {read} 行，无法读取 {rejected} 行，被 --where 排除 {notSelected} 行',
    '检查 --where 和无法读取的行',
  ],
  'plan.too-many-cells': [
    '{units} 个单元 × {periods} 个期间的计划有 {cells} 格，最多保存 {limit} 格',
    '减少 --by 的层级或用更粗的期间粒度，用 --unit 逐个单元分解，或用 --max-groups {cells}，每百万格约需 1 GB 内存',
  ],
  'plan.too-large': ['金额超出计划可精确表示的范围（4.6×10^18 个最小单位）', '改用更大的记账单位'],
};
