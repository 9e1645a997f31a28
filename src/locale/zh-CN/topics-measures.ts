import type { Phrases } from '../message.ts';

/** The help topic on kinds of metrics; a test runs every line of its settings. */
export const measureTopics: Phrases = {
  'topic.measures': `指标，每个在 salesplan.yaml 中写一行

  sources:
    orders: {files: [orders.csv], columns: {date: 日期, amount: 金额}}
    invoices: {files: [invoices.csv],
               columns: {date: 开票日, due: 到期日, amount: 金额,
                         invoice: 发票}}
    receipts: {files: [receipts.csv],
               columns: {date: 收款日, amount: 金额, invoice: 发票}}
    market: {files: [market.csv], columns: {date: 日期, amount: 规模}}
    answers: {files: [answers.csv], columns: {date: 日期, amount: 评分}}
    deals: {files: [deals.csv], columns: {date: 结束日期, amount: 金额}}
    visits: {files: [visits.csv]}
  metrics:
    revenue: {source: orders, pipeline: pipeline, weighted_pipeline: weighted}
    volume: {source: orders, amount: 数量, money: false}
    cost: {source: orders, amount: 成本, direction: lower}
    gross_profit: {formula: revenue - cost}
    gross_margin: {kind: ratio, numerator: gross_profit, denominator: revenue}
    orders: {kind: distinct, source: orders, count: orders}
    credited_orders: {source: orders, count: credited-orders}
    active: {kind: distinct, source: orders, count: customers}
    repeat: {kind: distinct, source: orders, count: repeat-customers}
    kept: {kind: distinct, source: orders, count: kept-customers}
    before: {kind: distinct, source: orders, count: previous-customers}
    new_customers: {source: orders, count: new-customers, look_back: 24}
    reactivated: {source: orders, count: reactivated, look_back: 24}
    order_value: {kind: ratio, numerator: revenue, denominator: orders}
    customer_value: {kind: ratio, numerator: revenue, denominator: active}
    repurchase: {kind: ratio, numerator: repeat, denominator: active,
                 at_most_one: true}
    retention: {kind: ratio, numerator: kept, denominator: before,
                at_most_one: true}
    collection: {kind: ratio, source: [invoices, receipts]}
    cash_due: {kind: ratio, definition: cash-due, source: [invoices, receipts]}
    invoiced: {source: invoices}
    received: {source: receipts}
    receivables: {kind: stock, formula: invoiced - received}
    market_size: {source: market, period: 期间, levels: [区域]}
    market_share: {kind: ratio, numerator: revenue, denominator: market_size}
    satisfaction: {kind: ratio, source: answers, amount: 评分,
                   top_box: 9, min_answers: 2}
    mean_score: {kind: score, source: answers, amount: 评分}
    visits: {source: visits, count: rows}
    won: {source: deals, count: rows, where: [阶段=赢单]}
    decided: {source: deals, count: rows, where: ['阶段 in 赢单,输单']}
    won_days: {source: deals, days_since: 创建日期, where: [阶段=赢单]}
    conversion: {kind: ratio, numerator: won, denominator: decided,
                 at_most_one: true}
    cycle_days: {kind: ratio, numerator: won_days, denominator: won}
    pipeline: {source: deals, where: [阶段=推进]}
    weighted: {source: deals, share: 赢率, where: [阶段=推进]}
    snapshots: {source: deals, snapshot: 快照日, where: [阶段=推进]}
    cover: {kind: ratio, numerator: pipeline, gap_of: T1}

salesplan history --metric 名称 -p 2026-Q1 --by quarter --by 区域 显示各单元、
各期间各自的数值；variance 与计划对比。只有金额相加：比率、客户数、评分都在每个
节点由其各行得出。没有分母的比率为空白。

订单由多个单元分摊时，new_customers、reactivated 和 credited-orders 按金额归属
（指标有 share: 时按分成比例），因此可以相加；kept 和 before 看紧接在期间之前、
同样长的一段。look_back: 以月计，不写为 24。
definition 可写 due-matched（默认）、cash-due、cash-due-overdue、cash-sales、
cash-receivable。第一张表是应收，columns: 中有 due；两张表都有 invoice，或收款表
也有 due。period: 和 levels: 说明市场表的口径。调查不写 top_box 时取平均分，与
kind: score 相同；答卷少于 min_answers 时为空白。

count: rows 和 days_since 不读金额。快照是反复导出的表：取 --as-of 及之前最近的
一次；没有 snapshot 则按表中现状。cover 是期间内预计成交的商机除以计划与实际之
差；指标写了 pipeline 时，variance 在缺口旁列出。share: 取每行的一部分：业绩分成
或赢率。

计划文件夹中有 market.csv 和 competitors.csv（salesplan help files）时不必写设
置：即有 market_size 和 market_share（收入除以规模），
history --metric market_share 并列竞争对手的份额。decompose 以计划期的市场为分
母：有该期间的行即用它，否则为最后的规模逐年乘以（1 + 增长率），
增长率取该行的、其前最近的，或 --market-growth；并
说明这些份额需要多少收入。

decompose 以历史的分母（应收额、答卷数）计划这些比率，每个末级期间在其期末取数：
季内补付的款计入按季的计划，不计入按月的计划。答卷太少时从上级的比率起算。多个
单元分摊的订单要用 credited-orders 作分母；客户数的比率用 --method repeat 加
--denominator file:F。

已知的导出格式（--preset，或数据源的 preset:）有这些列：
  fxiaoke-orders           纷享销客 销售订单
      date amount order customer rep team region product quantity status
      opportunity
  fxiaoke-opportunities    纷享销客 商机2.0
      date amount opportunity stage status probability created closed customer
      rep team
  zoho-orders              Zoho CRM Sales Orders
      date amount order customer rep region product quantity status opportunity
  zoho-deals               Zoho CRM Deals
      date amount opportunity stage probability created customer rep
  salesforce-orders        Salesforce Orders
      date amount order customer rep region product quantity status currency
  salesforce-opportunities Salesforce Opportunities
      date amount opportunity stage probability created customer rep currency`,
};
