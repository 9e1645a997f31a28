import type { Phrases } from '../message.ts';

/** Help topics on what a person writes: periods, units, numbers and the encodings of files. */
export const inputTopics: Phrases = {
  'topic.periods': `期间

  2026       年             2026-03-15    日
  2026-H1    半年           2026-03-W2    当月第 2 周
  2026-Q1    季度           2026-W05      ISO 周，即一段日期
  2026-03    月             a..b          一段范围，含两端
  FY2026  FY2026-H1  FY2026-Q1  FY2026-M03    财年及其各部分
  也可以写：2026年、2026年3月、2026年3月15日、2026年第1季度、202603、2026Q1。

--by 和 --every 的时间粒度：year half quarter month week day
（也可以写 年 半年 季度 月 周 日）。

周：月内从周一到周日的一段，W1 到 W6，因此各周之和等于该月；
--by week 同时包含 month。

财年：--fiscal-start 4 表示从四月开始。财年按结束的年份命名，
加 --fiscal-name start 则按开始的年份命名。
2026-Q1 总是自然年的季度，FY2026-Q1 才是财年的季度。

上述任何一段历史都可以作基数：--basis 2023..2025（见 salesplan help methods）。`,

  'topic.units': `组织单元与层级

层级就是数据中的列，由外到内书写：--by 区域,团队,销售员。
单元是某一层级中的一个名称，路径写成 华东/上海/王芳；
名称本身含有斜杠时写 \\/。

  --by 区域,销售员          按列名指定层级
  --map 区域=大区           层级“区域”取自“大区”列
  --map 单位月=月           层级不能与时间粒度重名，这样改名
  --unit 华东/上海          一个单元及其全部下级，写路径或不重复的名称
  --exclude 王芳            排除一个单元，写路径或不重复的名称
  --like '新品=老品:60%'    按另一单元历史数据的 60% 分配

给谁分配：基数期内有数据的单元。有名册时（--org，或文件夹中的
organisation.csv），只给计划期内在册的单元分配，不论有无历史数据。
名称须完全一致，首尾空格除外。

  (unassigned)    历史数据中没有写单元的部分；--on-blank-unit error 则拒绝
  (unplanned)     计划中没有的单元的实际数据，计入其各级上级

各月走势默认取自本单元的历史（--shape own），也可以取自上级（parent）
或全公司（company）。company 最平稳；销售不频繁时 own 起伏较大；
shrunk 介于 own 与 parent 之间，历史越少越接近上级。
init 建立的计划文件夹使用 shrunk。`,

  'topic.numbers': `数字

选项和计划文件夹中的 CSV 可以这样写：
  5000000   5,000,000   500万   1.2亿   300k   1.5m     也可以用全角数字
  +8%   -5%   +8pct     用于比率：--total +8% 即基数合计 x 1.08

历史和实际数据：整数部分最多 12 位，小数最多 6 位，可以带千分位逗号。
表头中的单位会自动换算：金额(万元)、销售额（元）。

金额不用浮点数存储。计划在每一行、每一列、每个层级都分毫不差；
--round-to 1000 使每个金额都是 1000 的整数倍，总额不是整数倍时
只有一个数值例外，并会提示是哪一个。

CSV 和 JSON 中是以基本单位表示的普通数字：1234567.80。
比率保留四位小数：0.9277 即 92.77%。空白表示没有这个值。

比率指标在每个节点都是分子合计除以分母合计，保留四位小数，需要时最多六位，
从不按时间折算。其 variance 和 yoy 是两个比率之差：文件中为 -0.0458，
表格中为 -4.58pp（百分点）；required_rate 是余下的计划分母须达到的比率。
实际数据需要两列：
  --map amount=回款 --map denominator=到期
存量指标（--kind stock）的较大期间取期末值，或均值（--closing mean，只取整
一次）；其实际值为每个单元最近一次的值。
--show-in 万元 只影响表格，换算后各列合计仍然一致。`,

  'topic.encodings': `编码

字节顺序标记（BOM）说明 CSV 的编码：UTF-8、UTF-16LE、UTF-16BE
（“Unicode 文本”）或 GB18030。没有标记时，整个文件的每个字节都有效才按
UTF-8 读取；否则按 GB18030（包含 GBK 和 GB2312）读取，并用提示列出读到的
列名；再不行就拒绝该文件。

  --encoding gb18030        明确指定，不再提示；gbk 含义相同
  --encoding utf-8          拒绝其他编码
  --encoding utf-16le       没有标记的 UTF-16；还有 utf-16be、utf-16
  --encoding big5           还有 shift_jis、euc-jp、euc-kr、cp949、windows-1252、
                            latin1、iso-8859-15、koi8-r 等
  --delimiter ';'           不指定时由表头识别：, ; 制表符 或 |

Big5、Shift_JIS 等常常碰巧也是有效的 GB18030：请看提示中的列名。无效字节、
NUL、被截断的字符、中途改变编码的文件都是错误，并给出字节偏移量（从 0 起）
和行号。

gzip 和 zstd 文件按开头的字节识别，边读边解压。其他压缩包（zip、7z、rar、
bzip2、xz、tar）请先解压。工作簿（.xlsx、.xls、.ods）、Parquet 和 JSON lines
也能读取。

写出时一律用 UTF-8。计划文件夹中的文件不带 BOM。用 -o 写出的 CSV
含有中文等非 ASCII 文字时带 BOM，便于用 Excel 打开；
--bom 总是加上，写到 stdout 时也一样。

名称按 Unicode 规范形式（NFC）比较，在不同系统上输入的同一名称视为相同。`,
};
