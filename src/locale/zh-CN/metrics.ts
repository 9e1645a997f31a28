import type { Messages, Phrases } from '../message.ts';

export const metrics: Messages = {
  'plan.no-denominator': ['{period} 有分子而没有分母', '填写 denominator 列'],
  'plan.not-sums': ['{target} 是 {kind} 指标的计划，各格不是可以相加的金额', 'salesplan show，使用计划本身的粒度和层级'],
};

export const metricsPhrases: Phrases = {};
