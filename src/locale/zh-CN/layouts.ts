import type { Messages, Phrases } from '../message.ts';

/** Tables as people lay them out: titles, two header rows, subtotals, a column a period; workbooks. */
export const layouts: Messages = {
  'layouts.blank-rows': ['整行为空（只有分隔符）的行与空行一样略过：{count} 行'],
  'layouts.coarse-periods': [
    '各列是季度、半年或年，而金额须按月或按日读取；现有的列：{columns}',
    '改用每月一列的表，或每行带日期的表',
  ],
  'layouts.fill-down': ['--fill-down：没有“{column}”列；现有的列：{columns}', '换成其中一列'],
  'layouts.fill-down-near': ['--fill-down：没有“{column}”列；现有的列：{columns}', "--fill-down '{first}'"],
  'layouts.footer': ['表格下方的说明行不计入：{count} 行（{text}）'],
  'layouts.merged': [
    '{columns} 大多为空，且有值的单元格之后接着空格，像是合并单元格；这些行归入 (unassigned)',
    "空格表示沿用上方内容时，加 --fill-down '{columns}'",
  ],
  'layouts.mixed-units': ['各月的单位不一致：{units}', '把各月列改为同一单位'],
  'layouts.month-twice': ['“{first}”列和“{second}”列是同一个月', '删去其中一列'],
  'layouts.more-differ': ['另有 {count} 行与其所汇总的各行不一致，未逐一列出'],
  'layouts.no-header-line': ['文件中没有从第 {line} 行开始的 {rows} 行表头', '用 --header-row 指定列名所在的行号（从 1 数起）'],
  'layouts.no-periods': [
    '没有一列是月份（2026-01、2026年1月、1月、Jan-26）；现有的列：{columns}',
    '加 --table long，或用 --header-row 指定月份所在的行',
  ],
  'layouts.no-year': [
    '不知道“{column}”列是哪一年：表头和表头上方都没有写明唯一的年份',
    '在表头写上年份（2026年1月），或在表头上方的标题行写明（2026年）',
  ],
  'layouts.subtotal-differs': [
    '这一行写的是 {stated}，其所汇总的各行合计为 {sum}',
    '检查文件中是否有漏行或重复行；--keep-totals 把这类行当作普通数据',
  ],
  'layouts.subtotals': ['合计行不计入：{count} 行；与各行相符的 {agreed} 行，没有金额可核对的 {unchecked} 行'],
  'layouts.subtotals-agree': ['合计行不计入：{count} 行，与其所汇总的各行相符'],
  'layouts.stated-unit': ['按此行所述，金额以{unit}为单位读取，数量不受影响', "如不适用，用 --map 'amount=列名[元]' 指定"],
  'layouts.titles': ['表头上方的内容不计入：{count} 行；表头在第 {line} 行：{columns}'],
  'layouts.total-column-differs': ['{column} 写的是 {stated}，各月合计为 {sum}', '检查这一行；计入的是各月的数'],
  'layouts.total-columns': ['合计列不计入：{columns}；与各月相符的单元格 {agreed} 个，不符的 {differing} 个'],
  'layouts.two-header-rows': ['这一行像是表头的第二行：{cells}', '是表头就加 --header-rows 2，是数据就加 --header-rows 1'],
  'layouts.which-measure': ['每个月有多列：{measures}', "--map 'amount={first}'，或换成其中另一列"],
  'layouts.wide': ['每月一列的表：从“{first}”（{from}）到“{last}”（{to}）的 {count} 列已转为行，列名为 {made}；空单元格不成行'],
};

export const layoutsPhrases: Phrases = {};
