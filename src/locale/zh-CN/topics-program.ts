import type { Phrases } from '../message.ts';

/** Help topics on the program around the plan: its files, exit codes and environment. */
export const programTopics: Phrases = {
  'topic.files': `文件

含有 salesplan.yaml 的文件夹就是计划文件夹；命令从当前位置向上查找，
也可以用 -C 指定。其中的表格都是 CSV（UTF-8，逗号分隔），可以直接编辑。
{levels} 表示每个组织层级一列，空白表示不分该层级。

  salesplan.yaml      设置，选项优先于设置。旁边的 salesplan.schema.json
                      供编辑器补全和检查。设置项：
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
  plan.meta.json      计划如何得来：输入文件及其哈希值、所用选项、锁定、
                      修改、组织变动和结算
  assigned.csv        target,metric,period,{levels},amount,denominator,level
  events.csv          date,kind,unit,to,share,customers,reason
  calendar.csv        date,kind,name
  moving-events.csv   event,start,end,before,after
  commitments.csv     target,period,{levels},amount,note,by,status,date
  capacity.csv        period,{levels},amount
  goals.csv           goal,target,title,strategy,period,owner,weight,supports,
                      reason；填了 target 的行是该目标在战略目标中的权重
  market.csv          {levels},period,size,growth,source,date
  competitors.csv     {levels},period,competitor,share,source,date
  milestones.csv      milestone,target,metric,due,{levels},period,amount,
                      cumulative,owner,status[,currency]

decompose 和 milestones 只替换自己目标的行，不动其他目标。
-n 只显示结果、不写文件，-o 写到别处。多个文件要么全部更新，要么都不更新；
期间有人改过文件时也不会覆盖。

历史和实际数据可以按常见的方式排版：
  表头上方的标题行         略过并提示；--header-row 4 指定表头所在行。
                           其中的单位会生效：单位：万元
  sep=;  , ; 制表符 |      自动识别分隔符；--delimiter 可以指定
  两行表头                 --header-rows 2：合并为 Q1_目标
  合并单元格               --fill-down 大区,省份：空格沿用上方内容
  合计 小计 总计 累计 Total  不计入，并与其所汇总的各行核对；
                           --keep-totals 把它们当作普通数据
  每月一列                 2026-01、2026年1月、1月（年份取自标题）、Jan-26：
                           自动识别，或加 --table wide；空格不成行；Q1、合计
                           等列核对后不计入。每月有多列时用
                           --map amount=实际 选定一列
  表格下方的说明、空行     略过并提示

--preset 认得各系统导出文件的列名：fxiaoke-orders zoho-orders salesforce-orders
fxiaoke-opportunities zoho-deals salesforce-opportunities。当前文件夹或计划
文件夹里的 presets/名称.yaml 是自己的一份：
  columns: {date: [业务日期, 日期], amount: 金额, 销售员: 业务员}

--history 和 --actual 也可以是服务器上的一个表、视图或查询；只传输合计，
读取不改动任何数据（salesplan help environment）：
  postgres://主机:5432/数据库?table=模式.表
  clickhouse://主机:8123/数据库.表             clickhouse+https:// 为加密连接
  ...?query=SELECT%20...      用 SQL 代替表；SQL 会留在 plan.meta.json 里
  &sslmode=require|verify-full  PostgreSQL 加密连接
  &sslrootcert=文件        服务器证书的签发者（两种服务器均可）
  &timezone=Asia/Shanghai  timestamptz 的日期所用时区；不写则为服务器的时区
  &timeout=600             一条语句最多用多少秒
%20 是空格，%25 是百分号，%26 是 &，%2E 是名称里的点。使用 PostgreSQL 协议的
其他数据库也可以；--where 和客户数需要 13 以上版本和 UTF8 编码。

一次运行最多保存 1,250,000 组，超过即停止：每个单元 × 月（或日）的汇总数为一组。
计划的格数上限相同。--max-groups 4000000（或 SALESPLAN_MAX_GROUPS）可以提高；
历史数据每百万组约需 0.5 GB 内存，计划每百万格约需 1 GB。

结果的格式，由 -O 或 -o 的扩展名决定：
  table（默认）       给人看，写入管道时也是
  csv  json           给程序用，列名和代码不随语言变化
  markdown            用于合并请求和报告`,

  'topic.sources': `salesplan.yaml 中的数据源和指标

  sources:
    orders:
      files: [orders-*.csv]          或 address: 服务器上的表，可带 query:
      columns: {date: 下单日期, amount: 金额, 区域: 大区}
      where: [状态=已完成]
      tax: inclusive                 含税；tax_rate: 税率 为逐行税率的列
      currency: USD                  或 column:币种，逐行币种
    costs: {files: [costs.csv], columns: {amount: 成本}}
  metrics:
    revenue: {source: orders}        多个写 [orders, crm]，相加
    volume: {source: orders, amount: 数量, money: false}
    cost: {source: costs, direction: lower}
    returns: {source: orders, where: [类型=退货]}
    gross_profit: {formula: revenue - cost}
    gross_margin: {kind: ratio, numerator: gross_profit, denominator: revenue}
    credited: {source: orders, share: 分成比例}

数据源还可写 encoding、delimiter、header_row、header_rows、fill_down、table、
sheet、range、date_format、preset，含义同选项；address 还可写 credentials，即
凭据文件（help environment）。它的列和条件自成一套：顶层的
columns: 和 where: 只属于 history: 和 actual:。选项优先于数据源；用 --history 或
--actual 给出的文件代替它的文件；--source 另选一个数据源。没有写数据源的指标取自
history: 和 actual:，或唯一的数据源。

公式是指标的加减，可带整数系数和括号。缺少的一方按零计，只在一方出现的单元会
列出。direction: lower 表示越低越好，达成率为 2 - 实际 / 计划，不低于零。

指标还可写 date: 和 tax:（与数据源不同时）、closing: last 或 mean（存量）、
at_most_one: true（分子是分母的一部分）。订单数、客户数、回款率、市场份额、调查
和商机的写法见 salesplan help measures，每种一行。

业绩分成：60%、0.6，或列名带 % 时写 60。每行是该行的全额和此人的比例；空白按
全额。比例合计不是 100% 的订单会列出。

  tax:
    basis: exclusive                 计划的口径
    rates: [{rate: 17%}, {from: 2018-05-01, rate: 16%},
            {from: 2019-04-01, rate: 13%}]
    rounding: row                    逐行取到分；或 sum
  currency: {code: CNY}              计划的币种；leaves: home 见下
  rates:
    plan: {USD: 7.10}
    actual: {USD: 6.90}
    file: rates.csv                  列 currency,period,kind,rate

外币按计划汇率计，达成率不受汇率影响；variance 同时列出按实际汇率入账的数。

只用一种外币销售的单元以该币种做计划：按 organisation.csv 的 currency 列（如
USD，对其下级也有效），没有时按计划期之前的数据行。decompose 先按计划汇率分配
总额，再把每个币种的整数单位重新分配，使其各月、各单元合计分毫不差；plan.csv
有 currency 列，plan.meta.json 记录汇率。只含一种币种的节点以该币种列出，其余
以计划币种列出：按该汇率的精确乘积，只取整一次，取整所余以说明列出。variance
另列 home_plan、volume_effect（实际 - 截至计划，均按计划汇率）和
currency_effect。show、check、variance、explain、capacity、milestones 能读取这种
计划（capacity.csv 用计划币种；milestones.csv 为精确值）。没有下级的单元，锁定
金额以该单元的币种计，分毫不差；--growth 取其币种的最近金额；只含计划币种的上级
单元也可以锁定。以下被拒绝：锁定或 --growth 其他上级单元，或计划期内计划汇率有变
的单元；--buffer、--change、--unit、之后的组织变动和其他命令。
currency: {leaves: home} 全部以计划币种做计划，比率和存量总是如此。`,

  'topic.exit-codes': `退出码

  0     完成，包括没有需要做的事
  1     --fail-on 的条件成立，或检查未通过；结果已写出
  2     用法错误，或文件无法读写；除 --rejects 的文件外未写入任何内容
  3     程序自身的错误，请报告给我们
  4     计划无法成立；未写入任何内容
  130   被中断（Ctrl-C）
  143   被终止

--fail-on（用于 variance）可以写，并可重复：
  red             状态为 red
  amber           状态为 amber 或 red
  pace<0.9        实际不到截至计划的 90%
  attainment<0.5  实际不到全期计划的一半
不加 @ 时只看合计；red@区域 看“区域”这一层级的每个单元。

用于 CI：salesplan check && salesplan variance --fail-on red@区域 -o report.md`,

  'topic.environment': `环境变量

SALESPLAN_ 加大写的选项名，作用与该选项相同：
  SALESPLAN_HISTORY   SALESPLAN_BASIS   SALESPLAN_ROUND_TO   SALESPLAN_LANG
只能给一个值；--totals 这类不带值的开关没有对应的变量。

优先级：选项，SALESPLAN_*，salesplan.yaml，内置默认值。

  SALESPLAN_LANG   en 或 zh-CN。默认为 en，不随系统语言变化，
                   因此在任何机器上输出都相同
  NO_COLOR         不着色；FORCE_COLOR=1 写入管道时也着色
  TERM=dumb        不着色
  CI               不提问

服务器的用户和密码，不写进地址、选项或设置：
  SALESPLAN_POSTGRES_USER    SALESPLAN_POSTGRES_PASSWORD
  SALESPLAN_CLICKHOUSE_USER  SALESPLAN_CLICKHOUSE_PASSWORD
  SALESPLAN_CREDENTIALS      文件，每行为 主机:端口:数据库:用户:密码，* 为任意，
                             其他用户不得读取（chmod 600）
  PGUSER PGPASSWORD PGPASSFILE ~/.pgpass    以上都没有时用于 PostgreSQL
用户可以写进地址：postgres://planner@主机/数据库?table=orders

结果写到 stdout，其他内容（进度、提示、错误）写到 stderr。
只在终端中、只就缺少的内容提问；加 --no-input 则从不提问。`,
};
