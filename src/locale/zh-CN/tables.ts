import type { Messages } from '../message.ts';

/** Workbooks, Parquet and JSON lines. */
export const tables: Messages = {
  'facts.json-array': ['文件是一个 JSON 数组，无法逐行读取', "每行一个对象：jq -c '.[]' {file}"],
  'facts.broken-json': ['该行不是 JSON 对象', '每行一个对象：{ "date": "2026-01-03", "amount": 10 }'],
  'facts.workbook-too-large': ['工作簿超过 {megabytes} MB，无法在内存中展开', '将该工作表另存为“CSV UTF-8”'],
  'facts.no-table': ['以下工作表中未找到表格：{sheets}', '用 --sheet 指定工作表，或确认其中有表头和数据行'],
  'facts.one-sheet': ['读取工作表 {sheet}；其他工作表：{others}', '用 --sheet 指定其他工作表'],
  'facts.workbook-locked': ['工作簿有密码保护', '另存为无密码的文件'],
  'facts.bad-workbook': ['无法读取工作簿（{reason}）', '用表格软件打开后重新保存，或另存为“CSV UTF-8”'],
  'facts.no-sheet': ['没有工作表“{sheet}”；现有工作表：{sheets}', '--sheet "{near}"'],
  'facts.bad-range': ['“{range}”不是单元格区域', '--range A3:F200'],
  'facts.no-workbook': ['--sheet 和 --range 只用于工作簿，此文件不是工作簿', '去掉这两个选项'],
  'facts.no-json-rows': ['文件中没有一行是 JSON 对象', '每行一个对象：{ "date": "2026-01-03", "amount": 10 }'],
  'facts.bad-parquet': ['无法读取 Parquet 文件（{reason}）', '重新生成该文件'],
  'facts.zoned-time': ['列 {column} 的时间带时区，日期按 UTC 计', '如为其他时区的日期，请存为日期类型'],
};
