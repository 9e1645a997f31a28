import type { Phrases } from '../message.ts';

/** The help topic on kinds of metrics; a test runs every line of its settings. */
export const measureTopics: Phrases = {
  'topic.measures': `Metrics, one line of salesplan.yaml each

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

salesplan history --metric NAME -p 2026-Q1 --by quarter --by 区域 shows the
value of each unit and period by itself; variance compares it with a plan.
Nothing but sums is added up: ratios, counts of customers and scores are worked
out at every node from its rows. Rates without a denominator are blank.

new_customers, reactivated and credited-orders are credited by amount where an
order is shared (by share: too, where the metric has one), so that they add up;
kept and before look at the span of equal length right before the period.
look_back: is in months; 24 where it is left out.
definition: due-matched (usual), cash-due, cash-due-overdue, cash-sales,
cash-receivable. The first table has the amounts due, with due under columns:;
both have an invoice, or the receipts a due, too. period: and levels: say how a
market table is cut. Without top_box a survey has its mean, as kind: score has;
with fewer answers than min_answers the value is blank.

count: rows and days_since read no amounts. A snapshot is a table that is
exported again and again: the last one until --as-of counts; without it the
table is read as it is. cover is open pipeline that closes in the period over
plan - actual; variance has it beside gap_to_go where a metric names its
pipeline. share: takes a part of each row: a credit share, or the odds of an
opportunity.

market.csv and competitors.csv of a plan folder (salesplan help files) need no
line: market_size and market_share (revenue over size) are there with them, and
history --metric market_share has the shares of competitors beside it. decompose
plans it on the markets of the planned period: a row of that period, else the
last size x (1 + growth) for each year since, by the row's own growth, the last
one before it or --market-growth; and says what sales the shares need.

decompose plans these ratios on the denominators of their history (amounts due,
answers), each leaf period as measured at its own end: what is paid late inside
a quarter counts in a plan by quarters and not in one by months. Where answers
are too few, the ratio above is the start. Ratios of orders that units share
need credited-orders as denominators; those of customers --method repeat with
--denominator file:F.

Presets of known exports (--preset, or preset: at a source) have these columns:
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
