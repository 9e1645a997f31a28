import type { Phrases } from '../message.ts';

/** The help topic on an organisation that changes: roster, ramps, events, numbers from below and layers. */
export const organisationTopics: Phrases = {
  'topic.organisation': `The organisation in motion

organisation.csv, the roster: one row a unit, leaf or not, {levels} and
  owner       who answers for the unit; managers own inner units
  role        weighed by the settings (roles: senior: {revenue: 1.5}) or --role
  start, end  first and last day, both included; blank is open
  ramp        percent of a full share by months from the start: 25/50/75/100
  weight      a factor on the unit's basis; blank is 1
  currency    what it and the units below it are planned in; need not be there

A ramp moves amounts inside a team, month by month: what a newcomer does not
carry yet his team carries, and every month of the team keeps its total. It
counts months from the start (--ramp-clock tenure) or calendar months
(calendar:15: who starts by the 15th counts). --days working takes the days of
--calendar (salesplan help calendar).

events.csv: date,kind,unit,to,share,customers,reason; a row for each heir
  leave   date is the last day; the others: the first day of the new state
  join move split merge rename
  share   60%; without shares equal parts; what is left over is (vacant)
  customers   a file with customer, or customer,to: whose sales go along
decompose reads history under the units of the plan's first day. history, show
and variance take --structure: as-is (units of the as-of day) or as-was (as the
rows say). An event in the planned year moves the rest of the plan by its own
months: every month and every unit that holds both sides keeps its total.
--on-lock says whether a lock stops it or goes along. Amounts that nobody owns
are a row.
  salesplan event add leave 华东/王芳 --date 2026-06-15 --to '李强:60%'
  salesplan event apply

Numbers from below: commit writes them to commitments.csv, export and import
carry a manager's sheet, reconcile shows the gap and settles it by --policy
(top-down, bottom-up, middle:50%, authority).
  draft submitted agreed   the status of a unit's number, with name and day
  frozen                   nothing moves it but a person on purpose
A blank cell of a sheet changes nothing; 0 is zero; - takes a number away. A
cell of the plan that was typed over counts as the unit's number for that
period.

Layers: plan.csv is the quota, which attainment rests on. --buffer '区域=3%'
adds assigned.csv, a plan for each level, nowhere below the quota; buffers of
levels multiply (1.25 in all: an attainment of 80% of it reaches the quota).
salesplan capacity compares the quota with capacity.csv: what one unit can do
in a period at full productivity, times presence. Right is --band 0.9..1.15.`,
};
