import type { Messages } from '../message.ts';

/** Wrong use of flags and commands. */
export const cli: Messages = {
  'cli.usage': ['{message}', 'salesplan help，或在命令后加 --help'],
  'cli.missing-flag': ['缺少 {flag}', '加上 {flag}，或使用已有相应设置的计划文件夹'],
  'cli.bad-value': ['{flag} 的值“{value}”无效', '{flag} 可以这样写：{expected}'],
  'cli.bad-action': ['target 没有“{action}”这个操作', '改用其中之一：{actions}'],
  'cli.no-topic': ['没有关于“{topic}”的帮助', '改用其中之一：{topics}'],
  'cli.basis-without-axis': ['{flag} {axis}={value}：这种基数不能用于 {axis} 维度', '--basis time={value}，并为单元另选基数'],
  'cli.without-customers': ['{flag} 只能与 --metric customers 一起使用', '加上 --metric customers，或去掉 {flag}'],
  'cli.no-role-column': ['没有认出 {key} 列；现有的列：{columns}', '--map {key}=列名'],
  'cli.not-together': ['{flag} 不能与 {other} 同时使用', '只用其中一个'],
  'cli.without-change': [
    '{flag} {value} 只能与 --change 一起用，用来说明如何修改现有计划',
    "加上 --change '华东@2026-Q1=+10%'，或去掉 {flag}",
  ],

  'cli.mixed-axis': [
    '{flag} {value} 把时间粒度和组织列写在了同一个维度里',
    '--by quarter,month --by 区域,销售员；列名与时间粒度相同时用 --map 单位月=月 --by 单位月',
  ],
  'cli.two-time-axes': ['{flag} {value} 有两个时间维度', '把时间粒度写在一个 --by 里，如 --by quarter,month'],
  'cli.blank-axis': ['{flag} {value} 中有空的名称', '各名称之间只写一个逗号'],

  'cli.no-folder': ['{dir} 不是计划文件夹：其中没有 salesplan.yaml', 'salesplan init {dir}，或改用其他 --dir'],
  'cli.needs-folder': ['salesplan {command} 要在计划文件夹中运行，而这里没有', 'salesplan init，或用 --dir 指定计划文件夹'],
  'cli.folder-exists': ['{dir} 已经是计划文件夹', '换一个文件夹，或直接修改这个文件'],
  'cli.not-empty': ['{dir} 不是空文件夹', '换一个新文件夹，或不指定，由演示自动新建'],
  'cli.unreadable': ['无法读取文件（{reason}）', '检查文件名和权限'],

  'cli.not-in-plan': ['计划里没有目标“{target}”；已有：{known}', '从中选一个，或 salesplan decompose --target {target}'],
  'cli.no-target': ['没有目标“{target}”；现有目标：{known}', '改用其中之一，或运行 salesplan target add {target}'],
  'cli.target-exists': ['targets.csv 中已有该单元 {period} 的目标 {target}', '换一个编号，或修改 targets.csv 中的这一行'],
  'cli.target-without-value': [
    '目标 {target} 没有可用于分解的目标值和期间',
    '在 targets.csv 中填写目标值和期间，或用 --total 和 --period 给出',
  ],
  'cli.path-too-deep': ['{unit} 的级数多于组织层级（{levels}）', '每个层级写一个名称：华东/上海'],

  'cli.unknown-level': [
    '没有与层级“{level}”对应的列；现有的列：{columns}',
    "--map '{level}=列名'，列名取自其中；并确认第一行是表头",
  ],
  'cli.milestones-other-tree': [
    'milestones.csv 按计划本身的层级 {levels} 存放；--by 所列层级跨越了另一维度，或次序不同',
    '用 -o 文件 或 --dry-run 查看，或让 --by 按 {levels} 的次序书写',
  ],
  'cli.unknown-plan-level': ['计划中没有层级“{level}”；现有层级：{levels}', '改用其中之一'],
  'cli.roster-levels': ['名册的层级是 {roster}，计划的层级是 {levels}', '让 --by 从外到内与名册的层级一致，或换一个 --org'],
  'cli.levels-differ': [
    '此文件夹的 plan.csv 按 {existing} 分层，新计划按 {levels}',
    '--by {existing}，或用 -o 把新计划写入其他文件',
  ],
  'cli.empty-plan': ['计划中没有数据行', '先用 salesplan decompose 生成计划'],
  'cli.several-targets': ['计划中有多个目标：{targets}', '用 --target 指定其中一个'],

  'cli.as-of-after-today': ['--as-of {day} 晚于今天（{today}）', '改为今天或之前的日期，或设置 --today'],
  'cli.blank-units': ['历史数据中有未写单元的行（涉及 {units} 个单元）', '补填这些单元格，或用 --on-blank-unit keep'],
  'cli.more-rejects': ['另有 {count} 行无法读取', '用 --rejects rejects.csv 把它们全部写入文件'],
  'cli.more-rejects-in-file': ['另有 {count} 行无法读取，全部在 {file} 中'],
  'cli.too-many-rejects': [
    '{rejected} 行无法读取，最多允许 {limit} 行',
    '改正这些行，用 --where 排除，或用 --rejects rejects.csv 另存后继续',
  ],
  'cli.too-many-rejects-in-file': [
    '{rejected} 行无法读取，最多允许 {limit} 行',
    '改正这些行，用 --where 排除，或用 --max-errors {rejected} 继续',
  ],
  'cli.system': ['操作失败（{reason}）', '检查文件或文件夹是否存在、是否可写、磁盘是否有空间'],
  'cli.output-full': ['结果无法写到标准输出：磁盘已满', '腾出空间，或用 -o 写到别处的文件'],
  'cli.output-failed': ['结果无法写到标准输出（{reason}）', '用 -o 写入文件'],
  'cli.output-is-input': ['本次运行正要读取这个文件，写入会丢失数据', '换一个输出文件名'],
  'cli.unused-map': ['--map {key}= 指定的不是本次用到的内容；可用的有：{keys}', '使用其中之一'],
  'cli.roster-not-used': [
    '名册的层级是 {roster}，计划的层级是 {levels}，无法判断谁已离开或新加入',
    '--by 使用名册中的层级，或用 --org 指定其他名册',
  ],
  'cli.unknown-ending': ['没有以 {ending} 结尾的格式；可用的扩展名：{endings}', '使用其中之一，或用 -O 指定格式'],
  'cli.unknown-level-near': ['层级“{level}”不是列名；现有的列：{columns}', "--map '{level}={first}'，或其中的其他列"],
  'variance.no-data': ['截至 {asOf}，计划期内没有任何实际数据', '检查 --actual、--where 和 --as-of'],
  'variance.data-behind': ['数据只到 {through}，比 {asOf} 早 {days} 天，此后的销售未计入', '--as-of {through}，或更新数据'],
  'cli.which-target': ['此文件夹有多个目标：{targets}', '用 --target 指定其中之一，或用 --total'],
  'variance.out-of-reach': [
    '{unit} {period}：余下须达 {required}%（{rest} 中的 {needed}），即使做到 100% 也达不到',
    '下调计划，或用之后到期的部分弥补',
  ],
  'variance.older-levels': ['有 {count} 个单元在数据最后一天 {through} 没有存量，取各自最后一次的值，最早为 {oldest}'],
  'variance.no-level': [
    '有 {count} 个有计划的单元（如 {first}）到 {day} 还没有存量数据，按 0 计',
    '实际数据应从每个单元的期初存量开始',
  ],
  'variance.own-values': [
    '{target}：各单元的值不能相加为整体（{kind}），而实际数据是按单元读取的',
    'salesplan history 文件 --metric customers -p 期间 --by 层级（逐个节点统计），与 salesplan show 的计划对照',
  ],
};
