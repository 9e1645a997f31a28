import type { Phrases } from '../message.ts';

/** Help topics on how a plan is made: bases, methods, changes and locks. */
export const decomposeTopics: Phrases = {
  'topic.methods': `Bases, methods and changes

A plan is a total, a basis (what it is in proportion to) and a method (how the
basis becomes amounts). --basis and --method hold for time=..., for org=..., or
without that for every axis that they can serve; both repeat.

Bases (--basis):
  last-year               the same days one year earlier (default); in a plan of
                          several years each is like the last one
  trailing-12             the last 12 complete months before the period
  estimate                known months; the rest by the year before x each
                          unit's growth so far
  forecast                the forecast of each leaf unit and month, known months
                          as they are (salesplan help forecasts)
  2023..2025              any range of history, each month by its mean
  shares:2023..2025       the mean of each year's shares
  equal                   the same for each rep and month (each leaf)
  calendar-days           by days (time only)
  working-days            by the working days of --calendar or calendar.csv,
                          else Monday to Friday (time only); days off: nothing
  file:weights.csv        columns period,{levels},weight; blank means any
  plan:other.csv          another plan, by months or finer; org=plan: any plan

Methods (--method):
  proportional            total x share of the basis (default)
  equal                   the same for each leaf, without a basis
  growth:+8%              the basis grown; without --total that is the total; of
                          several years each on the one before (last-year)
  straight-line:1000..2000  from the first to the last period (time only); with
                          --total one end may be open: 100万.. or ..200万
  compound:+2%            each period so much over the one before (time only);
                          compound:100万,+2% begins with an amount
  pattern:4,4,5           over and over (time only); periods left over are an
                          error
  repeat                  the same figure everywhere, for rates: not summed;
                          time=repeat or org=repeat: along that axis only
  uplift                  ratios only: the same points on every ratio, so that
                          the total is the target
Only proportional, growth and uplift leave room for a --basis on their axis.

Ratios (--kind ratio): --total is 95%, 0.95, or 440 for an order value; or +5pp
(points) or +5% on the ratio of the basis. plan.csv holds the numerator as the
amount, and the denominator: that of the basis span, grown (--denominator
history:+10%), a table period,{levels},amount (file:F), or another plan
(plan:F), or the markets (market, market:F).
--map METRIC=COLUMN,denominator=COLUMN reads both from one history.
proportional multiplies every ratio by one factor, uplift adds points; without
--total growth:+10% or growth:+5pp lets each grow. --at-most-one: none above 1.
Stocks (--kind stock): --total is the level at the end, or with --closing mean
the mean of the months; a quarter has its last or its mean month.
Counts of distinct things and scores: --method repeat only.

Months: --shape own, parent, company, or shrunk: a unit's own season, drawn to
its parent's, the more so the less history there is.

Single units, the first two with an optional period behind @:
  --growth '华东@2026-04..2026-12=+10%'   its result is fixed, siblings absorb
  --weight '华东=1.2'                     its basis counts 1.2 times
  --populated-only                        cells without history get nothing

Changes of a plan that is there (--change, repeats), in the folder or of --plan:
  '华东@2026-Q1=+10%'        by so many percent
  '华东@2026-Q1+=50万'       add; -= subtracts
  '华东@2026-Q1=300万'       set
  '华东->华南@2026-Q1=50万'  move; all other totals stay
Siblings give or take the difference; with --absorb none the total changes.
Without a unit (@2026-03=+5%) it is the whole, and other periods give or take.
In a plan folder a changed node is written to locks.csv as a fix, so that the
next decomposition keeps it (salesplan help locks).`,

  'topic.locks': `Locks

A lock says what a node of the plan must hold. A node is any unit in any period:
a region's quarter, a rep's year, one month of the whole company. Locks are rows
of locks.csv in the plan folder, or of any file given by --locks:

  target,period,区域,销售员,kind,amount,reason,by,until
  T1,2026-Q1,华东,,fix,120万,signed,李总,
  T1,2026,,王芳,cap,300万,on leave,,2026-06-30
  ,2026-03,,,floor,50万,trade fair,,

  period    a period of the plan: its grain must be in --by
  kind      fix (exactly), floor (at least) or cap (at most)
  amount    not below zero; a blank is an error, never zero; of a unit that is
            planned in its own currency in that (salesplan help sources)
  target    blank: any target
  levels    all blank: the whole organisation; blank before a name: any, so that
            a rep can be locked whatever the region
  until     the last day on which it holds, against --as-of; a lock that is past
            is named and has no effect

What a person fixed is kept when the plan is made again or changed. --no-locks
makes it again without the folder's locks; a change cannot leave them aside.
salesplan check tells which locks plan.csv does not keep. With --method repeat a
lock is on the repeated amount, not on a sum.

What holds: every lock and every sum, exactly. The rest keeps the proportions of
the basis. A zero cell stays zero, unless --on-zero-basis says what a locked
node without any basis follows.
What gives way: nearness. Amounts are within one rounding unit of the plan
before rounding as long as the locks nest; else that is given up first for the
totals of reps inside the locked part, and a finding names those that end
further away. A fix that is no multiple of --round-to has one odd cell inside
it; floors round up, caps down.

Exit 4: the locks and the total cannot all hold; nothing was written. The
message lists locks that contradict each other, with their lines and by how much
they are over or short: drop or change any one of them and the rest is possible.
Where only rounding is in the way, it names a --round-to that works.`,

  'topic.targets': `Targets

A target is a line of targets.csv: a number wanted of a metric, in a period, of
a unit (blank for the whole), with an owner, a baseline and what it supports.

  salesplan target add T1 -p 2026 --value 500万 --title '2026 revenue 5m' \\
    --owner 王总 --supports G1
  salesplan target add T2 -p 2026 --unit 华东 --value +8%
  salesplan target remove T2

--value takes  500万, 36.5%     the level
               +8%              growth on the baseline, of any metric
               +5pp             points on the baseline, of a ratio
A bare +5 of a ratio is refused: 16.67% +5pp is 21.67%, and +5% is 17.50%. The
baseline is --baseline, else last year's number of the history. The level is
stored, with the baseline and, in the column reason, what was typed; attainment
is that of the level. --floor and --stretch take the same forms.

salesplan target check judges targets by five letters, each by rules that pass,
warn, fail or are unknown (nothing is known to judge by, which is no pass):

  S specific     metric, scope, owner, wording
  M measurable   value, definition, baseline, unit
  A achievable   range      floor <= value <= stretch
                 odds       by the forecast: below 10% fails, below 25% and
                            above 90% warns (too easy)
                 growth     beside the yearly growths of the history
                 level      what is reached, of the level
                 capacity   capacity.csv with ramps, by band
                 units      targets of units below make the whole, and at
                            most 110% of it; periods likewise
                 product    revenue = order value x orders, as in metrics
  R relevant     goal       of goals.csv, or a target above
                 weights    of a goal's targets come to 100%
                 conflict   no other number for the same unit and period, no
                            part above its whole, no floors above it
                 share      of the target above, beside the unit's own share
                            of last year: 0.8 to 1.25 times is right
  T time-bound   period     ahead, begun (warns) or over (fails)
                 milestones at most 92 days apart
                 review     the next due date of a milestone
                 effective  inside the period

--fail-on A (it repeats) exits 1, after the result, when a rule of that letter
fails. salesplan check has a line for targets that contradict one another.
salesplan target suggest proposes values (help suggest); salesplan funnel tells
the work that they need (help selling).`,
};
