import type { Messages, Phrases } from '../message.ts';

/** 工作日与移动节假日。 */
export const holidays: Messages = {
  'holidays.not-announced': [
    '{years} 年的放假安排尚未公布：按周一至周五扣除法定节假日计，不含调休',
    '公布后写入计划文件夹的 calendar.csv（放假日与调休上班日），以该文件为准',
  ],
  'holidays.unknown-years': [
    '{years} 年的工作日按周一至周五计：没有这些年份的中国节假日',
    '写入计划文件夹的 calendar.csv，以该文件为准',
  ],
  'holidays.ends-before-start': ['事件结束日 {end} 早于开始日 {start}', '对调两个日期'],
  'holidays.too-long': ['一个事件最多 {most} 天，此处为 {value} 天', '只写事件当期的日子'],
  'holidays.bad-days': ['“{value}”不是 0 到 {most} 的天数', '整数，或留空取常用天数'],
  'holidays.needs-days': [
    '每个月的数据都在同一天，无法区分节日前后的日子',
    '使用按日的数据，或 --align workdays（按月数据即可）',
  ],
  'holidays.nothing-to-align': [
    '--align {align} 不起作用：该计划没有按可加的历史数据加权',
    '去掉该参数，或使用 --basis last-year',
  ],
  'holidays.by-dates': ['{metric} 的去年同期按日历日期取数，--align {align} 不起作用：仅适用于单一币种的可加指标', '去掉该参数'],
  'holidays.effect': ['{event}：前 x {before}，期间 x {during}，后 x {after}（相对于平常水平）；依据年数：{years}'],
  'holidays.effect-of-few-years': [
    '{event}：前 x {before}，期间 x {during}，后 x {after}，依据年数少（{years}），可信度低',
    '补充更多年份的历史，或对照有无 --align 的两个预测',
  ],
  'holidays.no-use': ['没有 --align {align} 时用不到 {flag}', '去掉它，或加 --align {align}'],
  'holidays.outside-table': [
    '春节日期只有 {first} 至 {last} 年，{years} 年的春节不作移动',
    '在 moving-events.csv 中加入 春节 的行',
  ],
  'holidays.no-counterpart': ['{event} 在 {year} 年没有日期，按日历日期比较', '在 moving-events.csv 中加入 {year} 年的一行'],
};

export const holidaysPhrases: Phrases = {
  'title.aligned-holiday': '；去年同期按移动节假日对齐',
  'title.history-holiday': '；对齐：各年移动节假日按 {year} 年的日期',
  'title.history-workdays': '；对齐：各月按 {year} 年的工作日数',
  'title.aligned-workdays': '；去年同期按工作日数对齐',
};
