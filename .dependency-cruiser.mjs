// Which room may import what: bin -> cli -> {report, render, plan-folder, facts, locale} -> core.
// Allow-lists: what a rule does not name is forbidden. Type-only imports count (tsPreCompilationDeps).

/** A package by name, as dependency-cruiser resolves it. */
const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);
const node =
  '^(node:)?(fs|net|path|os|url|crypto|stream|util|buffer|process|module|events|child_process|timers|tty|readline|string_decoder|v8|worker_threads|zlib)(/|$)';

/** Modules in `from` (except `but`) may import modules in `to`, and nothing else. */
const only = (name, from, to, comment, but) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, ...(but && { pathNot: but }) },
  to: { pathNot: to },
});

/** A package that only some files may import. */
const kept = (name, packages, within, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(src|bin)/', pathNot: within },
  to: { path: npm(...packages) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    only(
      'core-is-pure',
      '^src/core/',
      ['^src/core/'],
      'Same input, same output: the core knows no file, engine, terminal or word. Only its calendar leans on date arithmetic.',
      '^src/core/calendar/',
    ),
    only(
      'core-calendar',
      '^src/core/calendar/',
      ['^src/core/', ...npm('date-fns', '@date-fns/utc')],
      'Date arithmetic comes from date-fns, in UTC; nothing else from outside the core.',
    ),
    only(
      'facts-reach',
      '^src/facts/',
      [
        '^src/(facts|core)/',
        node,
        ...npm('csv-parse', '@duckdb/node-api', 'iconv-lite', 'fzstd', '@e965/xlsx', 'pg', '@clickhouse/client'),
      ],
      'Engines give totals. They know the core, and neither the plan on disk nor how a result looks; a command brings them together.',
    ),
    only(
      'plan-folder-reach',
      '^src/plan-folder/',
      ['^src/(plan-folder|core)/', node, ...npm('zod', 'yaml', 'csv-parse', 'csv-stringify')],
      'The plan on disk knows the core, never the engines; a command brings them together.',
    ),
    only(
      'report-reach',
      '^src/report/',
      ['^src/(report|core|locale)/', '^src/render/sheet\\.ts$'],
      'A report turns a result into a neutral sheet; what a sheet looks like is the renderers’ business.',
    ),
    only(
      'render-reach',
      '^src/render/',
      ['^src/(render|core|locale)/', ...npm('chalk', 'cli-table3', 'string-width', 'csv-stringify')],
      'A renderer turns a sheet into text and returns it: no streams, no files.',
    ),
    only(
      'locale-reach',
      '^src/locale/',
      ['^src/locale/', '^src/core/finding\\.ts$'],
      'Words and number forms: findings are all they need to know of the core.',
    ),
    only(
      'cli-reach',
      '^src/cli/',
      ['^src/', node, ...npm('commander', 'inquirer', 'chalk', 'chinese-days')],
      'Commands orchestrate the rooms; heavy packages stay behind the room that owns them.',
    ),
    only('bin-reach', '^bin/', ['(^|/)dist/main\\.js$'], 'The launcher starts the bundle and nothing else.'),
    {
      name: 'nothing-above',
      severity: 'error',
      comment: 'The command line is the top: no room below it imports it.',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'known-rooms',
      severity: 'error',
      comment: 'A new folder of src needs its own allow-list here before anything may import it, or it may import anything.',
      from: { path: '^src/', pathNot: '^src/(core|facts|plan-folder|report|render|locale|cli)/' },
      to: {},
    },
    kept(
      'chalk-in-its-file',
      ['chalk'],
      '^src/(render/|cli/)',
      'Colour belongs to rendering and to the messages of the command line.',
    ),
    kept(
      'table-in-its-file',
      ['cli-table3'],
      '^src/render/(bordered-)?table\\.ts$',
      'One file draws tables, so that it can be replaced.',
    ),
    kept(
      'duckdb-in-its-file',
      ['@duckdb/node-api'],
      '^src/facts/duckdb/(run-duckdb|fetch-sums)\\.ts$',
      'One engine a file: the driver loads when the engine opens.',
    ),
    kept('clickhouse-in-its-file', ['@clickhouse/client'], '^src/facts/remote/clickhouse-connection\\.ts$', 'As for DuckDB.'),
    kept('postgres-in-its-file', ['pg'], '^src/facts/remote/postgres-connection\\.ts$', 'As for DuckDB.'),
    kept(
      'iconv-in-its-file',
      ['iconv-lite'],
      '^src/facts/files/other-encodings\\.ts$',
      'Its tables load only for encodings that need them.',
    ),
    kept('fzstd-in-its-file', ['fzstd'], '^src/facts/files/zstd-stream\\.ts$', 'Loaded only for zstd, where Node has none.'),
    kept('workbook-in-its-file', ['@e965/xlsx'], '^src/facts/files/workbook\\.ts$', 'Loaded only for a workbook.'),
    kept(
      'inquirer-in-prompter',
      ['inquirer', '@inquirer'],
      '^src/cli/prompter\\.ts$',
      'Questions go through one interface, so that tests can answer them.',
    ),
    kept(
      'chinese-days-in-its-file',
      ['chinese-days'],
      '^src/cli/chinese-days\\.ts$',
      'Loaded only where holidays of China count.',
    ),
    kept('commander-in-cli', ['commander'], '^src/cli/', 'Flags are the command line’s business.'),
    {
      name: 'bundled-commonjs',
      severity: 'error',
      comment:
        'In the bundle a CommonJS package that is imported dynamically has only a default export, unlike in tests. Import it statically in a file of its own and load that file when needed.',
      from: { path: '^src/' },
      to: { path: npm('@duckdb/node-api', 'yaml', 'cli-table3', 'iconv-lite', 'fzstd', 'chinese-days'), dynamic: true },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'A circle is one thing in two files: merge them or name the third thing.',
      from: { path: '^(src|bin)/' },
      to: { circular: true },
    },
    {
      name: 'must-resolve',
      severity: 'error',
      comment: 'A module that cannot be found escapes every other rule.',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tests-in-source',
      severity: 'error',
      comment: 'What ships does not lean on tests or fixtures.',
      from: { path: '^(src|bin)/' },
      to: { path: '^(test|fixtures)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
    },
    moduleSystems: ['es6', 'cjs'],
    cache: false,
    skipAnalysisNotInRules: false,
  },
};
