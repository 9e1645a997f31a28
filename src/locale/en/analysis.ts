import type { Messages, Phrases } from '../message.ts';

/** What history says of growth, season, concentration, customers and comparisons. */
export const analysis: Messages = {
  'analysis.alone': ['{section} is counted in a run of its own', '--sections {section} alone'],
  'analysis.one-table': [
    'these sections have different columns and do not go into one {format}: {sections}',
    'one section a run, or without {format} as tables below one another',
  ],
  'analysis.fields-of-several': ['{flag} is for one table, and these sections are several: {sections}', 'one section a run'],
  'analysis.only-of': ['{flag} is for {sections}', 'taking {flag} away'],
  'analysis.sums-only': [
    '{metric} is a {kind}: only amounts that add up over months can be analysed so',
    'history without --sections, or with -p for the value of each period',
  ],
  'analysis.growth-grain': ['growth has years, halves, quarters and months, no {grain}', '--by quarter,month'],
  'analysis.no-units': ['nothing says whose shares are asked for', '--by with the columns of units, or --map customer=COLUMN'],
  'analysis.no-rows': ['the history has no rows that count', 'checking --where and the files'],
  'analysis.begins-inside': ['the history begins on {day}, inside {month}: nothing is compared with that month'],
  'analysis.ends-inside': ['the history ends on {day}, inside {month}: what has that month in it gets no growth'],
  'analysis.season-strength': ['the season explains {share}% of the differences between months, over {years} years'],
  'analysis.season-of-one-year': ['one complete year: how strong the season is cannot be told from it'],
  'analysis.no-complete-year': ['no year has rows in January and in December: no season', 'a longer history'],
  'analysis.breaks-too-short': ['level shifts are looked for from {least} whole months on'],
  'analysis.no-breaks': ['no level shift was found'],
  'analysis.below-zero': ['{level}: {count} come to less than zero; for shares they count as zero'],
  'analysis.no-customer': ['{rows} rows without a customer are left out'],
  'analysis.settled-customers': [
    'amounts of single customers are not worked out where shares, tax rates or currencies make them',
    'history on the files themselves, without the settings: --no-dir',
  ],
  'analysis.open-periods': ['the history ends on {day}, inside {periods}: customers that seem lost there may still come'],
  'analysis.classes': ['{customers} customers as of {day}; recency in days before it'],
  'analysis.classes-by': [
    'classes are of all customers together',
    'without --by, or --by customer to list each; --where chooses rows',
  ],
  'analysis.as-of-before-end': [
    'there are rows after {day}, until {last}: recency would be below zero',
    '--as-of {last} or later, or none',
  ],
  'analysis.lifetime-too-short': [
    'the history has less than two times twelve whole months: nobody can be seen to come back',
    'a longer history',
  ],
  'analysis.lifetime-rests-on': [
    'amounts and customers from {start} to {end}; retention of the years since {from}, pairs of years together: {pairs}; value = margin of a customer-year x retention / (1 + discount - retention), no cost of winning customers',
  ],
  'analysis.lifetime-of-revenue': ['without a margin the value is one of revenue, not of profit', '--margin 35%'],
  'analysis.lifetime-unknown': ['no value, since nobody bought in an earlier year: {units} ({count} in all)'],
  'analysis.lifetime-nobody-lost': ['no years of life, since nobody was lost so far: {units} ({count} in all)'],
  'analysis.compare-needs-period': ['{compared} is no single year, half, quarter or month', 'the later period with -p'],
  'analysis.compare-kinds': ['{period} and {compared} are not of one kind', '-p with a period as long as that of --compare'],
  'analysis.compare-later': ['{period} is not later than {compared}', '--compare with an earlier period, or -p with a later one'],
  'analysis.compare-no-rows': ['no row lies in {period}; the history goes from {first} to {last}', 'another period'],
  'analysis.compare-cut': ['the history ends inside {period}: {now} is compared with the same days of {compared}, {past}'],
  'analysis.compare-begins-inside': ['{period} is incomplete: the history begins on {first}'],
  'analysis.compare-gaps': ['{period} is incomplete: no rows in {months}'],
  'analysis.gained-most': ['gained most: {units}'],
  'analysis.lost-most': ['lost most: {units}'],
  'remote.no-profiles': [
    '{source}: single customers are read from files only, not from a server',
    'the rows as a CSV file, or --by with the column of customers for concentration',
  ],
  'facts.too-many-customers': ['there are {found} customers, and a run holds {limit}', '--max-groups {found}'],
};

