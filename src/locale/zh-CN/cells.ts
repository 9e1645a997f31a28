import type { Messages, Phrases } from '../message.ts';

/** Cells as people write them. */
export const cells: Messages = {
  'customers.damaged-names': [
    '{column} 列中有被 Excel 缩短的长编号，例如“{cell}”：{count} 行；不同的编号会算作同一个',
    '在 Excel 中先把该列设为文本再导入，然后重新导出',
  ],
  'facts.amount-decimal-comma': ['“{cell}”用逗号作小数点或用点作千位分隔，在这里会读成另一个数', '把该列导出为 1234.56 的写法'],
  'facts.amount-grouping': ['“{cell}”的分隔符既不是三位一组，也不是四位一组', '改正该单元格：1,234,567 或 1234567'],
  'facts.amount-numerals': ['“{cell}”是中文数字，不能读取', '改用阿拉伯数字'],
  'facts.amount-percent': ['“{cell}”是百分数，而这一列是金额', '换一列：--map amount=列名；百分数只在比率列中读取'],
  'facts.amount-scientific': [
    '“{cell}”是 Excel 对长数字的显示，被隐藏的位数已经丢失',
    '在 Excel 中把该列设为数值（或文本）格式后重新导出',
  ],
  'facts.amount-unit-twice': ['“{cell}”自带单位，它的列也有单位：其中一个有误', '单位只写在表头或只写在单元格里'],
  'facts.date-ambiguous': ['“{cell}”可能是好几个日子：哪部分是日、月、年？', '整列顺序一致时用 --date-format dmy、mdy 或 ymd'],
  'facts.date-lost-zero': ['“{cell}”可能是一月也可能是十月：作为数字，2025.10 末尾的零会丢失', '写成 2025-01 或 2025-10'],
  'facts.date-no-year': ['“{cell}”没有年份', '连同年份一起写：2025-01'],
  'facts.date-not-in-order': ['“{cell}”不符合 --date-format 的顺序', '改正该单元格，或换一个 --date-format'],
  'facts.date-serial': ['“{cell}”不是日期，可能是 Excel 的日期序号', '如果该列就是这种序号，请指明：--map date=列名'],
  'facts.date-too-coarse': ['“{cell}”比一个月长；数据需要精确到日或月', '改用到日或到月的列：--map date=列名'],
  'facts.date-two-digit-year': ['“{cell}”的年份只有两位', '写成四位，或用 --date-format dmy、mdy 或 ymd（年份按 2000 年以后算）'],
  'facts.excel-error': ['{cell} 是电子表格的错误值，不是数据', '改正公式后重新导出'],
  'facts.excel-errors': ['电子表格错误值：{count} 个单元格，例如“{cell}”', '改正公式后重新导出'],
  'facts.excel-hashes': ['单元格是“{cell}”：导出时列宽不够', '加宽该列后重新导出'],
  'facts.dollar-cells': [
    '带美元符号的金额：{count} 个，例如“{cell}”；未换算，直接与其他金额相加',
    '每种币种单独作为一个数据源，或用 --where 排除这类行',
  ],
  'facts.month-cells': ['只写到月的日期：{count} 个，例如“{cell}”；按当月第一天计入'],
  'facts.scaled-cells': ['自带单位的金额：{count} 个，例如“{cell}”；已换算'],
  'facts.unit-given-header': ['给定的“{column}”单位是{given}，而表头写的是{header}', '--map 中不写单位，或改正表头'],
  'facts.unit-given-line': ['给定的“{column}”单位是{given}，而表头上方写着“{line}”', '--map 中不写单位，或改正那一行'],
  'facts.unit-guard-files': [
    '{file} 的金额一般为 {amount}，{first} 的为 {other}：相差约 {factor} 倍，像是单位不同',
    "在各文件表头写明单位，如 金额（万元）；金额确实无误时用 --map 'amount={column}[元]'",
  ],
  'facts.unit-guard-plan': [
    '实际一般为 {amount}，同期计划为 {other}：相差约 {factor} 倍，像是单位不同',
    "用 --map 'amount={column}[万元]' 写明单位；金额确实无误时写 [元]",
  ],
  'facts.unit-guard-years': [
    '{year} 年各月一般为 {amount}，{before} 年同月为 {other}：相差约 {factor} 倍，像是单位不同',
    "把两年统一为一个单位；金额确实无误时用 --map 'amount={column}[元]'",
  ],
  'facts.unit-header-line': ['表头“{column}”写的是{header}，而它上方写着“{line}”：其中一个有误', '在文件中改正其中一个'],
};

export const cellsPhrases: Phrases = {
  'units.confirm': '这些金额无误吗？（y/n）',
};
