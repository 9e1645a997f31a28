import type { Messages, Phrases } from '../message.ts';

/** Rows that stand twice, and what is kept of files that were read. */
export const repeats: Messages = {
  'facts.out-of-memory': [
    'the engine needs more than {limit} MB to add up these rows',
    'fewer levels in --by, or less by --where or one year of files at a time',
  ],
  'facts.too-many-groups': [
    '{units} units have {sums} sums of a unit and period; {limit} are held at most. Different names: {levels}',
    'fewer levels in --by (without {level}), a coarser grain, or less by --where; --max-groups {sums} holds them, at about 0.5 GB of memory a million',
  ],
  'facts.too-many-groups-so-far': [
    'there are more than the {limit} sums of a unit and period that are held. Different names so far: {levels}',
    'fewer levels in --by (without {level}), a coarser grain, or less by --where; --max-groups holds more, at about 0.5 GB of memory a million',
  ],
  'facts.too-many-counts': [
    'there are more than {limit} counts of a unit and period; an eighth of --max-groups is held at most',
    'fewer levels in --by, a coarser grain, or less by --where; --max-groups holds more, at about 0.5 GB of memory a million',
  ],
  'facts.repeated-rows': [
    '{count} rows stand more than once, the same in every cell; together they add {amount}; lines: {lines}',
    'removing them if the file was pasted or exported twice; if each is a sale of its own, --repeats off',
  ],
  'facts.repeated-rows-sample': [
    'about {count} rows stand more than once, together about {amount}: an estimate from a sample of one row in {rate}; lines: {lines}',
    '--repeats all to look at every row; removing them if the file was pasted or exported twice',
  ],
  'facts.orders-in-two-files': [
    '{count} orders are in {other} as well (line {otherLine}): what overlaps counts twice',
    'giving only one of the files, or cutting them by date; if the numbers only look alike, --repeats off',
  ],
  'facts.orders-in-two-files-sample': [
    'about {count} orders are in {other} as well (line {otherLine}), by a sample of one order in {rate}: what overlaps counts twice',
    'giving only one of the files, or cutting them by date; if the numbers only look alike, --repeats off',
  ],
  'facts.rows-in-two-files': [
    '{count} rows are in {other} as well (line {otherLine}), the same in every cell',
    'giving only one of the files; if each is a sale of its own, --repeats off',
  ],
  'facts.rows-in-two-files-sample': [
    'about {count} rows are in {other} as well (line {otherLine}), the same in every cell, by a sample of one row in {rate}',
    'giving only one of the files; if each is a sale of its own, --repeats off',
  ],
};

export const repeatsPhrases: Phrases = {
  'cache.used': '{cached} of {files} files were not read again (kept in {folder})',
  'cache.failed': 'what was read could not be kept in {folder}: {reason}',
};