export const analysisPhrases: Phrases = {
  'title.history-growth': 'History: growth',
  'title.history-season': 'History: season over the complete years',
  'title.history-concentration': 'History: concentration',
  'title.history-classes': 'History: classes of customers',
  'title.history-customer-classes': 'History: customers with their classes',
  'title.history-lifetime': 'History: lifetime value of a customer',
  'title.history-lifetime-revenue': 'History: lifetime revenue of a customer (no margin given)',
  'title.history-compare': 'History: {now} against {past}',
  'title.history-breaks': 'History: level shifts',

  'column.grain': 'grain',
  'column.pop': 'on previous',
  'column.ytd': 'year to date',
  'column.ytd_growth': 'to date yoy',
  'column.trailing_12': '12 months',
  'column.trailing_12_growth': '12 months yoy',
  'column.month': 'month',
  'column.lowest': 'lowest',
  'column.highest': 'highest',
  'column.spread': 'spread',
  'column.years': 'years',
  'column.season_strength': 'season strength',
  'column.level': 'level',
  'column.units': 'units',
  'column.below_zero': 'below zero',
  'column.to_50': 'make 50%',
  'column.to_80': 'make 80%',
  'column.to_95': 'make 95%',
  'column.gini': 'Gini',
  'column.top_1': 'largest',
  'column.top_5': 'top 5',
  'column.top_10': 'top 10',
  'column.level_before': 'level before',
  'column.level_after': 'level after',
  'column.change_rate': 'change',
  'column.lost': 'lost',
  'column.scheme': 'scheme',
  'column.class': 'class',
  'column.customer_share': 'of customers',
  'column.customer': 'customer',
  'column.first': 'first order',
  'column.last': 'last order',
  'column.recency_days': 'days since',
  'column.r': 'R',
  'column.f': 'F',
  'column.m': 'M',
  'column.rfm': 'RFM class',
  'column.abc': 'ABC',
  'column.per_customer': 'per customer',
  'column.lifetime_years': 'years of life',
  'column.margin': 'margin',
  'column.discount': 'discount',
  'column.lifetime_value': 'lifetime value',
  'column.compared': 'compared with',
  'column.previous_amount': 'before',
  'column.difference': 'difference',
  'column.previous_share': 'share before',
  'column.share_change': 'share change',
  'column.contribution': 'to growth',
  'column.trend': 'trend',

  'class.important-value': 'important, to value',
  'class.important-keep': 'important, to keep',
  'class.important-develop': 'important, to develop',
  'class.important-win-back': 'important, to win back',
  'class.general-value': 'general, to value',
  'class.general-keep': 'general, to keep',
  'class.general-develop': 'general, to develop',
  'class.general-win-back': 'general, to win back',
  'class.none': 'no valid order',

  'topic.analysis': `What history can tell: salesplan history FILES --sections NAMES

  years, units     as without --sections: amounts, growth, shares
  season           index of each month, lowest and highest year, spread,
                   and how much of the differences it explains (two years on)
  growth           by quarter and month (--by quarter says otherwise): on the
                   period before, on the year before, year to date, and the
                   last 12 months; months cut off get no growth
  concentration    how many units make 50, 80 and 95 %, Gini coefficient,
                   shares of the top 1, 5, 10, by level; of customers with
                   --map customer=COLUMN. Units below zero count as zero
  breaks           where the level of the months jumps, and by how much
  all              all of these, as tables below one another

Each alone, with columns for customer and order (--map customer=..,order=..):

  customers        new, reactivated, active, repeat, kept and lost, by year or
                   --by quarter, by unit; lost: bought in the period before
                   and not in this one
  classes          ABC (A makes 80 % of the amount, B 95 %) and RFM: scores 1
                   to 5 by fifths, equal values share the better one; high
                   is at least the mean score. --by customer lists each one
  lifetime         what a customer is worth: margin of a customer-year
                   x retention / (1 + discount - retention); --margin 35%,
                   --discount 10%; without a margin it is revenue

  --compare 2025   the latest period of that kind (or -p) beside an earlier
                   one: difference, growth, shares, what changed most; when
                   the history ends inside it, the same days of both

CSV and JSON hold one table: one section a run (years and units go together).`,
};
