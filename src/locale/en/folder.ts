import type { Messages } from '../message.ts';

export const folder: Messages = {
  'folder.no-settings': ['there is no salesplan.yaml here', 'run salesplan init, or name the plan folder with -C'],
  'folder.missing-file': [
    '{file} is not there, but the settings name it',
    'put the file there, or take it out of salesplan.yaml',
  ],

  'folder.yaml-syntax': ['this is not valid YAML: {problem}', 'mend the line; texts with : or # in them need quotes'],
  'folder.yaml-tab': ['the line is indented by a tab; YAML wants spaces', 'replace the tab by two spaces'],
  'folder.duplicate-key': ['{key} is there twice', 'keep one of the two'],
  'folder.unknown-key': ['{key} is not a setting', 'write {near}, or remove it'],
  'folder.unknown-key-alone': ['{key} is not a setting', 'remove it, or use one of these: {known}'],
  'folder.missing-key': ['{key} is missing', 'add a line for {key}'],
  'folder.want-list': ['{key} is {value}, but should be a list', 'write it in brackets: [{value}]'],
  'folder.want-map': ['{key} should hold keys with values', 'write each as "key: value" on an indented line of its own'],
  'folder.want-text': ['{key} is {value}, but should be a text', 'write it in quotes: "{value}"'],
  'folder.want-number': ['{key} is {value}, but should be a number', 'write a plain number'],
  'folder.want-whole-number': ['{key} is {value}, but should be a whole number', 'write it without decimals and without a sign'],
  'folder.want-one-of': ['{key} is {value}, but can only be one of: {allowed}', 'write one of these'],
  'folder.want-amount': ['{key} is {value}, but should be an amount above zero', 'write it like 0.01, 100 or 1万'],
  'folder.want-currency': ['{key} is {value}, but should be a currency code', 'write three capital letters, such as CNY'],
  'folder.want-decimals': ['{key} is {value}, but should be a whole number from 0 to 6', 'write 2 for cents'],
  'folder.want-month': ['{key} is {value}, but should be a month from 1 to 12', 'write 4 for a year that starts in April'],
  'folder.want-day': ['{key} is {value}, but should be a day', 'write it like 2026-03-31'],
  'folder.want-sha256': [
    '{key} is {value}, but should be a SHA-256 of 64 hexadecimal digits',
    'make the plan again with salesplan decompose',
  ],
  'folder.want-other': ['{key} cannot be {value}', 'look the setting up with salesplan help files'],

  'folder.level-blank': ['an organisation level has no name', 'give it a name, or remove it'],
  'folder.level-twice': ['the organisation level {level} is there twice', 'name each level once'],
  'folder.level-is-grain': [
    'the organisation level {level} has the name of a time grain',
    'give it another name with --map {suggestion}={level}',
  ],
  'folder.level-is-column': [
    'the organisation level {level} has the name of a file column',
    'give it another name with --map {suggestion}={level}',
  ],

  'folder.assumed-gb18030': ['the file is not UTF-8; it was read as GB18030', 'save it as "CSV UTF-8" to be certain'],
  'folder.bad-encoding': ['the file is neither UTF-8 nor GB18030 text', 'save it as "CSV UTF-8"'],
  'folder.csv-delimiter': ['the columns are separated by "{delimiter}" instead of commas', 'save the file as CSV with commas'],
  'folder.no-header': ['the file is empty; a header line was expected', 'remove the file, or restore it from version control'],
  'folder.missing-column': [
    'the column {column} is missing',
    'add it to the header; its cells may be left blank where no value is needed',
  ],
  'folder.misspelt-column': ['the column {column} is missing; {near} stands in the header instead', 'rename {near} to {column}'],
  'folder.unknown-column': [
    'the column "{column}" is not one of this file',
    'remove it; fixed columns are {known}, and levels stand between them',
  ],
  'folder.column-twice': ['the column {column} is there twice', 'keep one of the two'],
  'folder.csv-quotes': [
    'a quotation mark in this row is not closed, or stands inside a cell without being doubled',
    'write a cell with quotation marks as "say ""yes"""',
  ],
  'folder.cell-count': [
    'the row has {cells} cells, but the header has {expected}',
    'add or remove commas; a cell that holds a comma needs quotation marks',
  ],
  'folder.blank-cell': ['{column} is blank, but every row needs it', 'fill the cell, or remove the row'],
  'folder.bad-period': ['{value} is not a period', 'write it like 2026-03, 2026-Q1 or 2026'],
  'folder.bad-number': ['{value} is not a number', 'write it like 5000000.00 or 500万; spreadsheets must not show it as 5E+06'],
  'folder.bad-day': ['{value} is not a day', 'write it like 2026-03-31'],
  'folder.gap-in-unit': ['{level} is blank, but a level below it is not', 'fill {level}, or blank the levels below it'],
  'folder.row-twice': ['this row has the same key as line {first}', 'keep one of the two'],
  'folder.blank-amount': ['the amount is blank; that is no value, not zero', 'write the amount, or 0'],
  'folder.too-fine': ['the amount has more than {most} decimals', 'round it to {most} decimals or fewer'],
  'folder.denominator': ['the column denominator is for ratio metrics, which this version does not plan', 'leave the cell blank'],
  'folder.ends-before-start': ['the last day {end} is before the first day {start}', 'swap the two, or mend one of them'],
  'folder.negative-weight': ['the weight is below zero', 'write 0 or more'],

  'folder.changed-meanwhile': [
    'the file was changed by someone else since it was read; nothing was written',
    'run the command again, so that it sees the change',
  ],
  'folder.busy': ['another salesplan is writing to this folder', 'wait until it is done, then run the command again'],
  'folder.half-written': [
    'some files were replaced, but this one could not be ({cause})',
    'mend the cause; the next command in this folder finishes the change',
  ],
  'folder.is-link': [
    'the file is a link; writing would replace the link itself',
    'put the file itself into the plan folder, or link the whole folder',
  ],
  'folder.no-permission': [
    'you may not read or change this ({cause}); nothing was written',
    'ask its owner for the right, or choose another place',
  ],
  'folder.read-only': ['the disk can only be read ({cause}); nothing was written', 'choose a place on another disk'],
  'folder.disk-full': ['the disk is full ({cause}); nothing was written', 'free some space, then run the command again'],
  'folder.is-directory': ['this is a directory, but a file was expected ({cause})', 'choose another file name'],
  'folder.no-directory': ['the directory is not there ({cause})', 'make the directory first, or mend the path'],
  'folder.in-use': [
    'another program has the file open ({cause}); nothing was written',
    'close it there, then run the command again',
  ],
  'folder.read-failed': ['the file could not be read ({cause})', 'open it in another program to see whether it is whole'],
  'folder.write-failed': ['the file could not be written ({cause}); nothing was changed', 'choose another place with -o'],
};
