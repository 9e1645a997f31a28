import type { Phrases } from '../message.ts';

/** 工作日与移动节假日的帮助主题。 */
export const calendarTopics: Phrases = {
  'topic.calendar': `工作日、节日与其他移动事件

--calendar（或 salesplan.yaml 中的 calendar:）说明哪些天上班：
  china           国务院放假通知中的节假日与调休，2004 至 2026 年。之后的年份
                  按周一至周五扣除 13 天法定节假日，逢周末顺延到下一个工作日，
                  不含调休，并给出警告。计划文件夹中的 calendar.csv 叠加其上。
  calendar.csv    date,kind,name：kind 为 holiday 或 workday；在计划文件夹中
                  自动读取，--calendar 可指定其他文件代替
两者都没有时，工作日为周一至周五。

moving-events.csv（--moving-events，moving_events:）列出每年日期不同的事件，
每个事件每年一行：event,start,end,before,after
  end             留空为一天
  before, after   前后受影响的天数；留空各为 7 天
  双11,2026-10-20,2026-11-11,7,10
春节为内置（1990 至 2050 年）：除夕至初七，前 21 天，后 14 天；
名为 春节 或 spring-festival 的行优先。

--align（align:）使其他年份可比，默认不启用。
  workdays   一个月按所代表的同月工作日数折算：19 天 950,000 相当于
             21 天 1,050,000
  holiday    事件前、期间、后的日子对应另一年该事件的同样日子；新旧位置之间的
             平常日子依次互相对应；其余按日期。每一天只对应一天，全年合计不变。
             需要按日的数据；只在一年有日期的事件不移动。
decompose   基数读取的历史。增长率以可比金额为准；文件、计划、均分无可对齐。
history     在实际数旁列出各年按最后一年日历排列的金额
variance    去年同期与同比；文件中的 align 列说明口径
仅单一币种的可加指标可以对齐：比率、存量、计数与本地币计划会拒绝该参数，
设置则给出提示。

forecast 从历史的全部日数据（否则按月）学习每个事件的影响：事件前、期间、后相对
于当季平常水平的系数，取各年平均，年数少时向 1 收缩。预测前先从各月中剔除，
预测后按其自身日期放回。`,
};
