import type { Messages, Phrases } from '../message.ts';

/** A manager's sheet, out and back. */
export const sheets: Messages = {
  'sheet.is-workbook': ['this is a workbook; a sheet is read from CSV', 'saving it as CSV UTF-8 in Excel or WPS'],
  'sheet.no-header': ["the file has no header line of a manager's sheet", 'the file that salesplan export made, saved as CSV'],
  'sheet.no-target-column': ['the sheet has no column that says the target', "putting the column 'target' back"],
  'sheet.no-period-column': ['the sheet has no column that says the period', "putting the column 'period' back"],
  'sheet.no-number-column': [
    "the sheet has no column for the manager's number",
    "putting the column 'your number' back; it may be blank",
  ],
  'sheet.several-units': [
    'the amounts are in several units: {units}',
    'one unit in the headers of all amounts, as the export has it',
  ],
  'sheet.other-column': [
    "the column {column} is none of the sheet's and was not read",
    'taking it away, or giving it the name that the export gave it',
  ],
  'sheet.remark': ['this line names no unit and no number; it was taken for a remark'],
  'sheet.other-target': ['the row is about {value}, not about {target}', 'one sheet a target; --target says which one is read'],
  'sheet.other-period': ['the row is about {value}; the plan is for {span}', 'exporting the sheet again'],
  'sheet.unknown-unit': ['the plan has no unit {unit}', 'the unit as the export names it, level by level'],
  'sheet.near-unit': ['the plan has no unit {unit}; there is {near}', 'correcting the name'],
  'sheet.unit-twice': ['{unit} stands on line {first} already', 'one row for each unit'],
  'sheet.spreadsheet-error': [
    '{value} is an error of the spreadsheet, not a number',
    'mending the formula, or typing the number',
  ],
  'sheet.cut-number': ['{value} has lost digits in the spreadsheet', 'a number format without E, and typing the number again'],
  'sheet.two-numbers': [
    "{unit} has two numbers: one in the manager's column, and another over the proposal",
    'leaving one of them blank',
  ],
  'sheet.periods-against-whole': [
    'the periods that were typed for {unit} do not fit its number for the whole',
    'correcting one of them, or leaving the whole blank',
  ],
  'sheet.plan-moved': [
    "the plan of {unit} has changed since the export; only the manager's number of this row was read",
    'salesplan export again when the proposal matters',
  ],
  'sheet.moved-and-overtyped': [
    'the plan of {unit} has changed since the export, and its row was typed over; what was typed cannot be told',
    "salesplan export again, or the number in the manager's column",
  ],
  'sheet.rounded': [
    'the spreadsheet saved {count} numbers of this column with fewer digits than the plan has; they count as untouched',
    'at least two decimals in the number format, if one of them was typed',
  ],
  'sheet.sums': ['cells that only add up other numbers of the sheet, and are no numbers of their own: {count}'],
  'sheet.note-alone': ['the note "{note}" has no number to go with; it is not kept', 'a number in the same row'],
  'sheet.frozen': [
    '{unit} cannot take another number: the number of {frozen} for {period} is frozen (by {by})',
    'salesplan commit with another --status and a --reason first',
  ],
  'sheet.no-last-year': ['the history does not reach back to {start}..{end}; last year is blank'],
  'sheet.last-year-ends': ['the history ends on {last}, {days} days before the span of last year does'],
  'sheet.other-levels': ['--by names the levels in another order than the plan, {levels}', "--by with the plan's own order"],
};

export const sheetsPhrases: Phrases = {
  'sheet.exported': "{file}: {rows} rows to fill in; what comes back is read by 'salesplan import'",
  'title.manager-sheet': 'Sheet of {target}, {period}',
  'title.import': 'What the sheet changes',
  'sheet.column.target': 'target',
  'sheet.column.period': 'period',
  'sheet.column.kind': 'row type',
  'sheet.column.last_year': 'last year',
  'sheet.column.proposal': 'proposal',
  'sheet.column.number': 'your number',
  'sheet.column.note': 'note',
  'sheet.column.person': 'person',
  'sheet.column.date': 'date',
  'sheet.column.check': 'check code',
  'sheet.kind.detail': 'detail',
  'sheet.kind.subtotal': 'subtotal',
  'sheet.kind.total': 'total',
  'sheet.period': '{period} plan',
  'sheet.with-unit': '{name} ({unit})',
  'import.nothing': 'nothing changed; nothing was written',
  'import.written': 'numbers written to commitments.csv: {count}',
  'import.dry-run': 'numbers that would be written: {count}; nothing was written',
};
