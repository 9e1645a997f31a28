import type { Messages, Phrases } from '../message.ts';

export const metrics: Messages = {
  'plan.no-denominator': ['{period} has a numerator without a denominator', 'filling the column denominator'],
  'plan.not-sums': [
    '{target} is a plan of a {kind}, whose cells are no amounts that add up',
    "'salesplan show' with the grain and the levels of the plan itself",
  ],
};

export const metricsPhrases: Phrases = {};
