import type { Messages, Phrases } from '../message.ts';

/** Database servers as sources of facts. */
export const remote: Messages = {
  'remote.bad-address': [
    'this is not an address of a server and a database',
    'postgres://host:5432/database?table=schema.table, or clickhouse://host:8123/database.table; an IPv6 address in brackets',
  ],
  'remote.bad-credentials': [
    'this line of the credentials file does not say host, port, database, user and password',
    'host:port:database:user:password, with * for any; a colon in a value is written \\:',
  ],
  'remote.bad-percent': [
    'a percent sign in the address is not followed by the code of a character',
    'writing %25 for a percent sign that belongs to a name or to SQL',
  ],
  'remote.bad-sslmode': ['sslmode is none of: {known}', 'sslmode=verify-full'],
  'remote.bad-timeout': ['timeout is no number of seconds from 1 to {most}', 'timeout=600'],
  'remote.beside-files': [
    'an address of a server and files are named together; a history comes from one of them',
    'loading the files into a table of the server, and naming a view or a query that has both',
  ],
  'remote.certificate': [
    'the certificate of {server} is not trusted: {message}',
    'sslrootcert=FILE with the certificate of who signed it, and the host by the name that stands in it',
  ],
  'remote.day-out-of-reach': [
    '{cell} is before 1970 or after 2105, and this server cannot count customers on such days',
    'leaving such rows out with --where, or a file',
  ],
  'remote.denied': [
    '{server} does not allow this user to read it: {message}',
    'asking whoever keeps the server for the right to read (SELECT)',
  ],
  'remote.doubtful-password': [
    'the address has an @ in a place where a password may stand; it is not read any further',
    'leaving the password out of the address (salesplan help environment), and writing %40 for an @ in SQL',
  ],
  'remote.encryption': [
    '{server} wants an encrypted connection: {message}',
    'sslmode=verify-full, or sslmode=require, in the address',
  ],
  'remote.failed': ['{server} says: {message}', 'correcting the query or the columns; the server has answered nothing else'],
  'remote.file-options': ['{flags}: only files are read in such a way, not a server', 'leaving it out'],
  'remote.host': ['no host has the name in {server} ({message})', 'checking the name, or the network'],
  'remote.login': [
    '{server} does not accept the user or the password: {message}',
    'SALESPLAN_{variable}_USER and SALESPLAN_{variable}_PASSWORD in the environment, or a file named by SALESPLAN_CREDENTIALS',
  ],
  'remote.lost': [
    'the connection to {server} cannot be made or was lost ({reason}), {tries} times; nothing of an answer that broke off was used',
    'checking that the server runs and can be reached, then the same command again',
  ],
  'remote.memory': [
    '{server} has not enough left for this: {message}',
    'fewer levels or a shorter period (a view, or --where), or asking whoever keeps the server',
  ],
  'remote.missing': ['{server} has no such thing: {message}', 'checking the names of database, schema, table and columns'],
  'remote.no-encryption': [
    '{server} does not know encrypted connections',
    'switching encryption on there; sslmode=disable and clickhouse:// send all in the clear',
  ],
  'remote.no-table': ['the address must name one table, view or query', '{example}, or ?query=SQL'],
  'remote.not-utf8': [
    'the server gives text that is not UTF-8',
    "a view that gives such columns as UTF-8: convertCharset(name, 'gb18030', 'utf-8')",
  ],
  'remote.nul': ['{text}: a NUL character (shown as ␀) cannot be part of a query', 'leaving it out'],
  'remote.open-credentials': ['others can read the credentials file {file}', "chmod 600 '{file}'"],
  'remote.option-twice': ['{key} stands in the address twice', 'one {key}; an & in SQL is written %26'],
  'remote.order-too-large': [
    'orders have amounts above 1,000,000,000,000 ({orders} customers with such orders); credit for them cannot be shared on this server',
    'checking the unit of the amounts, or leaving such orders out with --where',
  ],
  'remote.new-rate': [
    'rows of {file} have a tax rate that was not there a moment before (column {column}): the table changed while it was read',
    'the same command again',
  ],
  'remote.other-number': [
    '{unit} {period} is {planned} in the plan, but {made} by its record; plan.csv was edited, or these rows changed: {addresses}',
    'salesplan decompose once more, or a view of the rows as they were',
  ],
  'remote.password-in-address': [
    'a password in an address is seen by others and kept in logs, so it is refused',
    'leaving it out, and giving it in the environment or in a file: salesplan help environment',
  ],
  'remote.rows-disagree': [
    'the rows do not add up: {records} by one count, {counted} by another; the table changed meanwhile, or a query gives other rows each time',
    'the same command again, or a query whose rows stay the same',
  ],
  'remote.timeout': [
    '{server} did not finish in time: {message}',
    'timeout=SECONDS in the address, or fewer rows (a view, or --where)',
  ],
  'remote.too-many-odd-cells': [
    'more than {most} different dates or amounts are written in ways that the server cannot read by itself',
    'a view that gives dates as Date and amounts as Decimal',
  ],
  'remote.too-many-texts': [
    'more than {most} different texts in these columns have combining or compatibility characters, which this server cannot compare: {columns}',
    'a view that has them in Unicode NFC',
  ],
  'remote.two-addresses': [
    'two addresses are named ({other} is the other); a history comes from one table, view or query',
    'a view or a query with UNION ALL that has the rows of both',
  ],
  'remote.unhashed': [
    'this plan was made from a server: the record has its address and no hash of its rows, so a change of them shows only in the numbers',
  ],
  'remote.unknown-option': ['the address asks for something that is not known; known are: {known}', 'an & in SQL is written %26'],
  'remote.unknown-scheme': ['no server is known by {scheme}://', 'one of: {schemes}'],
  'remote.zone': [
    '{columns}: points in time; their days are taken in the zone of the server, {zone}',
    'timezone=Asia/Shanghai in the address says the zone, and this note goes away',
  ],
};

export const remotePhrases: Phrases = {};
