import type { Phrases } from '../message.ts';

/** The help topic on working days, festivals and other events that move. */
export const calendarTopics: Phrases = {
  'topic.calendar': `Working days, festivals and other events that move

--calendar (or calendar: in salesplan.yaml) says which days are worked:
  china           holidays and swapped weekends (调休) by the notices of the
                  State Council, 2004 to 2026. Later years: Monday to Friday
                  without the 13 days of the law; a day on a weekend is made
                  up for on the next weekday. No weekend is swapped, and a
                  warning says so. In a plan folder calendar.csv goes on top.
  calendar.csv    date,kind,name: kind holiday or workday; found by itself in
                  a plan folder, in place of which --calendar names another
Without either, working days are Monday to Friday.

moving-events.csv (--moving-events, moving_events:) has what moves from year to
year, one row for an event and a year: event,start,end,before,after
  end             a blank is one day
  before, after   days around it that sell otherwise; a blank is 7 and 7
  双11,2026-10-20,2026-11-11,7,10
Spring Festival is built in from 1990 to 2050, from the eve to the seventh day,
with 21 days before and 14 after; rows named 春节 (spring-festival) go before.

--align (align:) makes other years comparable. It is never on by itself.
  workdays   a month counts for as many working days as the same month of
             the year that it stands for: 950,000 in 19 days stand for
             1,050,000 in 21
  holiday    the days before, during and after an event stand for the same
             days of that event in the other year, the ordinary days between
             its old and its new place for one another, all others for their
             date. Each day stands for one, so years keep their totals. Needs
             rows by day; an event with a date in one year only is not moved.
decompose   the history that a basis reads. Growth is then on the comparable
            amounts; files, plans and equal parts have nothing to align.
history     beside what was booked, all years as the last one would have them
variance    last_year and yoy; a column align in files says which
Only sums in one money are aligned: for ratios, stocks, counts and local money
the flag is refused, and the setting has a note.

forecast learns from all days (else months) of the history what each event
does: factors on the days before, during and after it against the ordinary
level of that season, the mean of the years, held near 1 when they are few.
Months are freed of them first; the forecast gets those of its own dates.`,
};
