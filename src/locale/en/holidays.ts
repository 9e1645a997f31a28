import type { Messages, Phrases } from '../message.ts';

/** Working days, festivals and other events that move. */
export const holidays: Messages = {
  'holidays.not-announced': [
    'the holidays of {years} are not announced yet: Monday to Friday without the days off of the law stand in, and no swapped weekends',
    'the days off and the worked weekends in calendar.csv of the plan folder, once they are known; its days go before',
  ],
  'holidays.unknown-years': [
    'working days of {years} are Monday to Friday: no holidays of China are known for these years',
    'their holidays in calendar.csv of the plan folder; its days go before',
  ],
  'holidays.ends-before-start': ['the event ends on {end}, before it starts on {start}', 'exchanging the two days'],
  'holidays.too-long': ['an event has at most {most} days, and this one has {value}', 'only the days on which it takes place'],
  'holidays.bad-days': ['"{value}" is no number of days from 0 to {most}', 'a whole number, or a blank for the usual days'],
  'holidays.needs-days': [
    'every month has its rows on one date, so the days around a festival cannot be told apart',
    'rows by day, or --align workdays, which months are enough for',
  ],
  'holidays.nothing-to-align': [
    '--align {align} would change nothing: no part of this plan is weighed by history that adds up',
    'leaving it out, or --basis last-year',
  ],
  'holidays.by-dates': [
    'last year of {metric} is taken by its dates, so --align {align} has no effect: it is for sums in one money',
    'leaving it out',
  ],
  'holidays.effect': [
    '{event}: days before x {before}, during x {during}, after x {after} of what they would have been; years seen: {years}',
  ],
  'holidays.effect-of-few-years': [
    '{event}: days before x {before}, during x {during}, after x {after}, from few years ({years}): low confidence',
    'more years of history, or checking the two forecasts with and without --align',
  ],
  'holidays.no-use': ['{flag} has no use without --align {align}', 'leaving it out, or --align {align}'],
  'holidays.outside-table': [
    'Spring Festival is known from {first} to {last}, so that of {years} is not moved',
    'rows named spring-festival in moving-events.csv',
  ],
  'holidays.no-counterpart': [
    '{event} has no date in {year}, so its days are compared by date',
    'a row for {year} in moving-events.csv',
  ],
};

export const holidaysPhrases: Phrases = {
  'title.aligned-holiday': '; last year with its moving holidays at the dates of this year',
  'title.history-holiday': '; aligned: every year with its moving holidays at the dates of {year}',
  'title.history-workdays': '; aligned: every month for as many working days as in {year}',
  'title.aligned-workdays': '; last year for as many working days',
};
