import type { Messages } from '../message.ts';

/** The plan folder and its files. */
export const folder: Messages = {
  'folder.no-settings': ['there is no salesplan.yaml here', 'running salesplan init, or naming the plan folder with -C'],
  'folder.missing-file': [
    '{file} is not there, but the settings name it',
    'putting the file there, or taking it out of salesplan.yaml',
  ],

  'folder.yaml-syntax': ['this is not valid YAML: {problem}', 'correcting the line; texts with : or # in them need quotes'],
  'folder.yaml-tab': ['the line is indented by a tab; YAML wants spaces', 'replacing the tab by two spaces'],
  'folder.duplicate-key': ['{key} is there twice', 'keeping one of the two'],
  'folder.unknown-key': ['{key} is not a setting', 'writing {near}, or removing it'],
  'folder.unknown-key-alone': ['{key} is not a setting', 'removing it, or using one of these: {known}'],
  'folder.missing-key': ['{key} is missing', 'adding a line for {key}'],
  'folder.want-list': ['{key} is {value}, but should be a list', 'writing it in brackets: [{value}]'],
  'folder.want-map': ['{key} should hold keys with values', 'writing each as "key: value" on an indented line of its own'],
  'folder.want-text': ['{key} is {value}, but should be a text', 'writing it in quotes: "{value}"'],
  'folder.want-number': ['{key} is {value}, but should be a number', 'writing a plain number'],
  'folder.want-whole-number': [
    '{key} is {value}, but should be a whole number',
    'writing it without decimals and without a sign',
  ],
  'folder.want-one-of': ['{key} is {value}, but can only be one of: {allowed}', 'writing one of these'],
  'folder.want-amount': ['{key} is {value}, but should be an amount above zero', 'writing it like 0.01, 100 or 1万'],
  'folder.want-stance': [
    '{key} is {value}, but should be a stance',
    'writing attack, hold or harvest; by unit like {华东: attack}',
  ],
  'folder.want-currency': ['{key} is {value}, but should be a currency code', 'writing three capital letters, such as CNY'],
  'folder.want-decimals': ['{key} is {value}, but should be a whole number from 0 to 6', 'writing 2 for cents'],
  'folder.want-month': ['{key} is {value}, but should be a month from 1 to 12', 'writing 4 for a year that starts in April'],
  'folder.want-day': ['{key} is {value}, but should be a day', 'writing it like 2026-03-31'],
  'folder.want-sha256': [
    '{key} is {value}, but should be a SHA-256 of 64 hexadecimal digits',
    'making the plan again with salesplan decompose',
  ],
  'folder.want-other': ['{key} cannot be {value}', 'one of the settings that salesplan help files lists'],

  'folder.level-blank': ['an organisation level has no name', 'giving it a name, or removing it'],
  'folder.level-twice': ['the organisation level {level} is there twice', 'naming each level once'],
  'folder.level-is-grain': [
    'the organisation level {level} has the name of a time grain',
    'giving it another name with --map {suggestion}={level}',
  ],
  'folder.level-is-column': [
    'the organisation level {level} has the name of a file column',
    'giving it another name with --map {suggestion}={level}',
  ],

  'folder.assumed-gb18030': ['the file is not UTF-8; it was read as GB18030', 'saving it as "CSV UTF-8" to be certain'],
  'folder.bad-encoding': ['the file is neither UTF-8 nor GB18030 text', 'saving it as "CSV UTF-8"'],
  'folder.csv-delimiter': ['the columns are separated by "{delimiter}" instead of commas', 'saving the file as CSV with commas'],
  'folder.no-header': [
    'the file is empty; a header line was expected',
    'removing the file, or restoring it from version control',
  ],
  'folder.missing-column': [
    'the column {column} is missing',
    'adding it to the header; its cells may be left blank where no value is needed',
  ],
  'folder.misspelt-column': [
    'the column {column} is missing; {near} stands in the header instead',
    'renaming {near} to {column}',
  ],
  'folder.unknown-column': [
    'the column "{column}" is not one of this file',
    'removing it; fixed columns are {known}, and levels stand between them',
  ],
  'folder.column-twice': ['the column {column} is there twice', 'keeping one of the two'],
  'folder.csv-quotes': [
    'a quotation mark in this row is not closed, or stands inside a cell without being doubled',
    'writing a cell with quotation marks as "say ""yes"""',
  ],
  'folder.cell-count': [
    'the row has {cells} cells, but the header has {expected}',
    'adding or removing commas; a cell that holds a comma needs quotation marks',
  ],
  'folder.blank-cell': ['{column} is blank, but every row needs it', 'filling the cell, or removing the row'],
  'folder.bad-period': ['{value} is not a period', 'writing it like 2026-03, 2026-Q1 or 2026'],
  'folder.bad-number': ['{value} is not a number', 'writing it like 5000000.00 or 500万; spreadsheets must not show it as 5E+06'],
  'folder.bad-day': ['{value} is not a day', 'writing it like 2026-03-31'],
  'folder.bad-currency': ['{value} is not a currency code', 'three capital letters, such as USD'],
  'folder.gap-in-unit': ['{level} is blank, but a level below it is not', 'filling {level}, or blanking the levels below it'],
  'folder.row-twice': ['this row has the same key as line {first}', 'keeping one of the two'],
  'folder.blank-amount': ['the amount is blank; that is no value, not zero', 'writing the amount, or 0'],
  'folder.too-fine': ['the amount has more than {most} decimals', 'rounding it to {most} decimals or fewer'],
  'folder.negative-denominator': ['the denominator is below zero', 'writing 0 or more, or leaving it blank'],
  'folder.ends-before-start': [
    'the last day {end} is before the first day {start}',
    'swapping the two, or correcting one of them',
  ],
  'folder.negative-weight': ['the weight is below zero', 'writing 0 or more'],
  'folder.negative-amount': ['the amount is below zero, which no part of a plan can be', 'writing 0 or more'],
  'folder.amount-too-large': [
    'the amount is larger than a plan can hold exactly (4.6 x 10^18 of the smallest unit)',
    'checking the cell, or a larger unit of account',
  ],

  'folder.changed-meanwhile': [
    'the file was changed by someone else since it was read; nothing was written',
    'running the command again, so that it sees the change',
  ],
  'folder.busy': ['another salesplan is writing to this folder', 'waiting until it is done, then running the command again'],
  'folder.half-written': [
    'some files were replaced, but this one could not be ({cause})',
    'removing the cause; the next command in this folder finishes the change',
  ],
  'folder.is-link': [
    'the file is a link; writing would replace the link itself',
    'putting the file itself into the plan folder, or linking the whole folder',
  ],
  'folder.no-permission': [
    'you may not read or change this ({cause}); nothing was written',
    'asking for the permission, or choosing another place',
  ],
  'folder.read-only': ['the disk can only be read ({cause}); nothing was written', 'choosing a place on another disk'],
  'folder.disk-full': ['the disk is full ({cause}); nothing was written', 'freeing some space, then running the command again'],
  'folder.is-directory': ['this is a directory, but a file was expected ({cause})', 'choosing another file name'],
  'folder.no-directory': ['the directory is not there ({cause})', 'making the directory first, or correcting the path'],
  'folder.in-use': [
    'another program has the file open ({cause}); nothing was written',
    'closing it there, then running the command again',
  ],
  'folder.read-failed': ['the file could not be read ({cause})', 'opening it in another program to see whether it is whole'],
  'folder.write-failed': ['the file could not be written ({cause}); nothing was changed', 'choosing another place with -o'],
};
