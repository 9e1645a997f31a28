import type { Phrases } from '../message.ts';

/** Short phrases: titles, accounts of rows, what was written. */
export const phrases: Phrases = {
  try: 'Try {remedy}',
  'severity.error': 'error',
  'severity.warning': 'warning',
  'severity.note': 'note',
  'findings.more': 'and {n} more of the same kind',
  'rows.more': '{n} more rows',
  bug: 'This is a mistake of ours in salesplan {version} (Node.js {node}), not of yours. Please report it with these lines:',
  'same-command': 'Without questions: {command}',

  'label.total': 'Total',
  'title.plan': 'Plan {target}, {metric}, {period}, {layer} revision {revision}',
  'title.variance':
    'Plan against actual {target}, {metric}, as of {as_of} (data through {through}, {rule}), {layer} revision {revision}',
  'title.variance-whole':
    'Plan against actual {target}, {metric}, as of {as_of} (data through {through}, not pro-rated), {layer} revision {revision}',
  'title.milestones': 'Milestones {target}, {metric}',
  'title.targets': 'Targets',
  'title.history': 'History',
  'title.customers':
    'Customers, look-back {months} months, credit by {credit}; active customers do not add up over units or months',
  'title.check': 'Checks',
  'title.closing-last': '; a larger period has its last value',
  'title.closing-mean': '; a larger period has the mean of its parts',
  'title.unit': ', in {unit}',

  'rows.account': 'rows: {read} read, {used} used, {outOfRange} outside the dates, {rejected} unreadable',
  'rows.account-selected':
    'rows: {read} read, {used} used, {outOfRange} outside the dates, {rejected} unreadable, {notSelected} not selected',
  'rows.subtotals': '{subtotals} of the rows only add up others and are left out',
  'rejects.written': '{count} unreadable rows written to {file}',
  'plan.written': 'plan {target} written to {file}: total {total}; units: {units}, cells: {cells}',
  'plan.done': 'plan {target}: total {total}; units: {units}, cells: {cells}',
  'plan.dry-run': 'plan {target}: total {total}; units: {units}, cells: {cells}; dry run, nothing was written',
  'milestones.written': 'milestones.csv: {count} milestones written',
  'variance.failed': '{rule} is true for {unit}, {period} (pace {pace})',

  'target.added': 'target {target} added to targets.csv',
  'target.dry-run': 'target {target}, as it would be added; nothing was written',
  'init.done': 'The plan folder {dir} is ready. Next, in that folder:',
  'init.dry-run': 'This would be salesplan.yaml in {dir}; nothing was written. After init, in that folder:',
  'demo.folder': 'The demo works on sample data in {dir}.',
  'demo.done': '\nThat was the whole cycle. The plan is in {dir}: look into it, change it, run any command there.',
};
