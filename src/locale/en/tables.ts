import type { Messages } from '../message.ts';

/** Workbooks, Parquet and JSON lines. */
export const tables: Messages = {
  'facts.json-array': ['the file is one JSON list, which is read whole or not at all', "one object a line: jq -c '.[]' {file}"],
  'facts.broken-json': ['the line is no JSON object', 'one object a line: { "date": "2026-01-03", "amount": 10 }'],
  'facts.workbook-too-large': [
    'the workbook is larger than {megabytes} MB, too large to be unpacked in memory',
    'saving the sheet as "CSV UTF-8"',
  ],
  'facts.no-table': [
    'no table was found in these sheets: {sheets}',
    '--sheet NAME, or checking that the sheet has a header and rows',
  ],
  'facts.one-sheet': ['read from sheet {sheet}; other sheets: {others}', '--sheet NAME for another one'],
  'facts.workbook-locked': ['the workbook is protected by a password', 'saving it without a password'],
  'facts.bad-workbook': [
    'the workbook cannot be read ({reason})',
    'opening and saving it again in a spreadsheet, or saving it as "CSV UTF-8"',
  ],
  'facts.no-sheet': ['there is no sheet "{sheet}"; the sheets are: {sheets}', '--sheet "{near}"'],
  'facts.bad-range': ['"{range}" is no range of cells', '--range A3:F200'],
  'facts.no-workbook': ['--sheet and --range are for workbooks, and this file is none', 'leaving them out'],
  'facts.no-json-rows': ['no line of the file is a JSON object', 'one object a line: { "date": "2026-01-03", "amount": 10 }'],
  'facts.bad-parquet': ['the Parquet file cannot be read ({reason})', 'writing it again'],
  'facts.zoned-time': [
    'times of column {column} have a time zone; their days are those of UTC',
    'storing days as dates, where they are days of another zone',
  ],
};
