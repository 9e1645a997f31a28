import type { Phrases } from '../message.ts';

export const phrases: Phrases = {
  try: 'Try {remedy}',
  'severity.error': 'error',
  'severity.warning': 'warning',
  'severity.note': 'note',
  'findings.more': 'and {n} more of the same kind',
  'rows.more': '{n} more rows',
};
