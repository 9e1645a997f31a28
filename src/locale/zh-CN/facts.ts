import type { Messages } from '../message.ts';

/** Reading history and actuals. */
export const facts: Messages = {
  'customers.nameless': [
    '没有客户或订单号的行，未计入客户数：{rows}',
    '补填这些单元格，或换一列：--map customer=列名,order=列名',
  ],
  'customers.returns-apart': [
    '退货使用了单独的订单号：{orders} 单；无法与原订单对应，因此已退的订单仍然计入',
    '让退货沿用原订单号，或用 --where 排除这些行',
  ],
  'customers.short-history': [
    '历史数据从 {first} 开始，回溯 {months} 个月需要从 {needed} 开始：更早的老客户可能被算作新客户',
    '在 --history 中加入更早年份的文件，或缩短 --look-back',
  ],
  'facts.ambiguous-column': ['{candidates} 都可能是 {key} 列，无法判断用哪一列', "--map '{key}={first}'，或换成其中另一列"],
  'facts.amount-too-fine': ['{cell} 的小数超过六位；汇总要求精确，不会自动舍入', '改为最多六位小数'],
  'facts.amount-too-large': ['{cell} 的整数部分超过 12 位', '检查该单元格，或改用更大的单位（如万元）并在表头注明'],
  'facts.bad-amount': ['“{cell}”不是金额；应为数字，如 1234.50 或 1,234.50', '改正该单元格，或用 --where 排除这类行'],
  'facts.bad-date': [
    '“{cell}”不是日期；应为真实存在的日期，如 2026-03-15 或 2026/3/15',
    '改正该单元格，或用 --map date=列名 指定其他列',
  ],
  'facts.bad-delimiter': ['“{delimiter}”不能用作分隔符', '用一个 ASCII 字符：--delimiter ";"'],
  'facts.bad-header': ['无法读取表头：引号有误', '改正第一行的引号'],
  'facts.blank-amount': ['金额为空', '填写该单元格（没有销售就填 0），或用 --where 排除这类行'],
  'facts.blank-date': ['日期为空', '填写该单元格，或用 --where 排除这类行'],
  'facts.broken-quote': ['右引号之后还有文字；引号单元格内的引号要写两次', '把引号单元格内的每个引号写成 ""'],
  'facts.cannot-read': ['无法读取文件（{reason}）', '检查文件权限和磁盘'],
  'facts.cell-count': ['这一行有 {found} 个单元格，表头有 {expected} 个', '给含有分隔符或换行的单元格加上引号'],
  'facts.condition-number': [
    "--where '{column}{operator}{value}' 比较的是数字，而“{value}”不是数字",
    '在 {operator} 后写一个数字；文本请用 = 或 !=',
  ],
  'facts.duplicate-column': ['第 {first} 列和第 {second} 列的列名都是“{column}”', '在表头里改掉其中一个'],
  'facts.empty-file': ['文件是空的', '重新导出数据，并带上表头'],
  'facts.file-twice': ['同一文件被指定了两次，其中的行会重复计算', '只指定一次'],
  'facts.header-only': ['文件只有表头，没有数据行', '重新导出数据，或不用这个文件'],
  'facts.is-a-folder': ['这是文件夹，应当是文件', "用带引号的通配符指定其中的文件：'{file}/*.csv'"],
  'facts.missing-column': [
    '没有“{column}”列；现有的列：{columns}',
    '换成每个文件都有的列，或把列不同的文件另列为一个数据源：salesplan help sources',
  ],
  'facts.no-amount-column': ['没有认出金额列；现有的列：{columns}', '--map amount=列名'],
  'facts.no-date-column': ['没有认出日期列；现有的列：{columns}', '--map date=列名'],
  'facts.no-file': ['没有这个文件', '检查文件名和所在文件夹'],
  'facts.no-match': ['没有文件与这个通配符匹配', '检查通配符：* 代表除“/”以外的任意多个字符，? 代表一个字符'],
  'facts.reader-disagrees': [
    '文件有两种读法：一种是 {records} 行，另一种是 {counted} 行；引号有歧义',
    '重新导出文件，并给每个单元格加上引号',
  ],
  'facts.rows': [
    '共读取 {read} 行：采用 {used} 行，无法读取 {rejected} 行，日期范围外 {outOfRange} 行，未选中 {notSelected} 行，合计行 {subtotals} 行',
  ],
  'facts.sum-too-large': [
    '“{unit}”在一个期间内的合计过大，保留六位小数时放不下（上限 9.2 x 10^12）',
    '检查该单元的金额和表头中的单位',
  ],
  'facts.unclosed-quote': ['第 {line} 行的引号一直没有闭合，文件余下部分成了一个单元格', '补上右引号，或删掉这个引号'],
  'facts.unknown-column': ['--map {key}={column}：没有这一列；现有的列：{columns}', '改用其中一列'],
  'facts.unknown-column-near': [
    '--map {key}={column}：没有这一列；相近的列：{near}；所有的列：{columns}',
    "--map '{key}={first}'",
  ],
  'facts.temp-folder': ['无法在 {folder} 写入中间文件（{reason}）', '腾出空间，或用环境变量 TMPDIR 指定其他文件夹'],
  'facts.temp-full': ['中间文件所在的文件夹 {folder} 磁盘已满', '腾出空间，或用环境变量 TMPDIR 指定其他文件夹'],
};
