import type { Messages, Phrases } from '../message.ts';

/** Cells as people write them. */
export const cells: Messages = {
  'customers.damaged-names': [
    'long numbers that Excel shortened, such as "{cell}", in {column}: {count} rows; different ones count as one',
    'formatting the column as text in Excel before it is opened there, and exporting it again',
  ],
  'facts.amount-decimal-comma': [
    '"{cell}" has a comma for the decimal point or points between thousands, and would be another number here',
    'exporting the column as 1234.56',
  ],
  'facts.amount-grouping': [
    'the separators in "{cell}" group its digits neither by three nor by four',
    'correcting the cell: 1,234,567 or 1234567',
  ],
  'facts.amount-numerals': ['"{cell}" is written in Chinese numerals, which are not read', 'writing it in digits'],
  'facts.amount-percent': [
    '"{cell}" is a percentage, and this column holds amounts',
    'another column: --map amount=COLUMN; percentages are read where a rate is',
  ],
  'facts.amount-scientific': [
    '"{cell}" is what Excel makes of a long number; the digits that it hides are lost',
    'formatting the column as a number (or as text) in Excel and exporting it again',
  ],
  'facts.amount-unit-twice': [
    '"{cell}" has a unit of its own, and so has its column: one of them is wrong',
    'writing the unit in the header or in the cells, not in both',
  ],
  'facts.date-ambiguous': [
    '"{cell}" may be several days: which part is the day, the month, the year?',
    '--date-format dmy, mdy or ymd, if the whole column is in that order',
  ],
  'facts.date-lost-zero': [
    '"{cell}" may be January or October: as a number, 2025.10 loses its zero',
    'writing 2025-01 or 2025-10',
  ],
  'facts.date-no-year': ['"{cell}" names no year', 'writing it with its year: 2025-01'],
  'facts.date-not-in-order': [
    '"{cell}" does not fit the order of --date-format',
    'correcting the cell, or another --date-format',
  ],
  'facts.date-serial': [
    '"{cell}" is no date; it may be the number by which Excel counts days',
    'naming the column, if it holds such numbers: --map date=COLUMN',
  ],
  'facts.date-too-coarse': [
    '"{cell}" is longer than a month; a fact needs a day or a month',
    'a column of days or months: --map date=COLUMN',
  ],
  'facts.date-two-digit-year': [
    '"{cell}" has a year of two digits',
    'writing four digits, or --date-format dmy, mdy or ymd (years are then from 2000 on)',
  ],
  'facts.excel-error': [
    '{cell} is an error of a spreadsheet, not a value',
    'correcting the formula and exporting the table again',
  ],
  'facts.excel-errors': [
    'cells that hold an error of a spreadsheet, such as "{cell}": {count}',
    'correcting the formulas and exporting the table again',
  ],
  'facts.excel-hashes': [
    'the cell has "{cell}": its column was too narrow when it was exported',
    'making the column wider and exporting the table again',
  ],
  'facts.dollar-cells': [
    'amounts with a dollar sign, such as "{cell}": {count}; they are added up with the others as they are',
    'a source of its own for each currency, or leaving such rows out with --where',
  ],
  'facts.month-cells': ['dates that name a month, such as "{cell}": {count}; they count on its first day'],
  'facts.scaled-cells': ['amounts with a unit of their own, such as "{cell}": {count}; they were multiplied out'],
  'facts.unit-given-header': [
    'the unit of "{column}" is given as {given}, and its header says {header}',
    'leaving the unit out of --map, or correcting the header',
  ],
  'facts.unit-given-line': [
    'the unit of "{column}" is given as {given}, and the line above the header says "{line}"',
    'leaving the unit out of --map, or correcting the line',
  ],
  'facts.unit-guard-files': [
    'amounts of {file} are usually {amount}, those of {first} {other}: a factor near {factor}, as if in another unit',
    "the unit in each header, 金额（万元）; or, if the amounts are right, --map 'amount={column}[元]'",
  ],
  'facts.unit-guard-plan': [
    'the actuals are usually {amount} where the plan has {other} in the same periods: a factor near {factor}, as if in another unit',
    "--map 'amount={column}[万元]' with their unit, or with [元] if they are right",
  ],
  'facts.unit-guard-years': [
    'months of {year} are usually {amount}, the same months of {before} {other}: a factor near {factor}, as if in another unit',
    "giving both years in one unit; or, if the amounts are right, --map 'amount={column}[元]'",
  ],
  'facts.unit-header-line': [
    'the header "{column}" says {header}, and the line above it says "{line}": one of them is wrong',
    'correcting one of them in the file',
  ],
};

export const cellsPhrases: Phrases = {
  'units.confirm': 'Are these amounts right as they are? (y/n)',
};
