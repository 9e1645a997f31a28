import type { Messages, Phrases } from '../message.ts';

/** Tables as people lay them out: titles, two header rows, subtotals, a column a period; workbooks. */
export const layouts: Messages = {
  'layouts.blank-rows': ['rows without any cell filled in, left out like blank lines: {count}'],
  'layouts.coarse-periods': [
    'the columns are quarters, halves or years, and amounts are read by month or day; the columns are: {columns}',
    'a table with a column a month, or one with a date in each row',
  ],
  'layouts.fill-down': ['--fill-down: there is no column "{column}"; the columns are: {columns}', 'one of these columns'],
  'layouts.fill-down-near': ['--fill-down: there is no column "{column}"; the columns are: {columns}', "--fill-down '{first}'"],
  'layouts.footer': ['lines under the table, left out: {count} ({text})'],
  'layouts.merged': [
    'most rows have no {columns}, and a name is followed by blanks: these look like merged cells; such rows are (unassigned)',
    "--fill-down '{columns}', if a blank means what stands above it",
  ],
  'layouts.mixed-units': ['the months are in different units: {units}', 'one unit for all columns of months'],
  'layouts.month-twice': ['columns "{first}" and "{second}" are the same month', 'removing one of them'],
  'layouts.more-differ': ['rows that do not agree with the rows they add up, besides those shown: {count}'],
  'layouts.no-header-line': [
    'the file has no header of {rows} rows that begins on line {line}',
    '--header-row with the number of the line, counted from 1, on which the column names stand',
  ],
  'layouts.no-periods': [
    'no column is a month (2026-01, 2026年1月, 1月, Jan-26); the columns are: {columns}',
    '--table long, or --header-row with the line on which the months stand',
  ],
  'layouts.no-year': [
    'the year of column "{column}" is not known: neither the header nor a line above it names one year',
    'writing the year into the header (2026年1月), or into a title line above it (2026年)',
  ],
  'layouts.subtotal-differs': [
    'this row says {stated}; the rows it adds up come to {sum}',
    'checking the file: rows may be missing or there twice; --keep-totals counts such rows as facts',
  ],
  'layouts.subtotals': [
    'rows that only add up others, left out: {count}; {agreed} agree with those rows, {unchecked} have no amount to compare',
  ],
  'layouts.subtotals-agree': ['rows that only add up others, left out: {count}; they agree with those rows'],
  'layouts.stated-unit': [
    'amounts of money are read as {unit}, as this line says; numbers of things are not',
    "--map 'amount=COLUMN[元]' where it does not hold for them",
  ],
  'layouts.titles': ['lines above the header, left out: {count}; the header is line {line}: {columns}'],
  'layouts.total-column-differs': [
    '{column} says {stated}; its months come to {sum}',
    'checking this row: the months are what is counted',
  ],
  'layouts.total-columns': [
    'columns that only add up months, left out: {columns}; cells that agree with their months: {agreed}, that differ: {differing}',
  ],
  'layouts.two-header-rows': [
    'this row looks like a second row of the header: {cells}',
    '--header-rows 2 if it is one, --header-rows 1 if it is a row',
  ],
  'layouts.which-measure': ['each month has several columns: {measures}', "--map 'amount={first}', or another of them"],
  'layouts.wide': [
    'a column a month: {count} columns from {first} ({from}) to {last} ({to}) became rows with {made}; empty cells are no rows',
  ],
};

export const layoutsPhrases: Phrases = {};
