import type { Phrases } from '../message.ts';

/** Help topics on what a person writes: periods, units, numbers and the encodings of files. */
export const inputTopics: Phrases = {
  'topic.periods': `Periods

  2026       a year         2026-03-15    a day
  2026-H1    a half         2026-03-W2    the second week part of a month
  2026-Q1    a quarter      2026-W05      an ISO week, as a range of days
  2026-03    a month        a..b          a range, both ends included
  FY2026  FY2026-H1  FY2026-Q1  FY2026-M03    of the fiscal year
  Also read: 2026年, 2026年3月, 2026年3月15日, 2026年第1季度, 202603, 2026Q1.

Grains for --by and --every: year half quarter month week day
(also 年 半年 季度 月 周 日).

Weeks are Monday-to-Sunday parts inside a month, W1 to W6, so that they add up
to the month; --by week implies month.

Fiscal years: --fiscal-start 4 begins them in April. They are named by the year
in which they end, or with --fiscal-name start by the one in which they begin.
2026-Q1 is always of the calendar year, FY2026-Q1 of the fiscal year.

A basis may be any of these periods of history: --basis 2023..2025
(salesplan help methods).

Dates in tables of facts: 2025-01-03, 2025/1/3, 2025.1.3, 20250103,
2025年1月3日, 3-Jan-2025, with or without a time. A month (2025年1月, 2025-01,
202501, Jan-25) counts on its first day. 01/03/2025 and 25/1/3 need
--date-format dmy, mdy or ymd. Excel's day numbers (45660) are read in a column
named by --map date=COLUMN. Quarters, halves and years are too coarse for a fact
and refused.`,

  'topic.units': `Units and levels

Levels are columns of your data, outermost first: --by 区域,团队,销售员.
A unit is one name of a level; its path is written 华东/上海/王芳, and a slash
that belongs to a name \\/.

  --by 区域,销售员          levels by the names of their columns
  --map 区域=大区           the level 区域 is in the column 大区
  --map 单位月=月           a level cannot be named like a time grain: rename it
  --unit 华东/上海          one unit and all below it, a path or a unique name
  --exclude 王芳            leave a unit out: its path, or a name that is unique
  --like '新品=老品:60%'    plan a unit by 60% of the history of another

Who is planned: the units with rows in the basis. With a roster (--org, or
organisation.csv in the folder): those on it in the planned period, with or
without history. Names are compared as written, blanks at their ends apart.

  (unassigned)    history whose unit is blank; --on-blank-unit error refuses it
  (unplanned)     actuals of units that the plan does not know; they count in
                  the units above

The months of a unit follow its own history (--shape own), that of the unit
above it (parent) or of the whole (company). company is smooth, own is lumpy
where sales are rare; shrunk lies between own and parent, by how much history
there is. The default is own; init writes shrunk into a folder.`,

  'topic.numbers': `Numbers

Flags and the CSV files of the plan folder take
  5000000   5,000,000   500万   1.2亿   300k   1.5m     also full-width digits
  +8%   -5%   +8pct     where a rate is meant: --total +8% is the total of the
                        basis x 1.08

History and actuals, up to 12 digits before the point and 6 after it:
  1,234.56   1 234   1,2345 (by fours)   ￥1,234元   １，２３４   RMB 1,234
  -5   (5)   △5   5-    negative
  1.2万   3亿           multiplied out, with a note
Empty, -, /, 无, N/A and null are missing, not zero. Refused with a reason:
12.5%, 1.23E+15, 1.234,56, #REF!, numbers in Chinese numerals.

The unit is said by the header, 金额(万元), or by --map 'amount=金额[万元]' (a
column that has this whole name goes before). Two that disagree stop the run;
so does a unit in a cell whose column has one. Files may have units of their
own: 金额 beside 金额(万元). Where amounts differ from the plan, from the year
before or from the first file as if by 万 or 亿, a terminal asks; elsewhere
the run stops until --map 'amount=金额[元]' says that they are right.

Amounts are never stored as floating point. A plan adds up exactly in every row
and column, at every level; --round-to 1000 makes every amount a multiple of
1000, apart from one cell when the total is none (a note names it).

CSV and JSON hold plain numbers in the base unit: 1234567.80. Ratios have four
decimals: 0.9277 is 92.77 %. A blank is a value that does not exist.

A ratio metric is at every node the sum of its numerators over the sum of its
denominators, with four decimals and up to six where they are needed. It is
never pro-rated. Its variance and yoy are differences of two ratios: -0.0458
in files, -4.58pp (points) in tables; required_rate is the ratio that the rest
of the planned denominator must run at. Actuals need both columns:
  --map amount=回款 --map denominator=到期
A stock (--kind stock) has in a larger period its last value, or its mean
(--closing mean), rounded once; its actual is each unit's latest level.
--show-in 万元 is for tables only; there, too, every column adds up.`,

  'topic.encodings': `Encodings

A byte order mark (BOM) tells the encoding of a CSV file: UTF-8, UTF-16LE,
UTF-16BE ("Unicode text") or GB18030. Without one it is UTF-8 where every byte
of the file is; else GB18030 (which includes GBK and GB2312), with a note that
shows its column names; else the file is refused.

  --encoding gb18030        say it, and the note goes away; gbk means the same
  --encoding utf-8          refuse anything else
  --encoding utf-16le       UTF-16 without a mark; utf-16be, utf-16
  --encoding big5           also shift_jis, euc-jp, euc-kr, cp949, windows-1252,
                            latin1, iso-8859-15, koi8-r and many more
  --delimiter ';'           otherwise found in the header: , ; tab or |

Big5, Shift_JIS and others often are valid GB18030 by chance: look at the names
in the note. A wrong byte, a NUL, a character that is cut off and a file that
changes its encoding are errors with byte offset (from 0) and line.

gzip and zstd files are unpacked while they are read, known by their first
bytes. Other archives (zip, 7z, rar, bzip2, xz, tar) are to be unpacked before.
Workbooks (.xlsx, .xls, .ods), Parquet and JSON lines are read, too.

Rows that stand twice, and orders in two files, are told with a warning; files
above 16 MB by a sample of one row in 2 to 64 (--repeats all: every row, off:
none). In a plan folder, what was read of files of 1 MB or more is kept in
.salesplan/cache/ until a file changes; --no-cache reads and keeps nothing.

Written: UTF-8. The files of the plan folder have no BOM. A CSV written by -o
gets one when it holds Chinese or other text beyond ASCII, so that Excel opens
it; --bom adds it always, also on stdout.

Names are compared in Unicode normal form (NFC), so that the same name typed on
two systems is one name.`,
};
