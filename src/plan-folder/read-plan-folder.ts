import { existsSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { CHINA } from '../core/calendar/law-holidays.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { type Finding, finding } from '../core/finding.ts';
import { readCalendarCsv } from './calendar-csv.ts';
import { type CommitmentRow, readCommitmentsCsv } from './commitments-csv.ts';
import { type EventRow, readEventsCsv } from './events-csv.ts';
import { SETTINGS_FILE } from './find-plan-folder.ts';
import { readGoalsCsv } from './goals-csv.ts';
import { recover } from './journal.ts';
import { type LockRow, readLocksCsv } from './locks-csv.ts';
import { type CompetitorsFile, type MarketFile, readCompetitorsCsv, readMarketCsv } from './market-csv.ts';
import { type MilestoneRow, readMilestonesCsv } from './milestones-csv.ts';
import { type MovingEventRow, readMovingEventsCsv } from './moving-events-csv.ts';
import { type Notes, readNotes } from './notes.ts';
import { type OrganisationRow, readOrganisationCsv } from './organisation-csv.ts';
import { withMarket } from './own-market.ts';
import type { PlainTable } from './plain-rows.ts';
import { type PlanTable, readPlanCsv } from './plan-csv.ts';
import { type PlanMeta, readPlanMeta } from './plan-meta.ts';
import type { RowTable } from './row-codec.ts';
import type { TableContext } from './row-reader.ts';
import { fiscalYear, readSettings, type Settings, type SettingsResult } from './settings.ts';
import { readStamped, type Stamp } from './stamp.ts';
import { readTargetsCsv, type TargetRow } from './targets-csv.ts';

export interface PlanWithMeta extends PlanTable {
  readonly meta: PlanMeta | undefined;
}

/** The plan on disk. What may be large is read when it is asked for, and its findings come with it. */
export interface PlanFolder {
  readonly dir: string;
  readonly settings: Settings;
  /** The fiscal year of the settings. */
  readonly fiscal: FiscalYear;
  readonly targets: RowTable<TargetRow>;
  readonly organisation: RowTable<OrganisationRow>;
  /** `plan.csv` with its `plan.meta.json`, read once. */
  readonly plan: () => PlanWithMeta;
  /** `assigned.csv`, what is assigned above the plan, read once. */
  readonly assigned: () => PlanTable;
  /** `locks.csv`, or what the settings name instead, read once. */
  readonly locks: () => RowTable<LockRow>;
  /** `events.csv`, or what the settings name instead, read once. */
  readonly events: () => PlainTable<EventRow>;
  /** `calendar.csv`, or what the settings name instead, read once; undefined without one. */
  readonly calendar: () => ReturnType<typeof readCalendarCsv> | undefined;
  /** `goals.csv`, or what the settings name instead, read once. */
  readonly goals: () => ReturnType<typeof readGoalsCsv>;
  /** `market.csv`, or what the settings name instead, read once; undefined without one. */
  readonly market: () => MarketFile | undefined;
  /** `competitors.csv`, or what the settings name instead, read once; undefined without one. */
  readonly competitors: () => CompetitorsFile | undefined;
  /** The Markdown files that the settings name under `notes`, read once. */
  readonly notes: () => Notes;
  /** `moving-events.csv`, or what the settings name instead, read once. */
  readonly movingEvents: () => PlainTable<MovingEventRow>;
  /** `commitments.csv`, read once. */
  readonly commitments: () => RowTable<CommitmentRow>;
  /** `milestones.csv`, read once. */
  readonly milestones: () => RowTable<MilestoneRow>;
  /** What each file held that was read so far, by its name in the folder. */
  readonly stamps: ReadonlyMap<string, Stamp>;
  /** All findings of the settings, the targets and the organisation. */
  readonly findings: readonly Finding[];
}

/** Reads the folder after a crashed write was finished. A file that is not there is an empty table; invalid input is findings. */
export function readPlanFolder(dir: string): PlanFolder {
  recover(dir);
  const stamps = new Map<string, Stamp>();
  const read: ReadFile = (name, parse) => {
    const { bytes, stamp } = readStamped(resolve(dir, name));
    stamps.set(name, stamp);
    return parse({ content: bytes ?? '', file: join(dir, name) }, bytes !== undefined);
  };
  const settings = read(SETTINGS_FILE, readSettingsFile);
  const context = { decimals: settings.settings.currency.decimals, fiscal: fiscalYear(settings.settings) };
  const targets = read('targets.csv', orEmpty(context, readTargetsCsv));
  const tables = { read, settings, context };
  const organisation = readNamed('org', { ...tables, parse: readOrganisationCsv, empty: EMPTY });
  const market = once(() =>
    isOwn('market', settings) ? readNamed('market', { ...tables, parse: readMarketCsv, empty: undefined }) : undefined,
  );
  // A file that is not there is no part of what this folder held.
  const hasMarket = existsSync(resolve(dir, settings.settings.market ?? NAMED.market));
  return {
    dir,
    settings: withMarket(settings.settings, hasMarket ? market() : undefined),
    fiscal: context.fiscal,
    targets,
    organisation,
    plan: once(() => readPlan(read, context)),
    assigned: once(() =>
      read('assigned.csv', (source, exists) =>
        exists ? readPlanCsv(source, context, 'assigned') : { ...EMPTY, scale: context.decimals },
      ),
    ),
    locks: once(() => readNamed('locks', { ...tables, parse: readLocksCsv, empty: EMPTY })),
    events: once(() => readNamed('events', { ...tables, parse: readEventsCsv, empty: NO_ROWS })),
    calendar: once(() => readNamed('calendar', { ...tables, parse: readCalendarCsv, empty: undefined })),
    goals: once(() => readNamed('goals', { ...tables, parse: readGoalsCsv, empty: NO_ROWS })),
    market,
    competitors: once(() =>
      isOwn('competitors', settings)
        ? readNamed('competitors', { ...tables, parse: readCompetitorsCsv, empty: undefined })
        : undefined,
    ),
    notes: once(() =>
      readNotes(
        settings.settings.notes.map((name, index) =>
          read(name, ({ content }, exists) => {
            return { name, bytes: exists ? content : undefined, place: settings.placeOf(['notes', index]) };
          }),
        ),
      ),
    ),
    movingEvents: once(() => readNamed('moving_events', { ...tables, parse: readMovingEventsCsv, empty: NO_ROWS })),
    commitments: once(() => read('commitments.csv', orEmpty(context, readCommitmentsCsv))),
    milestones: once(() => read('milestones.csv', orEmpty(context, readMilestonesCsv))),
    stamps,
    findings: [...settings.findings, ...targets.findings, ...organisation.findings],
  };
}

interface Source {
  readonly content: string | Uint8Array;
  readonly file: string;
}

type ReadFile = <T>(name: string, parse: (source: Source, exists: boolean) => T) => T;

function readSettingsFile({ content, file }: Source, exists: boolean): SettingsResult {
  const result = readSettings(asText(content), file);
  return exists ? result : { ...result, findings: [finding('error', 'folder.no-settings', {}, { file })] };
}

/** Files that the settings may name, and where they are otherwise. */
const NAMED = {
  org: 'organisation.csv',
  locks: 'locks.csv',
  events: 'events.csv',
  calendar: 'calendar.csv',
  goals: 'goals.csv',
  market: 'market.csv',
  competitors: 'competitors.csv',
  moving_events: 'moving-events.csv',
} as const;

/** Whether a file is the folder's own table, and not one of the settings' sources that happens to have its name. */
function isOwn(key: keyof typeof NAMED, { settings }: SettingsResult): boolean {
  if (settings[key] !== undefined) return true;
  const named = [...settings.history, ...settings.actual, ...Object.values(settings.sources).flatMap(({ files }) => files)];
  return !named.some((file) => normalize(file) === NAMED[key]);
}

interface NamedTable<T, Empty> {
  readonly read: ReadFile;
  readonly settings: SettingsResult;
  readonly context: TableContext;
  readonly parse: (source: Source, context: TableContext) => T;
  /** What stands for a file that is not there. */
  readonly empty: Empty;
}

/** A table that need not be there, unless the settings name it. */
function readNamed<T extends { readonly findings: readonly Finding[] }, Empty>(
  key: keyof typeof NAMED,
  { read, settings, context, parse, empty }: NamedTable<T, Empty>,
): T | Empty {
  // `calendar: china` names no file; calendar.csv then goes on top.
  const named = key === 'calendar' && settings.settings[key] === CHINA ? undefined : settings.settings[key];
  return read(named ?? NAMED[key], (source, exists) => {
    if (exists) return parse(source, context);
    if (named === undefined) return empty;
    const missing = finding('error', 'folder.missing-file', { file: named }, settings.placeOf([key]));
    const nothing = parse({ ...source, content: '' }, context);
    return { ...nothing, findings: [missing] };
  });
}

function readPlan(read: ReadFile, context: TableContext): PlanWithMeta {
  const plan = read('plan.csv', (source, exists) =>
    exists ? readPlanCsv(source, context) : { ...EMPTY, scale: context.decimals },
  );
  const { meta, findings } = read('plan.meta.json', ({ content, file }, exists) =>
    exists ? readPlanMeta(asText(content), file) : { meta: undefined, findings: [] },
  );
  return { ...plan, meta, findings: [...plan.findings, ...findings] };
}

const EMPTY = { levels: [], rows: [], findings: [] };
const NO_ROWS = { rows: [], findings: [] };

function orEmpty<T>(context: TableContext, parse: (source: Source, context: TableContext) => RowTable<T>) {
  return (source: Source, exists: boolean): RowTable<T> => (exists ? parse(source, context) : EMPTY);
}

function asText(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function once<T>(compute: () => T): () => T {
  let value: { readonly it: T } | undefined;
  return () => {
    value ??= { it: compute() };
    return value.it;
  };
}
