import type { Messages, Phrases } from '../message.ts';

/** A revenue target back to what has to be done for it. */
export const funnel: Messages = {
  'funnel.no-history': [
    '--history has no use here: order value and rates are all given as numbers',
    'leaving it out, or the metrics that it is to tell under funnel: in salesplan.yaml',
  ],
  'funnel.no-stage': [
    'there is no stage "{named}" before it; the stages are {stages}',
    'naming one of them, or giving its --rate or --effort first',
  ],
  'funnel.borrowed': ['{stage}: the unit above stands in ({metric}) where history is too little; units: {count} ({units})'],
  'funnel.no-number': [
    '{stage} has no number; units: {count} ({units})',
    '--order-value, --rate or --effort, or a number or metric under funnel: in salesplan.yaml',
  ],
  'funnel.above-one': ['the conversion of {stage} is above 100 %', '--effort where each of the next stage needs several'],
  'funnel.part-of-target': [
    'target {target} has no plan yet, so -p cannot take a part of it',
    'salesplan decompose first, or no -p',
  ],
  'funnel.cut-period': ['{period} cuts {cell} of the plan', 'a period that is made of whole ones of the plan'],
  'funnel.outside-plan': ['the plan has nothing in {period}: it is for {span}', 'a period inside it'],
  'funnel.needs-plan': [
    'units need a plan that says what each has to sell; {target} has none',
    'salesplan decompose first, and then --plan or the plan folder',
  ],
  'funnel.no-metric': [
    '{stage} is "{value}": neither a number nor a metric of salesplan.yaml; those are {known}',
    'a number such as 25%, or one of these metrics',
  ],
  'funnel.measured': ['{stage} is {metric} of {months}'],
  'funnel.begins': ['{stage}: due {days} days ({months} months) before the deals close; the work begins on {start}'],
  'funnel.past': [
    '{stage}: a part of the work for these deals lies before today, from {start} on',
    'counting what is there already, or a later target',
  ],
};

export const funnelPhrases: Phrases = {
  'title.funnel': '{target} · {metric} · {period} · what has to be done for it',
  'title.funnel-total': '{metric} · {period} · what has to be done for it',
  'funnel.stage.order_value': 'order value',
  'funnel.stage.won': 'won deals',
  'funnel.stage.opportunity': 'opportunities',
  'funnel.stage.lead': 'leads',
  'funnel.stage.visit': 'visits',
  'funnel.stage.call': 'calls',
  'column.stage': 'stage',
  'column.serves': 'serves',
  'column.rate': 'conversion',
  'column.effort': 'each',
  'column.order_value': 'order value',
  'column.lead_days': 'days before',
  'column.lead_months': 'months before',
  'column.needed': 'needed',
  'column.count': 'count',
};
