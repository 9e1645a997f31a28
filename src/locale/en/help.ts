import type { Phrases } from '../message.ts';

/** The program's own help: summaries of commands, groups and examples. The help topics are in topics-*.ts. */
export const help: Phrases = {
  'program.description': 'Sales planning: targets, decomposition, milestones and variance, from the files of past sales.',
  'program.examples': `Examples:
  salesplan demo                        the whole cycle on sample data
  salesplan history orders.csv          what the history holds
  salesplan init plan-2026 --history orders.csv
                                        a plan folder for your own data
  salesplan decompose --history orders.csv --total 500万 -p 2026 --by quarter,month --by 区域
                                        one plan, without a folder

salesplan help <command> shows its flags; salesplan help lists more topics.`,
  'help.examples': 'Examples:',
  'help.topics': 'Topics: {topics}\nsalesplan help <topic> shows one of them.',

  'group.setup': 'Begin:',
  'group.plan': 'Plan:',
  'group.track': 'Track:',

  'command.init': 'set up a plan folder from the history',
  'command.demo': 'run the whole cycle on sample data, command by command',
  'command.history': 'what the history holds: span, gaps, growth, season, concentration',
  'command.target': 'add, list or show targets',
  'command.funnel': 'a revenue target back to deals, opportunities, leads, visits and calls',
  'command.decompose': 'break a total down by period and unit, exact to the last cent',
  'command.show': 'the plan at any level and grain',
  'command.event': 'say who left, joined, moved, was split, merged or renamed, and move the plan with them',
  'command.explain': 'where one number of the plan came from, step by step',
  'command.capacity': 'quota against what units can do',
  'command.commit': 'what a unit commits itself to, and how far that is settled',
  'command.reconcile': 'the plan from above against what comes from below, settled by a policy',
  'command.export': "a manager's sheet for Excel or WPS, with room for his own number",
  'command.import': 'what a manager filled in: the change set, into commitments.csv',
  'command.milestones': 'cumulative checkpoints with due dates and owners',
  'command.variance': 'plan against actual as of a day',
  'command.check': 'check the plan folder; exit 1 when something is wrong',
  'command.help': 'help on a command or topic',

  'check.files': 'every file of the plan folder can be read',
  'check.sums': 'the plan of each target adds up to its value',
  'check.ratios': 'every ratio has a denominator, and shares are at most 1',
  'check.products': 'a ratio and both of its parts multiply out',
  'check.amounts': 'no planned amount is negative',
  'check.locks': 'every lock holds in the plan',
  'check.roster': 'every planned unit is on the roster',
  'check.milestones': 'the milestones of each unit add up to its plan',
  'check.data': 'the actuals are up to date',
  'help.title.usage': 'Usage:',
  'help.title.options': 'Options:',
  'help.title.commands': 'Commands:',
  'help.title.arguments': 'Arguments:',
  'help.everywhere': 'salesplan --help lists the flags that every command takes.\n',
};
