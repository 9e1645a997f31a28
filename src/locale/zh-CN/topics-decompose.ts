import type { Phrases } from '../message.ts';

/** Help topics on how a plan is made: bases, methods, changes and locks. */
export const decomposeTopics: Phrases = {
  'topic.methods': `基数、方法与修改

计划由三部分决定：总额，基数（按什么比例），方法（怎样由基数得到金额）。
--basis 和 --method 可以写 time=... 或 org=...，都不写则用于适用的各个维度；
两者都可重复。

基数（--basis）：
  last-year               上一年的同一时段（默认）；计划多年时每年都按最近一年
  trailing-12             计划期之前最近 12 个完整月
  estimate                已知月份，其余按上年同月 x 各单元今年至今的增长
  forecast                各末级单元各月的预测，已知月份取实际
                          （salesplan help forecasts）
  2023..2025              任意一段历史，每个月取各年的平均
  shares:2023..2025       各年占比的平均
  equal                   末级单元、末级期间平均分配
  calendar-days           按日历天数（仅用于时间）
  working-days            按 --calendar 或 calendar.csv 的工作日，没有时按周一
                          至周五（仅用于时间）；休息日没有计划
  file:weights.csv        列为 period,{levels},weight，空白表示任意
  plan:other.csv          另一份按月或更细的计划；org=plan: 可用任何计划

方法（--method）：
  proportional            总额 x 基数占比（默认）
  equal                   不论基数，平均分配
  growth:+8%              基数按比率增长；不给 --total 时，结果就是总额；多年时
                          每年比上一年增长（last-year）
  straight-line:1000..2000  从首期到末期按直线变化（仅用于时间）；
                          给出 --total 时可以空一端：100万.. 或 ..200万
  compound:+2%            每期比上期增长（仅用于时间）；
                          compound:100万,+2% 从该金额开始
  pattern:4,4,5           循环使用，期数除不尽时报错（仅用于时间）
  repeat                  各处取同一数值，用于比率，不参与合计；
                          time=repeat 或 org=repeat 只在该维度上重复
  uplift                  仅用于比率：每个比率增加相同的百分点，使总比率等于目标
只有 proportional、growth 和 uplift 可以为所在维度指定 --basis。

比率（--kind ratio）：--total 写 95%、0.95，或客单价 440；也可以写相对基准比率的
+5pp（百分点）或 +5%。plan.csv 的 amount 是分子，denominator 是分母：取自基准
期间并增长（--denominator history:+10%），或一张表 period,{levels},amount
（file:F），另一份计划（plan:F），或市场（market、market:F）。
--map 指标=列,denominator=列 从同一份历史
读取两者。
proportional 把每个比率乘以同一系数，uplift 加相同的百分点；不给 --total 时，
growth:+10% 或 growth:+5pp 让每个比率各自增长。--at-most-one 表示不超过 1。
存量（--kind stock）：--total 是期末水平，加 --closing mean 则是各月平均；
季度取末月或各月平均。去重计数和评分只能用 --method repeat。

各月走势：--shape own、parent、company 或 shrunk。shrunk 以本单元的季节性为主，
历史越少越向上级靠拢。

针对个别单元，前两项可在 @ 后写期间：
  --growth '华东@2026-04..2026-12=+10%'   固定其结果，差额由同级承担
  --weight '华东=1.2'                     其基数按 1.2 倍计
  --populated-only                        没有历史数据的格子不分配

修改现有计划（--change，可重复），用于文件夹中的计划或 --plan 的文件：
  '华东@2026-Q1=+10%'        按百分比增减
  '华东@2026-Q1+=50万'       增加；-= 为减少
  '华东@2026-Q1=300万'       改为该金额
  '华东->华南@2026-Q1=50万'  转移，其他合计不变
差额由同级承担；加 --absorb none 则总额随之改变。
不写单元（@2026-03=+5%）表示全公司，差额由其他期间承担。
在计划文件夹中，改动过的节点会以 fix 写入 locks.csv，重新分解时保持不变
（见 salesplan help locks）。`,

  'topic.locks': `锁定

锁定规定计划中某个节点的金额。节点是任意单元的任意期间：某区域的一个季度、
某销售员的一年、全公司的一个月。每条锁定是计划文件夹中 locks.csv 的一行，
也可以用 --locks 指定其他文件：

  target,period,区域,销售员,kind,amount,reason,by,until
  T1,2026-Q1,华东,,fix,120万,已签约,李总,
  T1,2026,,王芳,cap,300万,休假,,2026-06-30
  ,2026-03,,,floor,50万,展会,,

  period    计划中的期间，其粒度须写在 --by 中
  kind      fix（等于）、floor（不低于）或 cap（不高于）
  amount    不小于零；空白是错误，不当作零；用自己的币种做计划的单元以其
            币种计（salesplan help sources）
  target    空白表示任何目标
  层级      全部空白表示全公司；名称之前的空白表示任意，
            因此可以只锁定销售员，不论在哪个区域
  until     有效期的最后一天，与 --as-of 比较；过期的锁定不起作用，并有提示

重新分解或修改计划时，人工固定的金额保持不变。--no-locks 表示重新分解时
不理会文件夹中的锁定，不能与 --change 同用。salesplan check 会指出 plan.csv
不符合的锁定。用 --method repeat 时，锁定针对重复的金额，而不是合计。

一定成立的：每条锁定和每个合计都分毫不差。其余部分保持基数的比例，
零仍然是零，除非用 --on-zero-basis 说明没有基数的锁定节点按什么分配。
可以让步的：与取整前计划的接近程度。锁定互相嵌套时，各金额与取整前相差不到
一个取整单位；否则首先放宽锁定范围内各销售员的合计，并用提示列出相差更多的。
fix 的金额不是 --round-to 的整数倍时，零头放在其中一个数值里；
floor 向上取整，cap 向下取整。

退出码 4：这些锁定与总额不能同时成立，未写入任何内容。提示会列出互相矛盾的
锁定、所在的行，以及多出或缺少的金额：去掉或改动其中任何一条，其余就可以成立。
如果只是取整造成的，会给出可行的 --round-to。`,

  'topic.targets': `目标

目标是 targets.csv 的一行：某指标在某期间、某单元（空为整个组织）要达到的数字，
并写明负责人、基线和支撑的目标方向。

  salesplan target add T1 -p 2026 --value 500万 --title '2026 收入 500 万' \\
    --owner 王总 --supports G1
  salesplan target add T2 -p 2026 --unit 华东 --value +8%
  salesplan target remove T2

--value 可写  500万、36.5%     水平
              +8%              相对基线的增长，任何指标
              +5pp             相对基线的百分点，比率指标
比率只写 +5 会被拒绝：16.67% +5pp 是 21.67%，+5% 是 17.50%。基线取 --baseline，
否则取历史中上一年的数字。存下来的是水平、基线，以及 reason 列里原来的写法；
达成率按水平计算。--floor 和 --stretch 写法相同。

salesplan target check 按五个字母判断目标，每条规则的结果为 pass、warn、fail 或
unknown（没有依据可判断，不算通过）：

  S 具体     metric 指标、scope 范围、owner 负责人、wording 措辞
  M 可衡量   value 数值、definition 口径、baseline 基线、unit 单位
  A 可达成   range      保底值 <= 目标 <= 挑战值
             odds       达成概率：低于 10% 不通过，低于 25% 或高于 90%
                        （太容易）警告
             growth     与历史年增长比较
             level      已达到的水平
             capacity   capacity.csv，计入爬坡，按合理区间
             units      下级单元目标合计够数，且不超过 110%；periods 同理
             product    收入 = 客单价 x 订单数，按 metrics 的定义
  R 相关     goal       goals.csv 里的目标方向，或上级目标
             weights    一个目标方向下各目标的权重合计 100%
             conflict   同一单元和期间没有第二个数字，部分不超过整体，
                        保底值合计不超过整体
             share      占上级目标的份额，与上一年相比 0.8 到 1.25 倍合适
  T 有时限   period     尚未开始、已开始（警告）、已结束（不通过）
             milestones 里程碑间隔不超过 92 天
             review     下一个里程碑的到期日
             effective  生效日在期间之内

--fail-on A（可重复）：该字母有规则不通过时，写出结果后以 1 退出。
salesplan check 另有一行检查各目标是否互相矛盾。
salesplan target suggest 建议目标值（salesplan help suggest）；salesplan funnel
推算所需的工作（salesplan help selling）。`,
};
