import type { Messages } from '../message.ts';

/** Wrong use of flags and commands. */
export const cli: Messages = {
  'cli.usage': ['{message}', 'salesplan help, or the command with --help'],
  'cli.missing-flag': ['{flag} is needed here', 'adding {flag}, or a plan folder that says it'],
  'cli.bad-value': ['{flag} cannot be "{value}"', '{flag} in one of these forms: {expected}'],
  'cli.bad-action': ['target cannot "{action}"', 'one of these: {actions}'],
  'cli.no-topic': ['there is no help on "{topic}"', 'one of these: {topics}'],
  'cli.basis-without-axis': [
    '{flag} {axis}={value}: this basis says nothing about the axis {axis}',
    '--basis time={value}, and another basis for the units',
  ],
  'cli.without-customers': ['{flag} goes with --metric customers only', 'adding --metric customers, or taking {flag} away'],
  'cli.no-role-column': ['no column is known to hold the {key}; the columns are: {columns}', '--map {key}=COLUMN'],
  'cli.not-together': ['{flag} has no place beside {other}', 'one of the two'],
  'cli.without-change': [
    '{flag} {value} goes with --change only: it says how a plan that is there is edited',
    "adding --change '华东@2026-Q1=+10%', or taking {flag} away",
  ],

  'cli.mixed-axis': [
    '{flag} {value} mixes time grains with columns on one axis',
    '--by quarter,month --by 区域,销售员; a column named like a grain needs --map 单位月=月 --by 单位月',
  ],
  'cli.two-time-axes': ['{flag} {value} has two time axes', 'all grains in one --by, such as --by quarter,month'],
  'cli.blank-axis': ['{flag} {value} has a blank name', 'names with one comma between them'],

  'cli.no-folder': ['{dir} is not a plan folder: it has no salesplan.yaml', 'salesplan init {dir}, or another --dir'],
  'cli.needs-folder': [
    'salesplan {command} works in a plan folder, and there is none here',
    'salesplan init, or --dir with a plan folder',
  ],
  'cli.folder-exists': ['{dir} is a plan folder already', 'another folder, or editing this file'],
  'cli.not-empty': ['{dir} is not empty', 'a new folder, or none: then the demo makes one'],
  'cli.unreadable': ['the file cannot be read ({reason})', 'checking its name and its permissions'],

  'cli.not-in-plan': [
    'the plan has no target "{target}"; it has: {known}',
    'one of these, or salesplan decompose --target {target}',
  ],
  'cli.no-target': ['there is no target "{target}"; there are: {known}', 'one of these, or salesplan target add {target}'],
  'cli.target-exists': [
    'target {target} for {period} and this unit is in targets.csv already',
    'another id, or editing its row in targets.csv',
  ],
  'cli.target-without-value': [
    'target {target} has no value and period that can be planned',
    'a value and a period in its row of targets.csv, or --total and --period',
  ],
  'cli.path-too-deep': ['{unit} has more parts than there are levels ({levels})', 'one name for each level: 华东/上海'],

  'cli.unknown-level': [
    'the level "{level}" is no column; the columns are: {columns}',
    "--map '{level}=COLUMN' with one of these columns, or a header on the file's first line",
  ],
  'cli.milestones-other-tree': [
    "milestones.csv has the plan's own levels, {levels}; --by names levels across another axis, or in another order",
    '-o FILE or --dry-run for these, or --by with {levels} in that order',
  ],
  'cli.unknown-plan-level': ['the plan has no level "{level}"; its levels are: {levels}', 'one of these levels'],
  'cli.roster-levels': [
    'the roster has the levels {roster}, the plan {levels}',
    '--by with the levels of the roster from the outermost in, or another --org',
  ],
  'cli.levels-differ': [
    'the plan.csv of this folder has the levels {existing}, this plan has {levels}',
    '--by {existing}, or -o with another file for this plan',
  ],
  'cli.empty-plan': ['the plan has no rows', 'salesplan decompose, which makes them'],
  'cli.several-targets': ['the plan holds several targets: {targets}', '--target with one of them'],

  'cli.as-of-after-today': ['--as-of {day} is after today, {today}', 'a day up to today, or --today'],
  'cli.blank-units': [
    'the history has rows without a unit ({units} units are affected)',
    'filling in their cells, or --on-blank-unit keep',
  ],
  'cli.more-rejects': ['and {count} more rows cannot be read', '--rejects rejects.csv to have them all in a file'],
  'cli.more-rejects-in-file': ['and {count} more rows cannot be read; all are in {file}'],
  'cli.too-many-rejects': [
    '{rejected} rows cannot be read; {limit} would be accepted',
    'correcting them, leaving them out with --where, or --rejects rejects.csv to go on without them',
  ],
  'cli.too-many-rejects-in-file': [
    '{rejected} rows cannot be read; {limit} would be accepted',
    'correcting them, leaving them out with --where, or --max-errors {rejected} to go on without them',
  ],
  'cli.system': [
    'this could not be done ({reason})',
    'checking that the file or folder is there, may be written, and that its disk has room',
  ],
  'cli.output-full': [
    'the result could not be written to standard output: its disk is full',
    'making room there, or -o with a file elsewhere',
  ],
  'cli.output-failed': ['the result could not be written to standard output ({reason})', '-o with a file'],
  'cli.output-is-input': ['this file is read by this very run and would be lost', 'another name for the output'],
  'cli.unused-map': ['--map {key}= names nothing that this run uses; it could be: {keys}', 'one of these keys'],
  'cli.roster-not-used': [
    'the roster has the levels {roster} and the plan {levels}: who has left or joined is not known',
    '--by with levels of the roster, or --org with another',
  ],
  'cli.unknown-ending': ['no format ends in {ending}; known endings are {endings}', 'one of these, or -O with the format'],
  'cli.unknown-level-near': [
    'the level "{level}" is no column; the columns are: {columns}',
    "--map '{level}={first}', or another of these columns",
  ],
  'variance.no-data': ['no row of the actuals falls into the plan up to {asOf}', 'checking --actual, --where and --as-of'],
  'variance.data-behind': [
    'the data ends on {through}, {days} days before {asOf}: what was sold since is missing',
    '--as-of {through}, or later data',
  ],
  'cli.which-target': ['the folder has several targets: {targets}', '--target with one of them, or --total'],
  'variance.out-of-reach': [
    '{unit}, {period}: the rest must run at {required} % ({needed} of {rest}), out of reach even at 100 %',
    'a lower plan, or making good with what is due later',
  ],
  'variance.older-levels': [
    '{count} units have no level on {through}, the last day of the data: their last one counts, the oldest of {oldest}',
  ],
  'variance.no-level': [
    '{count} units with a plan have no level up to {day}, such as {first}: they count as nothing there',
    'actuals that begin with the level of every unit',
  ],
  'variance.own-values': [
    '{target}: what its units have does not add up to what the whole has ({kind}), and actuals are read unit by unit',
    "'salesplan history FILES --metric customers -p PERIOD --by UNITS', which counts every node, beside salesplan show",
  ],
};
