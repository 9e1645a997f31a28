import type { Phrases } from '../message.ts';

/** Short phrases: titles, accounts of rows, what was written. */
export const phrases: Phrases = {
  try: '可以试试：{remedy}',
  'severity.error': '错误',
  'severity.warning': '警告',
  'severity.note': '提示',
  'findings.more': '还有 {n} 条同类问题',
  'rows.more': '其余 {n} 行',
  bug: '这是 salesplan {version}（Node.js {node}）自身的错误，与你的操作无关。请连同以下内容报告给我们：',
  'same-command': '不提问、直接运行的等效命令：{command}',

  'label.total': '合计',
  'title.plan': '计划 {target}，{metric}，{period}，{layer} 第 {revision} 版',
  'title.variance': '计划执行情况 {target}，{metric}，截至 {as_of}（数据截至 {through}，{rule}），{layer} 第 {revision} 版',
  'title.variance-whole':
    '计划执行情况 {target}，{metric}，截至 {as_of}（数据截至 {through}，不按时间折算），{layer} 第 {revision} 版',
  'title.milestones': '里程碑 {target}，{metric}',
  'title.targets': '目标',
  'title.history': '历史数据概况',
  'title.customers': '客户数，回溯 {months} 个月，归属按 {credit}；各单元、各月的活跃客户数不能相加',
  'title.check': '检查结果',
  'title.closing-last': '；较大期间取期末值',
  'title.closing-mean': '；较大期间取均值',
  'title.unit': '，单位：{unit}',

  'rows.account': '共读取 {read} 行：采用 {used} 行，日期范围外 {outOfRange} 行，无法读取 {rejected} 行',
  'rows.account-selected':
    '共读取 {read} 行：采用 {used} 行，日期范围外 {outOfRange} 行，无法读取 {rejected} 行，未选中 {notSelected} 行',
  'rows.subtotals': '其中 {subtotals} 行是合计行，不计入',
  'rejects.written': '{count} 行无法读取，已写入 {file}',
  'plan.written': '计划 {target} 已写入 {file}：总额 {total}，{units} 个单元，{cells} 个数值',
  'plan.done': '计划 {target}：总额 {total}，{units} 个单元，{cells} 个数值',
  'plan.dry-run': '计划 {target}：总额 {total}，{units} 个单元，{cells} 个数值；试运行，未写入任何文件',
  'milestones.written': 'milestones.csv：已写入 {count} 个里程碑',
  'variance.failed': '{unit} {period} 触发 {rule}（进度达成率 {pace}）',

  'target.added': '目标 {target} 已加入 targets.csv',
  'target.dry-run': '将要加入的目标 {target}；未写入任何文件',
  'init.done': '计划文件夹 {dir} 已建好。接下来在该文件夹中运行：',
  'init.dry-run': '这是将写入 {dir} 的 salesplan.yaml；未写入任何文件。正式运行 init 之后，在该文件夹中运行：',
  'demo.folder': '演示使用 {dir} 中的样例数据。',
  'demo.done': '\n完整流程演示完毕。计划保存在 {dir}，可以查看、修改，也可以在其中运行任何命令。',
};
