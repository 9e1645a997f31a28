import type { Phrases } from '../message.ts';

/** Help topics on proposals for targets, and on the work that targets need. */
export const targetTopics: Phrases = {
  'topic.suggest': `Proposals for targets

  salesplan target suggest -p 2026 --by 区域 --growth +10% --relief 2% \\
    --market-growth +6% --stance '华东=attack'
  salesplan target suggest T1             metric, period and unit of a target
  salesplan target suggest -p 2026 --unit 华东

Every unit and the whole get, each from its own forecast:
  floor base stretch  amounts that are reached with odds of 80%, 50% and 25%;
                      --odds 90%,50%,20% asks for others
  proposal            the first of three rules that keeps to every guardrail
Floors and stretches of units do not add up to those of the whole, because not
all have a bad year at once: ten alike units of mean 100 and spread 20 have
80% floors of 832 together, the whole has 947. A note shows both.

Rules, in their order:
  wanted    last year x (1 + growth - relief), where --growth is given:
            1,000,000 x (1 + 10% - 2%) = 1,080,000
  stance    last year x (1 + middle of the band - relief)
  baseline  the mean of the forecast
Bands, in points of growth beyond that of the market (of the baseline where no
market is known), which is --market-growth, else that of market.csv or --market:
the size of the period against the same days a year earlier. A unit takes the
sum of the markets inside it, else the nearest market above.
  attack    +2 to +10, middle +5     win share
  hold      -2 to +2,  middle 0      keep it (where nothing is said)
  harvest   -10 to -2, middle -5     give some up
--stance 华东=attack; in salesplan.yaml stance: hold, or stance: {华东: attack}.

Guardrails reject a rule, and the column remarks says why:
  --least-growth, --most-growth   on last year
  the band        of what is wanted, where the market is known
  capacity        capacity.csv / proposal below the first number of --band
  odds            below 10%
Where all three rules are rejected, the baseline is brought inside the limits.
--round-to 1万 rounds; counts are whole. The last note has the command that
makes the proposal a target; of one that is there it takes the old row out.`,

  'topic.selling': `The work that a target needs

salesplan funnel takes revenue back to deals, opportunities, leads and visits,
by unit and month. It reads the plan of --target, or --total and -p:

  salesplan funnel --total 100万 -p 2026 --order-value 3万 --rate 25% \\
    --rate 20% --effort 拜访=3
  salesplan funnel --by month --by 区域 --rate '商机@华东=30%' --cycle 45

  deals          revenue / order value
  opportunities  deals / first rate; leads: opportunities / second rate
  visits         3 for each lead, or of another stage: --effort 拜访=商机:3
Each count is rounded up from the unrounded chain, and each total for itself.
--cycle 45 is by how many days a stage lies before its deals close: the work of
a month is that of the days it comes before. A note warns of work in the past.

In salesplan.yaml (each value a number, or the name of a metric that the last
12 complete months tell; flags go before):
  funnel:
    order_value: 成交额
    least: 3                cases that a unit must have of its own; below them
                            it takes the numbers of the unit above (5)
    stages:                 from the deals outwards
      - {name: 商机, rate: 赢单率, days: 成交周期}
      - {name: 线索, rate: 20%, days: 20}
      - {name: 拜访, of: 商机, effort: 3}
  name     what counts are shown as
  of       which stage it leads to or works for; else the outermost
           conversion before it
  rate     the share that becomes one of that stage, up to 100%
  effort   work for each one of that stage, in place of rate
  days     before the deals close`,
};
