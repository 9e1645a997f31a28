import type { Messages, Phrases } from '../message.ts';

/** Rows that stand twice, and what is kept of files that were read. */
export const repeats: Messages = {
  'facts.out-of-memory': ['汇总这些行需要超过 {limit} MB 内存', '减少 --by 的层级，用 --where 缩小读取范围，或分年读取'],
  'facts.too-many-groups': [
    '{units} 个单元共有 {sums} 个汇总数（单元 × 期间），最多保存 {limit} 个。各层不同名称数：{levels}',
    '减少 --by 的层级（如去掉{level}），用更粗的期间粒度，或用 --where 缩小读取范围；--max-groups {sums} 可以容纳，每百万组约需 0.5 GB 内存',
  ],
  'facts.too-many-groups-so-far': [
    '单元 × 期间的汇总数超过最多能保存的 {limit} 个。到此为止各层不同名称数：{levels}',
    '减少 --by 的层级（如去掉{level}），用更粗的期间粒度，或用 --where 缩小读取范围；--max-groups 可以容纳更多，每百万组约需 0.5 GB 内存',
  ],
  'facts.too-many-counts': [
    '计数（单元 × 期间）超过 {limit} 个（--max-groups 的八分之一），这是最多能保存的数量',
    '减少 --by 的层级，用更粗的期间粒度，或用 --where 缩小读取范围；--max-groups 可以容纳更多，每百万个约需 0.5 GB 内存',
  ],
  'facts.repeated-rows': [
    '有 {count} 行与其他行完全相同，合计金额 {amount}；行号：{lines}',
    '如果是重复粘贴或重复导出，请删除；如果确为不同的销售，可用 --repeats off',
  ],
  'facts.repeated-rows-sample': [
    '约有 {count} 行与其他行完全相同，合计金额约 {amount}（按每 {rate} 行抽 1 行估算）；行号：{lines}',
    '用 --repeats all 检查每一行；如果是重复粘贴或重复导出，请删除',
  ],
  'facts.orders-in-two-files': [
    '有 {count} 个订单也出现在 {other}（第 {otherLine} 行），重叠部分会计算两次',
    '只给出其中一个文件，或按日期切开；如果只是编号相同，可用 --repeats off',
  ],
  'facts.orders-in-two-files-sample': [
    '约有 {count} 个订单也出现在 {other}（第 {otherLine} 行；每 {rate} 个订单抽 1 个），重叠部分会计算两次',
    '只给出其中一个文件，或按日期切开；如果只是编号相同，可用 --repeats off',
  ],
  'facts.rows-in-two-files': [
    '有 {count} 行也出现在 {other}（第 {otherLine} 行），内容完全相同',
    '只给出其中一个文件；如果确为不同的销售，可用 --repeats off',
  ],
  'facts.rows-in-two-files-sample': [
    '约有 {count} 行也出现在 {other}（第 {otherLine} 行；每 {rate} 行抽 1 行），内容完全相同',
    '只给出其中一个文件；如果确为不同的销售，可用 --repeats off',
  ],
};

export const repeatsPhrases: Phrases = {
  'cache.used': '{files} 个文件中有 {cached} 个未重新读取（缓存在 {folder}）',
  'cache.failed': '读取结果无法保存到 {folder}：{reason}',
};
