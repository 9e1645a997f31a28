import type { Messages, Phrases } from '../message.ts';

/** Named sources and the metrics that are read from them. */
export const sources: Messages = {
  'sources.no-such-source': ['指标 {metric} 引用的数据源 {source} 不在 sources 中：{sources}', '在 sources 中添加它'],
  'sources.near-source': ['指标 {metric} 引用的数据源 {source} 不在 sources 中：{sources}', 'source: {near}'],
  'sources.unknown-source': ['salesplan.yaml 的数据源中没有 {source}：{sources}', '用 --source 指定其中之一'],
  'sources.beside-formula': ['指标 {metric} 已有公式，又写了 {key}', '二者去其一：公式中的各指标有自己的数据源和列'],
  'sources.formula-of-ratio': [
    '指标 {metric} 是比率，只有分子和分母，没有公式',
    '用 numerator: 和 denominator: 写指标名，它们各自可以有公式',
  ],
  'sources.bad-formula': [
    '无法读懂 {metric} 的公式：{formula}，从 {at} 起',
    '指标的加减与整数系数：revenue - cost、2 * (a + b) - c；含其他符号的名称用双引号',
  ],
  'sources.unknown-metric': ['{metric} 的公式中的 {named} 不在 metrics 中：{metrics}', '在 metrics 中添加它及其数据源、金额列'],
  'sources.circle': ['公式循环引用：{circle}', '为其中一个指标写明金额列'],
  'sources.files-and-address': ['数据源 {source} 同时有 files 和 address', '只留一个，或让一个指标用两个数据源'],
  'sources.query-of-files': ['数据源 {source} 有 query，但只有 address 才能查询', '文件请用 where:'],
  'sources.no-files': ['数据源 {source} 既没有文件也没有地址', '在 salesplan.yaml 中写 files:，或用参数给出文件'],
  'sources.which-source': ['{files} 可能属于该指标的任一数据源：{sources}', '用 --source 指定其中之一'],
  'sources.amount-of-formula': ['--map amount= 为多个指标（如 {metric}）指定了同一列', '逐个指定：--map {metric}=列名'],
  'sources.customers-of-several': ['客户只能在一张表中计数，不能合并 {sources}', '用 --source 指定其中之一'],
  'sources.nothing-left': ['{metric} 的公式各项相互抵消，什么也没剩下', '检查公式'],
  'sources.units-only-in': ['{count} 个单元只出现在 {metric} 中，在 {other} 中按零计：{units}'],
  'sources.ends-differ': ['公式中各指标的数据截止月份不同：{ends}'],
};

export const sourcesPhrases: Phrases = {
  'rows.of-source':
    '{source}（{metric}）：读取 {read} 行，采用 {used} 行，无法读取 {rejected} 行，未选中 {notSelected} 行，{days}',
};
