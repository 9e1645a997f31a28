import type { Messages } from '../message.ts';

/** Reading history and actuals. */
export const facts: Messages = {
  'customers.nameless': [
    'rows without a customer or an order, left out of the counts: {rows}',
    'filling in these cells, or another column: --map customer=COLUMN,order=COLUMN',
  ],
  'customers.returns-apart': [
    'returns under order numbers of their own: {orders}; they are matched with no order, so an order that came back still counts',
    'giving a return the number of its order, or leaving such rows out with --where',
  ],
  'customers.short-history': [
    'history begins on {first}; a look-back of {months} months needs it from {needed}: customers of before may be counted as new',
    'adding the files of earlier years to --history, or a shorter --look-back',
  ],
  'facts.ambiguous-column': ['{candidates} could each be the {key} column', "--map '{key}={first}', or another of them"],
  'facts.amount-too-fine': [
    '{cell} has more than six decimals; sums are exact, so it is not rounded',
    'writing it with at most six decimals',
  ],
  'facts.amount-too-large': [
    '{cell} has more than 12 digits before the decimal point',
    'checking the cell, or giving the column in a larger unit, such as 万元, with the unit in its header',
  ],
  'facts.bad-amount': [
    '"{cell}" is not an amount; expected digits, such as 1234.50 or 1,234.50',
    'correcting the cell, or leaving such rows out with --where',
  ],
  'facts.bad-date': [
    '"{cell}" is not a date; expected an existing day, such as 2026-03-15 or 2026/3/15',
    'correcting the cell, or naming another column with --map date=COLUMN',
  ],
  'facts.bad-delimiter': ['"{delimiter}" cannot separate cells', 'one ASCII character: --delimiter ";"'],
  'facts.bad-header': ['the header cannot be read: its quotes are broken', 'correcting the quotes of the first line'],
  'facts.blank-amount': [
    'the amount is blank',
    'filling in the cell (0 if nothing was sold), or leaving such rows out with --where',
  ],
  'facts.blank-date': ['the date is blank', 'filling in the cell, or leaving such rows out with --where'],
  'facts.broken-quote': [
    'text stands after a closing quote; a quote inside a quoted cell is written twice',
    'writing "" for each quote inside a quoted cell',
  ],
  'facts.cannot-read': ['the file cannot be read ({reason})', 'checking the permissions of the file and the disk'],
  'facts.cell-count': [
    'the row has {found} cells, the header has {expected}',
    'putting quotes around cells that hold the delimiter or a line break',
  ],
  'facts.condition-number': [
    '--where \'{column}{operator}{value}\' compares numbers, and "{value}" is none',
    'a plain number after {operator}, or = and != for text',
  ],
  'facts.duplicate-column': ['columns {first} and {second} are both named "{column}"', 'renaming one of them in the header'],
  'facts.empty-file': ['the file is empty', 'exporting the data again, with a header line'],
  'facts.file-twice': ['the file is named twice; its rows would count double', 'naming it once'],
  'facts.header-only': ['the file has a header and no rows', 'exporting the data again, or leaving the file out'],
  'facts.is-a-folder': ['this is a folder', "its files, as a quoted glob: '{file}/*.csv'"],
  'facts.missing-column': [
    'there is no column "{column}"; the columns are: {columns}',
    'naming a column that is in every file, or making files of another layout a source of their own: salesplan help sources',
  ],
  'facts.no-amount-column': ['no column is known to hold amounts; the columns are: {columns}', '--map amount=COLUMN'],
  'facts.no-date-column': ['no column is known to hold dates; the columns are: {columns}', '--map date=COLUMN'],
  'facts.no-file': ['there is no such file', 'checking the name and the folder'],
  'facts.no-match': ['no file matches this pattern', 'checking the pattern: * stands for any characters but "/", ? for one'],
  'facts.reader-disagrees': [
    'the file can be read in two ways: {records} rows by one count, {counted} by another; its quoting is ambiguous',
    'exporting the file again with a quote around every cell',
  ],
  'facts.rows': [
    '{read} rows read: {used} used, {rejected} unreadable, {outOfRange} outside the dates, {notSelected} not selected, {subtotals} subtotals',
  ],
  'facts.sum-too-large': [
    'the sum of "{unit}" in one period is larger than can be kept with six decimals (9.2 x 10^12)',
    'checking the amounts of this unit and the unit in the column header',
  ],
  'facts.unclosed-quote': [
    'a quote that opens on line {line} is never closed, so the rest of the file is one cell',
    'closing it, or removing the quote',
  ],
  'facts.unknown-column': ['--map {key}={column}: there is no such column; the columns are: {columns}', 'one of these columns'],
  'facts.unknown-column-near': [
    '--map {key}={column}: there is no such column; the nearest are: {near}; all columns: {columns}',
    "--map '{key}={first}'",
  ],
  'facts.temp-folder': [
    'intermediate files could not be written in {folder} ({reason})',
    'making room there, or naming another folder in TMPDIR',
  ],
  'facts.temp-full': [
    'the disk of the folder for intermediate files, {folder}, is full',
    'making room there, or naming another folder in TMPDIR',
  ],
};
