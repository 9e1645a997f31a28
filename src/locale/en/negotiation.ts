import type { Messages, Phrases } from '../message.ts';

/** Numbers from below, and how they are settled. */
export const negotiation: Messages = {
  'negotiation.nothing-to-commit': [
    'there is neither a number nor a status to write down',
    '--amount 105万 or --status submitted; or salesplan commit list, which shows what there is',
  ],
  'negotiation.bad-action': ['commit cannot "{action}"', 'salesplan commit list, or flags that say what to write'],
  'negotiation.plan-period': [
    '{period} is not a period of the plan, {span}',
    'one of its periods, down to the grain of plan.csv',
  ],
  'negotiation.frozen': [
    '{unit}, {period} is frozen (by {by}) and holds what it has',
    'salesplan commit --unit {unit} -p {period} --status draft --reason "why", if it is to move after all',
  ],
  'negotiation.other-levels': [
    'the levels of the commitments and of the plan do not match: {levels}, and {has}',
    'the levels of the plan as the columns of commitments.csv',
  ],
  'negotiation.no-such-unit': [
    'commitment for {period}: the plan has no unit "{unit}"',
    'its names as the plan spells them, or deleting its row',
  ],
  'negotiation.no-such-period': [
    'commitment for {unit}: {period} is not a period of the plan, {span}',
    'a period that the plan has, or a part of it down to the grain of plan.csv',
  ],
  'negotiation.same-days': [
    'commitment for {unit}: in this plan {period} and {other} are the same days',
    'deleting one of the two rows',
  ],
  'negotiation.outside': ['commitment for {unit}: {period} is outside the plan, {span}, so it has no effect'],
  'negotiation.finer-plan': [
    'a frozen unit holds amounts with more than {decimals} decimals, which a new plan cannot keep',
    'salesplan commit --status draft --reason "why" for the unit',
  ],
  'negotiation.parts-differ': [
    '{unit}, {period} is committed at {amount}, but the numbers inside it come to {parts}',
    'asking which one counts; the number of {unit} does, if nobody changes it',
  ],
  'negotiation.crossing': [
    'the numbers of {unit}, {period} and of {other}, {span} have cells in common, and neither holds the other: the gaps of both count',
    'one of the two, or numbers for the quarters of the units inside',
  ],
  'negotiation.brought-to': [
    '{unit}, {period} is to come to {amount}, but the {count} numbers inside it to {parts}: they were brought to it in proportion',
    'changing the number of {unit}, or those inside it',
  ],
  'negotiation.without-policy': ['{flag} {value} says how numbers are settled, but no policy was named', '--policy bottom-up'],
  'negotiation.other-policy': ['{flag} has no meaning for the policy {policy}', '--policy authority'],
  'negotiation.needs-reason': [
    'the settlement changes numbers of the plan, and there is no reason for it',
    '--reason "settled on 15 November", or -n to look first',
  ],
  'negotiation.plan-csv': ['{file}: a settled plan is written as a CSV', '-o settled.csv'],
};

export const negotiationPhrases: Phrases = {
  'title.commitments': 'Commitments: {target}, {metric}',
  'title.reconcile': 'From above and from below: {target}, {metric}',
  'negotiation.your-number': '{unit}, {period}: proposal {proposal}, committed {committed}; your number (blank leaves it)',
  'negotiation.nothing-said': 'nothing was changed',
  'negotiation.committed': 'commitments.csv: {target}, {unit}, {period} written ({status})',
  'negotiation.dry-run': '{target}, {unit}, {period} as it would be written ({status}); nothing was written',
  'negotiation.settled': '{target} settled by {policy}: {total} in all, revision {revision}, in {file}',
  'negotiation.would-settle': '{target} as {policy} would settle it: {total} in all; nothing was written',
  'negotiation.nothing-moves': '{policy} changes no number of {target}: {total} in all; the plan was not written',
};
