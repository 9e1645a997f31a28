/**
 * A flag as commander writes it, with the key of its description in the catalogue. A flag that `repeats` collects its values;
 * one with `choices` takes no others; values of one that `addsUp` come on top of the folder's; `isFile` has names of files.
 */
export interface Flag {
  readonly flags: string;
  readonly phrase: string;
  readonly repeats?: boolean;
  readonly choices?: readonly string[];
  readonly addsUp?: boolean;
  readonly isFile?: boolean;
}

/** Flags of every command, declared once on the program. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { flags: '-C, --dir <dir>', phrase: 'flag.dir' },
  { flags: '--no-dir', phrase: 'flag.no-dir' },
  { flags: '--lang <language>', phrase: 'flag.lang', choices: ['en', 'zh-CN'] },
  { flags: '--today <date>', phrase: 'flag.today' },
  { flags: '--color <when>', phrase: 'flag.color', choices: ['auto', 'always', 'never'] },
  { flags: '--ascii', phrase: 'flag.ascii' },
  { flags: '--no-input', phrase: 'flag.no-input' },
  { flags: '-q, --quiet', phrase: 'flag.quiet' },
  { flags: '-v, --verbose', phrase: 'flag.verbose' },
  { flags: '--json', phrase: 'flag.json' },
];

/** Flags that mean the same wherever a command takes them. */
export const FLAGS = {
  history: { flags: '--history <file>', phrase: 'flag.history', repeats: true, isFile: true },
  actual: { flags: '--actual <file>', phrase: 'flag.actual', repeats: true },
  plan: { flags: '--plan <file>', phrase: 'flag.plan', isFile: true },
  org: { flags: '--org <file>', phrase: 'flag.org', isFile: true },
  target: { flags: '--target <id>', phrase: 'flag.target' },
  metric: { flags: '--metric <name>', phrase: 'flag.metric' },
  unit: { flags: '--unit <path>', phrase: 'flag.unit' },
  map: { flags: '--map <key=column>', phrase: 'flag.map', repeats: true, addsUp: true },
  where: { flags: '--where <condition>', phrase: 'flag.where', repeats: true },
  by: { flags: '--by <names>', phrase: 'flag.by', repeats: true },
  period: { flags: '-p, --period <period>', phrase: 'flag.period' },
  asOf: { flags: '--as-of <date>', phrase: 'flag.as-of' },
  total: { flags: '--total <amount>', phrase: 'flag.total' },
  basis: { flags: '--basis <name>', phrase: 'flag.basis', repeats: true },
  method: { flags: '--method <name>', phrase: 'flag.method', repeats: true },
  populatedOnly: { flags: '--populated-only', phrase: 'flag.populated-only' },
  shape: { flags: '--shape <whose>', phrase: 'flag.shape' },
  growth: { flags: '--growth <unit=rate>', phrase: 'flag.growth', repeats: true },
  weight: { flags: '--weight <unit=factor>', phrase: 'flag.weight', repeats: true },
  locks: { flags: '--locks <file>', phrase: 'flag.locks', repeats: true, isFile: true },
  noLocks: { flags: '--no-locks', phrase: 'flag.no-locks' },
  change: { flags: '--change <what>', phrase: 'flag.change', repeats: true },
  absorb: { flags: '--absorb <who>', phrase: 'flag.absorb' },
  roundTo: { flags: '--round-to <amount>', phrase: 'flag.round-to' },
  onZeroBasis: { flags: '--on-zero-basis <what>', phrase: 'flag.on-zero-basis' },
  onNegative: { flags: '--on-negative <what>', phrase: 'flag.on-negative' },
  onBlankUnit: { flags: '--on-blank-unit <what>', phrase: 'flag.on-blank-unit' },
  exclude: { flags: '--exclude <unit>', phrase: 'flag.exclude', repeats: true },
  like: { flags: '--like <new=old:share>', phrase: 'flag.like', repeats: true },
  fiscalStart: { flags: '--fiscal-start <month>', phrase: 'flag.fiscal-start' },
  fiscalName: { flags: '--fiscal-name <end>', phrase: 'flag.fiscal-name' },
  every: { flags: '--every <grain>', phrase: 'flag.every' },
  prorate: { flags: '--prorate <rule>', phrase: 'flag.prorate' },
  failOn: { flags: '--fail-on <rule>', phrase: 'flag.fail-on', repeats: true },
  encoding: { flags: '--encoding <name>', phrase: 'flag.encoding' },
  delimiter: { flags: '--delimiter <character>', phrase: 'flag.delimiter' },
  headerRow: { flags: '--header-row <line>', phrase: 'flag.header-row' },
  headerRows: { flags: '--header-rows <count>', phrase: 'flag.header-rows' },
  fillDown: { flags: '--fill-down <columns>', phrase: 'flag.fill-down', repeats: true },
  keepTotals: { flags: '--keep-totals', phrase: 'flag.keep-totals' },
  table: { flags: '--table <form>', phrase: 'flag.table', choices: ['long', 'wide'] },
  sheet: { flags: '--sheet <name>', phrase: 'flag.sheet' },
  range: { flags: '--range <cells>', phrase: 'flag.range' },
  dateFormat: { flags: '--date-format <order>', phrase: 'flag.date-format', choices: ['ymd', 'dmy', 'mdy'] },
  source: { flags: '--source <name>', phrase: 'flag.source' },
  preset: { flags: '--preset <name>', phrase: 'flag.preset' },
  noCache: { flags: '--no-cache', phrase: 'flag.no-cache' },
  repeats: { flags: '--repeats <rows>', phrase: 'flag.repeats', choices: ['all', 'sample', 'off'] },
  rejects: { flags: '--rejects <file>', phrase: 'flag.rejects' },
  maxErrors: { flags: '--max-errors <count>', phrase: 'flag.max-errors' },
  maxGroups: { flags: '--max-groups <count>', phrase: 'flag.max-groups' },
  showIn: { flags: '--show-in <unit>', phrase: 'flag.show-in' },
  output: { flags: '-o, --output <file>', phrase: 'flag.output' },
  format: { flags: '-O, --format <format>', phrase: 'flag.format' },
  fields: { flags: '--fields <names>', phrase: 'flag.fields' },
  layout: { flags: '--layout <layout>', phrase: 'flag.layout' },
  totals: { flags: '--totals', phrase: 'flag.totals' },
  sort: { flags: '--sort <column>', phrase: 'flag.sort' },
  top: { flags: '--top <count>', phrase: 'flag.top' },
  bom: { flags: '--bom', phrase: 'flag.bom' },
  dryRun: { flags: '-n, --dry-run', phrase: 'flag.dry-run' },
  title: { flags: '--title <text>', phrase: 'flag.title' },
  value: { flags: '--value <amount>', phrase: 'flag.value' },
  floor: { flags: '--floor <amount>', phrase: 'flag.floor' },
  stretch: { flags: '--stretch <amount>', phrase: 'flag.stretch' },
  baseline: { flags: '--baseline <amount>', phrase: 'flag.baseline' },
  owner: { flags: '--owner <name>', phrase: 'flag.owner' },
  supports: { flags: '--supports <goal>', phrase: 'flag.supports' },
  reason: { flags: '--reason <text>', phrase: 'flag.reason' },
  level: { flags: '--level <name>', phrase: 'flag.level' },
  kind: { flags: '--kind <kind>', phrase: 'flag.kind', choices: ['flow', 'stock', 'ratio', 'distinct', 'score'] },
  closing: { flags: '--closing <value>', phrase: 'flag.closing', choices: ['last', 'mean'] },
  denominator: { flags: '--denominator <source>', phrase: 'flag.denominator' },
  atMostOne: { flags: '--at-most-one', phrase: 'flag.at-most-one' },
  buffer: { flags: '--buffer <level=rate>', phrase: 'flag.buffer', repeats: true },
  layer: { flags: '--layer <name>', phrase: 'flag.layer', choices: ['quota', 'assigned'] },
  capacity: { flags: '--capacity <file>', phrase: 'flag.capacity', isFile: true },
  band: { flags: '--band <a..b>', phrase: 'flag.band' },
  rampClock: { flags: '--ramp-clock <clock>', phrase: 'flag.ramp-clock' },
  days: { flags: '--days <rule>', phrase: 'flag.days', choices: ['calendar', 'working'] },
  calendar: { flags: '--calendar <file>', phrase: 'flag.calendar', isFile: true },
  roles: { flags: '--role <role=factor>', phrase: 'flag.role', repeats: true },
  events: { flags: '--events <file>', phrase: 'flag.events', isFile: true },
  noEvents: { flags: '--no-events', phrase: 'flag.no-events' },
  structure: { flags: '--structure <when>', phrase: 'flag.structure', choices: ['as-is', 'as-was'] },
  date: { flags: '--date <date>', phrase: 'flag.date' },
  to: { flags: '--to <unit:share>', phrase: 'flag.to', repeats: true },
  customers: { flags: '--customers <file>', phrase: 'flag.customers', isFile: true },
  onLock: { flags: '--on-lock <what>', phrase: 'flag.on-lock', choices: ['stop', 'move'] },
  amount: { flags: '--amount <amount>', phrase: 'flag.amount' },
  note: { flags: '--note <text>', phrase: 'flag.note' },
  person: { flags: '--person <name>', phrase: 'flag.person' },
  status: { flags: '--status <status>', phrase: 'flag.status', choices: ['draft', 'submitted', 'agreed', 'frozen'] },
  policy: { flags: '--policy <name>', phrase: 'flag.policy' },
  authority: { flags: '--authority <unit=weight>', phrase: 'flag.authority', repeats: true },
  lookBack: { flags: '--look-back <months>', phrase: 'flag.look-back' },
  credit: { flags: '--credit <how>', phrase: 'flag.credit', choices: ['share', 'main'] },
  tie: { flags: '--tie <to>', phrase: 'flag.tie', choices: ['top', 'settled'] },
  model: { flags: '--model <name>', phrase: 'flag.model' },
  reconcile: {
    flags: '--reconcile <how>',
    phrase: 'flag.reconcile',
    choices: ['least-squares', 'bottom-up', 'top-down', 'none'],
  },
  outliers: { flags: '--outliers <what>', phrase: 'flag.outliers', choices: ['keep', 'damp'] },
  backtest: { flags: '--backtest', phrase: 'flag.backtest' },
  align: { flags: '--align <by>', phrase: 'flag.align', choices: ['holiday', 'workdays'] },
  movingEvents: { flags: '--moving-events <file>', phrase: 'flag.moving-events', isFile: true },
  compare: { flags: '--compare <period>', phrase: 'flag.compare' },
  sections: { flags: '--sections <names>', phrase: 'flag.sections' },
  margin: { flags: '--margin <rate>', phrase: 'flag.margin' },
  discount: { flags: '--discount <rate>', phrase: 'flag.discount' },
  stance: { flags: '--stance <unit=stance>', phrase: 'flag.stance', repeats: true },
  odds: { flags: '--odds <a,b,c>', phrase: 'flag.odds' },
  marketGrowth: { flags: '--market-growth <unit=rate>', phrase: 'flag.market-growth', repeats: true },
  relief: { flags: '--relief <unit=rate>', phrase: 'flag.relief', repeats: true },
  leastGrowth: { flags: '--least-growth <rate>', phrase: 'flag.least-growth' },
  mostGrowth: { flags: '--most-growth <rate>', phrase: 'flag.most-growth' },
  market: { flags: '--market <file>', phrase: 'flag.market', isFile: true },
  competitors: { flags: '--competitors <file>', phrase: 'flag.competitors', isFile: true },
  goals: { flags: '--goals <file>', phrase: 'flag.goals', isFile: true },
  orderValue: { flags: '--order-value <unit=amount>', phrase: 'flag.order-value', repeats: true },
  rate: { flags: '--rate <stage=share>', phrase: 'flag.rate', repeats: true },
  effort: { flags: '--effort <work=number>', phrase: 'flag.effort', repeats: true },
  cycle: { flags: '--cycle <stage=days>', phrase: 'flag.cycle', repeats: true },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;

/** Every flag that a plan depends on: what its record must hold so that the same plan can be made again. */
export const PLANNING: readonly FlagName[] = [
  ...(['total', 'metric', 'period', 'by', 'history', 'basis', 'method', 'populatedOnly', 'shape', 'growth', 'weight'] as const),
  ...(['locks', 'noLocks', 'org', 'exclude', 'like', 'unit', 'level', 'buffer', 'roundTo'] as const),
  ...(['model', 'reconcile', 'outliers', 'align', 'movingEvents'] as const),
  ...(['onZeroBasis', 'onNegative', 'onBlankUnit', 'kind', 'closing', 'denominator', 'atMostOne', 'marketGrowth'] as const),
  ...(['rampClock', 'days', 'calendar', 'roles', 'events', 'noEvents'] as const),
  ...(['asOf', 'fiscalStart', 'fiscalName', 'map', 'where', 'encoding', 'delimiter', 'maxErrors', 'maxGroups'] as const),
  ...(['headerRow', 'headerRows', 'fillDown', 'keepTotals', 'table', 'sheet', 'range', 'dateFormat'] as const),
  ...(['source', 'preset'] as const),
];

/** How a table is read. */
export const READING: readonly FlagName[] = [
  ...(['map', 'where', 'encoding', 'delimiter', 'headerRow', 'headerRows', 'fillDown', 'table', 'sheet', 'range'] as const),
  ...(['keepTotals', 'dateFormat', 'source', 'preset', 'repeats', 'rejects', 'maxErrors', 'maxGroups', 'noCache'] as const),
];

/** How a result is shown. */
export const SHOWING: readonly FlagName[] = ['output', 'format', 'fields', 'totals', 'sort', 'top', 'bom'];

/** The long form of a flag without its dashes: `round-to`. */
export function bareName(name: FlagName): string {
  return longForm(name).slice('--'.length);
}

/** The long form of a flag, for messages: `--round-to`. */
export function longForm(name: FlagName): string {
  return /--[\w-]+/.exec(FLAGS[name].flags)?.[0] ?? name;
}
