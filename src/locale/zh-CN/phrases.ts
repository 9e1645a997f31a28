import type { Phrases } from '../message.ts';

export const phrases: Phrases = {
  try: '可以试试：{remedy}',
  'severity.error': '错误',
  'severity.warning': '警告',
  'severity.note': '提示',
  'findings.more': '还有 {n} 条同类问题',
  'rows.more': '其余 {n} 行',
};
