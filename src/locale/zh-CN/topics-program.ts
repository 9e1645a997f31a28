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
                      metrics roles ramp_clock days calendar events capacity
                      band buffer
  targets.csv         target,title,metric,period,{levels},value,floor,stretch,
                      baseline,owner,supports,reason,effective_from,
                      approved_by,status
  organisation.csv    {levels},owner,role,start,end,ramp,weight
  locks.csv           target,period,{levels},kind,amount,reason,by,until
  plan.csv            target,metric,period,{levels},amount,denominator
  plan.meta.json      计划如何得来：输入文件及其哈希值、所用选项、锁定、
                      修改、组织变动和结算
  assigned.csv        target,metric,period,{levels},amount,denominator,level
  events.csv          date,kind,unit,to,share,customers,reason
  calendar.csv        date,kind,name
  commitments.csv     target,period,{levels},amount,note,by,status,date
  capacity.csv        period,{levels},amount
  milestones.csv      milestone,target,metric,due,{levels},period,amount,
                      cumulative,owner,status

decompose 和 milestones 只替换自己目标的行，不动其他目标。
-n 只显示结果、不写文件，-o 写到别处。多个文件要么全部更新，要么都不更新；
期间有人改过文件时也不会覆盖。

--history 和 --actual 也可以是服务器上的一个表、视图或查询；只传输合计，
读取不改动任何数据（salesplan help environment）：
  postgres://主机:5432/数据库?table=模式.表
  clickhouse://主机:8123/数据库.表             clickhouse+https:// 为加密连接
  ...?query=SELECT%20...      用 SQL 代替表；SQL 会留在 plan.meta.json 里
  &sslmode=require|verify-full  &sslrootcert=文件         PostgreSQL 加密连接
  &timezone=Asia/Shanghai  timestamptz 的日期所用时区；不写则为服务器的时区
  &timeout=600             一条语句最多用多少秒
%20 是空格，%25 是百分号，%26 是 &，%2E 是名称里的点。使用 PostgreSQL 协议的
其他数据库也可以；--where 和客户数需要 13 以上版本和 UTF8 编码。

结果的格式，由 -O 或 -o 的扩展名决定：
  table（默认）       给人看，写入管道时也是
  csv  json           给程序用，列名和代码不随语言变化
  markdown            用于合并请求和报告`,

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
  SALESPLAN_CREDENTIALS      文件，每行为 主机:端口:数据库:用户:密码，* 表示任意，
                             其他用户不得读取（chmod 600）
  PGUSER PGPASSWORD PGPASSFILE ~/.pgpass    以上都没有时用于 PostgreSQL
用户可以写进地址：postgres://planner@主机/数据库?table=orders

结果写到 stdout，其他内容（进度、提示、错误）写到 stderr。
只在终端中、只就缺少的内容提问；加 --no-input 则从不提问。`,
};
