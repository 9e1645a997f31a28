import type { Phrases } from '../message.ts';

/** Help topics on the program around the plan: its files, exit codes and environment. */
export const programTopics: Phrases = {
  'topic.files': `Files

A plan folder is any folder with salesplan.yaml; commands find it upward from
where you are, or by -C. All its tables are CSV (UTF-8, commas) that people may
edit. {levels} is one column for each level; blank means all of them.

  salesplan.yaml      settings; flags go before them. salesplan.schema.json
                      beside it lets an editor complete and check it:
                      version currency lang history actual org locks columns
                      levels where metric grains basis method shape round_to
                      fiscal prorate status on_negative on_zero_basis show_in
                      sources metrics tax rates roles ramp_clock days calendar
                      moving_events align events capacity band buffer funnel
                      goals market competitors notes stance
  targets.csv         target,title,metric,period,{levels},value,floor,stretch,
                      baseline,owner,supports,reason,effective_from,
                      approved_by,status
  organisation.csv    {levels},owner,role,start,end,ramp,weight[,currency]
  locks.csv           target,period,{levels},kind,amount,reason,by,until
  plan.csv            target,metric,period,{levels},amount,denominator
                      [,currency]
  plan.meta.json      how each plan was made: inputs and their hashes, flags,
                      locks, changes, events and settlements
  assigned.csv        target,metric,period,{levels},amount,denominator,level
  events.csv          date,kind,unit,to,share,customers,reason
  calendar.csv        date,kind,name
  moving-events.csv   event,start,end,before,after
  commitments.csv     target,period,{levels},amount,note,by,status,date
  capacity.csv        period,{levels},amount
  goals.csv           goal,target,title,strategy,period,owner,weight,supports,
                      reason; with a target: what it weighs in the goal
  market.csv          {levels},period,size,growth,source,date
  competitors.csv     {levels},period,competitor,share,source,date
  milestones.csv      milestone,target,metric,due,{levels},period,amount,
                      cumulative,owner,status[,currency]

decompose and milestones replace the rows of their own target and no others;
-n shows the result and writes nothing, -o writes it elsewhere. Files change
all together or not at all, and never when someone edited them meanwhile.

History and actuals may be laid out as people do it:
  lines above the header     left out, with a note; --header-row 4 says where
                             the header is. A unit in them counts: 单位：万元
  sep=;  , ; tab |           the delimiter is found; --delimiter says it
  two header rows            --header-rows 2: joined as Q1_目标
  merged cells               --fill-down 大区,省份: a blank means the one above
  合计 小计 总计 累计 Total  rows left out and checked against those that they
                             add up; --keep-totals makes them facts like others
  a column a month           2026-01, 2026年1月, 1月 (year from a title) or
                             Jan-26; else --table wide; blanks are no rows; Q1
                             and 合计 are checked and left out. Of several
                             columns a month --map amount=实际 takes one
  remarks below, blank rows  left out, with a note

--preset knows the column names of an export: fxiaoke-orders zoho-orders
salesforce-orders fxiaoke-opportunities zoho-deals salesforce-opportunities.
presets/NAME.yaml, here or in the plan folder, is one of your own:
  columns: {date: [业务日期, 日期], amount: 金额, 销售员: 业务员}

--history and --actual also take one table, view or query of a server; only sums
travel, and reading changes nothing there (salesplan help environment):
  postgres://host:5432/database?table=schema.table
  clickhouse://host:8123/database.table        clickhouse+https:// encrypts
  ...?query=SELECT%20...      SQL instead of a table; it stays in plan.meta.json
  &sslmode=require|verify-full  PostgreSQL encrypted
  &sslrootcert=FILE        who signs the server's certificate (both)
  &timezone=Asia/Shanghai  the days of timestamptz; else the server's own zone
  &timeout=600             seconds that a statement may take
%20 is a blank, %25 a percent sign, %26 an &, %2E a point in a name. What speaks
PostgreSQL's protocol may do; --where and customers need version 13 and UTF8.

A run holds at most 1,250,000 groups and stops with more: a sum of a unit and
month (or day) is one. A plan has at most as many cells. --max-groups 4000000
(SALESPLAN_MAX_GROUPS) raises both; a history of a million groups takes about
0.5 GB of memory, a plan of a million cells 1 GB.

Formats of a result, by -O or by the ending of -o:
  table (default)     for people, also in a pipe
  csv  json           for programs; names of columns and codes never change
  markdown            for merge requests and reports`,

  'topic.sources': `Sources and metrics in salesplan.yaml

  sources:
    orders:
      files: [orders-*.csv]          or address: and query: of a server
      columns: {date: 下单日期, amount: 金额, 区域: 大区}
      where: [状态=已完成]
      tax: inclusive                 has tax; tax_rate: 税率 is a rate a row
      currency: USD                  or column:币种, a currency in each row
    costs: {files: [costs.csv], columns: {amount: 成本}}
  metrics:
    revenue: {source: orders}        several: [orders, crm]; they add up
    volume: {source: orders, amount: 数量, money: false}
    cost: {source: costs, direction: lower}
    returns: {source: orders, where: [类型=退货]}
    gross_profit: {formula: revenue - cost}
    gross_margin: {kind: ratio, numerator: gross_profit, denominator: revenue}
    credited: {source: orders, share: 分成比例}

A source also takes encoding, delimiter, header_row, header_rows, fill_down,
table, sheet, range, date_format and preset, like the flags; an address takes
credentials, a file of them (help environment). Its columns and
conditions stand for themselves: columns: and where: at the top are those of
history: and actual:. A flag goes before what the source says; files named by
--history or --actual take the place of its files. --source names another one.
A metric without a source is in history: and actual:, or in the only source.

A formula adds and takes away metrics, with whole factors and parentheses. Where
one of them has no row it counts as zero; units that only one has are named.
direction: lower makes attainment 2 - actual / plan, not below zero.

A metric also takes date: and tax: where its source says another one, closing:
last or mean (of a stock), and at_most_one: true (a numerator that is a part of
its denominator). Counts of orders and customers, collection rates, market
shares, surveys and pipelines have a line each under salesplan help measures.

Credit shares: 60%, 0.6, or 60 under a header with %. Each row has the whole
amount of its line, and the person's share of it. A blank share is the whole.
Orders whose shares do not come to 100 % are named.

  tax:
    basis: exclusive                 what plans are
    rates: [{rate: 17%}, {from: 2018-05-01, rate: 16%},
            {from: 2019-04-01, rate: 13%}]
    rounding: row                    each row to the cent; or sum
  currency: {code: CNY}              what plans are in; leaves: home (below)
  rates:
    plan: {USD: 7.10}
    actual: {USD: 6.90}
    file: rates.csv                  columns currency,period,kind,rate

Foreign money counts at plan rates, so that attainment does not move with the
rate; variance shows beside it what was booked at actual rates.

A unit that sells in one foreign currency is planned in it: by a currency column
of organisation.csv (USD; it holds for all units below), else by its rows before
the plan. decompose shares out the total at plan rates, and then the whole units
of each currency, so that its months and units tie in it to the last cent;
plan.csv has a currency column, plan.meta.json the rates. Nodes of one currency
print in it, all others in plan money: exact products at those rates, rounded
once, and a note tells what whole units leave over. variance adds home_plan,
volume_effect (actual - plan to date, both at plan rates) and currency_effect.
show, check, variance, explain, capacity and milestones read such a plan
(capacity.csv is in plan money; milestones are exact in milestones.csv). A lock
on a unit with no others below it is in the money of that unit and holds to its
last cent, and --growth fixes its nearest amount there; both work on groups of
plan money alone. Refused: locks and --growth on other groups, or on a unit
whose plan rate changes within the plan; --buffer, --change, --unit, later
events and all other commands. currency: {leaves: home} plans everything in plan
money, as ratios and stocks always are.`,

  'topic.exit-codes': `Exit codes

  0     done; also when there was nothing to do
  1     a condition of --fail-on is true, or a check failed; the result was
        written
  2     wrong use, or a file that cannot be read or written; nothing was
        written, except the file of --rejects
  3     a mistake of ours: please report it
  4     no such plan is possible; nothing was written
  130   interrupted (Ctrl-C)
  143   terminated

--fail-on (variance) takes, and repeats:
  red             the status is red
  amber           the status is amber or red
  pace<0.9        less than 0.9 of the plan to date
  attainment<0.5  less than half of the plan of the whole period
A rule is about the total; red@区域 is about each unit of the level 区域.

In CI:  salesplan check && salesplan variance --fail-on red@区域 -o report.md`,

  'topic.environment': `Environment

SALESPLAN_ and the name of a command's flag in capitals gives its value:
  SALESPLAN_HISTORY   SALESPLAN_BASIS   SALESPLAN_ROUND_TO   SALESPLAN_LANG
It takes one value; switches without a value, such as --totals, have none.

Precedence: flag, SALESPLAN_*, salesplan.yaml, built-in default.

  SALESPLAN_LANG   en or zh-CN. The default is en, whatever the system's
                   language is, so that output is the same everywhere
  NO_COLOR         no colour; FORCE_COLOR=1 colours in a pipe, too
  TERM=dumb        no colour
  CI               no questions are asked

Servers: user and password, never in an address, a flag or the settings:
  SALESPLAN_POSTGRES_USER    SALESPLAN_POSTGRES_PASSWORD
  SALESPLAN_CLICKHOUSE_USER  SALESPLAN_CLICKHOUSE_PASSWORD
  SALESPLAN_CREDENTIALS      a file of lines host:port:database:user:password,
                             * for any, which nobody else may read (chmod 600)
  PGUSER PGPASSWORD PGPASSFILE ~/.pgpass    for PostgreSQL, where none of these
A user may stand in the address: postgres://planner@host/database?table=orders

Results go to stdout, everything else (progress, notes, errors) to stderr.
Questions are asked only on a terminal, only for what was left out, and never
with --no-input.`,
};
