import type { Messages } from '../message.ts';

/** Methods, and the flags that speak of single units: --growth and --weight. */
export const methods: Messages = {
  'method.wrong-axis': ['the method {method} cannot serve the axis {axis}', '--method time={method}'],
  'method.no-room-for-basis': [
    'the method {method} leaves no room for the basis that is given for {axis}',
    '--method {axis}=proportional, or no --basis for {axis}',
  ],
  'method.two-growths': [
    'there are two rates of growth, time={time} and org={org}, and a plan has one total',
    '--method {time}, for both axes',
  ],
  'method.needs-total': ['the method {method} needs a total', '--total with an amount'],
  'method.total-disagrees': [
    'the amounts of the method add up to {sum}, the total is {total}',
    '--total {sum}, or a method whose other end is open',
  ],
  'method.line-one-period': [
    'there is one period, {period}, and the line gives it two amounts, {from} and {to}',
    'one amount, or --by with a finer grain',
  ],
  'method.line-below-zero': [
    'with {given} at one end and a total of {total} the other end would be {end}, below zero',
    'a smaller amount than {given}, or a larger total',
  ],
  'method.pattern-leftover': [
    'the pattern {pattern} has {length} parts and does not fit into {periods} periods (left over: {left})',
    'a period or a grain (--by) with a multiple of {length}',
  ],
  'method.cut-period': ['{method} counts no days: {periods}, though only partly inside the period, counts as a whole one'],
  'method.growth-without-effect': ['the total is given, so the rate of {method} has no effect'],
  'method.repeated': ['the amount is repeated, not divided; cells that repeat it are not to be added up'],
  'method.repeat-odd': ['the repeated amount is no multiple of the rounding unit; the odd part, {amount}, is in one cell each'],
  'method.repeat-conflict': [
    'the locks of {unit}, {period} contradict each other: at least {least}, at most {most}',
    'changing one of them',
  ],
  'method.repeat-no-weights': [
    '{unit}, {period} must hold an amount, but all its cells are zero in the basis',
    'a basis with amounts there, or no --populated-only',
  ],
  'method.populated-without-history': [
    '--populated-only asks which cells have history, and no basis says it',
    '--basis last-year, or no --populated-only',
  ],

  'growth.without-history': [
    '--growth fixes a result by its history, and no basis reads any',
    '--basis last-year, or a lock with the amount (salesplan help locks)',
  ],
  'growth.no-basis': [
    '{unit}, {period} cannot grow by {growth}: its basis is not above zero',
    'a lock with the amount (salesplan help locks), or a longer --basis',
  ],

  'scope.outside-plan': ['{period} reaches outside the plan, {span}', 'a period inside {span}'],
  'scope.needs-grain': ['{period} cuts the periods of the plan, {span}', '--by with {grain} as well'],
  'scope.cuts-month': ['{period} cuts a month of the plan, {span}', 'whole months'],
};
