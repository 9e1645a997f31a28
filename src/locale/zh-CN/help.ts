import type { Phrases } from '../message.ts';

/** The program's own help: summaries of commands, groups and examples. The help topics are in topics-*.ts. */
export const help: Phrases = {
  'program.description': '销售计划工具：根据历史销售数据制定目标、逐级分解、设置里程碑并跟踪偏差。',
  'program.examples': `示例：
  salesplan demo                        用样例数据演示完整流程
  salesplan history orders.csv          查看历史数据的概况
  salesplan init plan-2026 --history orders.csv
                                        用自己的数据建立计划文件夹
  salesplan decompose --history orders.csv --total 500万 -p 2026 --by quarter,month --by 区域
                                        不建文件夹，直接分解一个目标

salesplan help <命令> 查看该命令的选项；salesplan help 列出更多主题。`,
  'help.examples': '示例：',
  'help.topics': '帮助主题：{topics}\n用 salesplan help <主题> 查看。',

  'group.setup': '开始：',
  'group.plan': '计划：',
  'group.track': '跟踪：',

  'command.init': '根据历史数据建立计划文件夹',
  'command.demo': '用样例数据逐条命令演示完整流程',
  'command.history': '历史数据概况：时间跨度、缺失、增长、季节性、集中度',
  'command.target': '添加、列出或查看目标',
  'command.funnel': '收入目标倒推成交、商机、线索、拜访与电话数量',
  'command.decompose': '把总目标按时间和组织分解，分毫不差',
  'command.show': '按任意层级和时间粒度查看计划',
  'command.event': '登记离职、入职、调动、拆分、合并、更名，计划随之移交',
  'command.explain': '逐步说明计划中某个数值的来历',
  'command.capacity': '指标与各单元产能的对比',
  'command.commit': '登记单元的承诺数及其状态',
  'command.reconcile': '自上而下的计划与自下而上的承诺对照，并按策略结算',
  'command.export': '导出填报表，供 Excel 或 WPS 填写',
  'command.import': '读回填报表，列出改动并写入 commitments.csv',
  'command.milestones': '累计里程碑，含截止日期和负责人',
  'command.variance': '截至某日的计划与实际对比',
  'command.check': '检查计划文件夹，有问题时退出码为 1',
  'command.help': '查看命令或主题的帮助',

  'check.files': '计划文件夹中的文件都能读取',
  'check.sums': '各目标的分解合计等于目标值',
  'check.ratios': '每个比率都有分母，占比不超过 1',
  'check.products': '比率与其分子、分母的目标能对上',
  'check.amounts': '计划金额没有负数',
  'check.locks': '计划符合每条锁定',
  'check.roster': '有计划的单元都在名册中',
  'check.milestones': '各单元的里程碑合计等于其计划',
  'check.data': '实际数据是最新的',
  'help.title.usage': '用法：',
  'help.title.options': '选项：',
  'help.title.commands': '命令：',
  'help.title.arguments': '参数：',
  'help.everywhere': '每个命令都可用的选项见 salesplan --help。\n',
};
