import { join } from 'node:path';
import { byEvents, byWorkdays, type Comparable } from '../core/calendar/comparable.ts';
import { unpairedEvents } from '../core/calendar/event-findings.ts';
import { type EventsOf, type MovingEvent, withSpringFestival } from '../core/calendar/moving-event.ts';
import type { Span } from '../core/calendar/period.ts';
import { refuseErrors } from '../core/finding.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import type { FlagName } from './flags.ts';
import { markInput } from './inputs.ts';
import type { OptionReader } from './option-reader.ts';
import { type DayRules, type DaySite, dayRules, readDayCounting } from './read-calendar.ts';
import { readBytes } from './read-roster.ts';

export const ALIGN = ['holiday', 'workdays'] as const;
export type Align = (typeof ALIGN)[number];

/** How the years before are compared, and where events and holidays are. */
export interface AlignChoice extends Pick<DayRules, 'calendar'> {
  readonly align: Align | undefined;
  /** Whether it was said now, and not by the folder. */
  readonly isAlignGiven: boolean;
  /** The file of `--moving-events`; undefined for the folder's. */
  readonly movingEvents: string | undefined;
}

export function readAlignChoice(reader: OptionReader): AlignChoice {
  return {
    align: reader.choice('align', ALIGN),
    isAlignGiven: reader.given('align'),
    movingEvents: reader.text('movingEvents'),
    calendar: dayRules(reader).calendar,
  };
}

/** Refuses flags that only `--align` has a use for, where it was not said or compares by the other. */
export function refuseIdle(
  reader: OptionReader,
  { align }: Pick<AlignChoice, 'align'>,
  names: readonly (keyof typeof ALIGN_OF)[],
): void {
  for (const name of names)
    if (reader.typed(name) && align !== ALIGN_OF[name]) reader.fail(name, 'holidays.no-use', { align: ALIGN_OF[name] });
}

const ALIGN_OF = { movingEvents: 'holiday', calendar: 'workdays' } as const satisfies Partial<Record<FlagName, Align>>;

/** A file that says how years are compared, for the record of a plan. */
interface AlignFile {
  readonly file: string;
  readonly role: 'calendar' | 'moving-events';
}

/** What is comparable, and the files that say so. */
export interface Alignment {
  readonly comparable: Comparable;
  readonly files: readonly AlignFile[];
}

/** Undefined without `--align`. `span` holds all the days that may be compared. */
export async function readAlignment(choice: AlignChoice, site: DaySite): Promise<Alignment | undefined> {
  if (choice.align === undefined) return undefined;
  if (choice.align === 'workdays') {
    const { countDays, file } = await readDayCounting({ days: 'working', calendar: choice.calendar }, site);
    return { comparable: byWorkdays(countDays), files: file === undefined ? [] : [{ file, role: 'calendar' }] };
  }
  const { eventsOf, files } = await readMovingEvents(choice, site);
  await report(site.context, unpairedEvents(eventsOf, site.span));
  return { comparable: byEvents(eventsOf), files };
}

interface MovingEvents {
  readonly eventsOf: EventsOf;
  readonly rows: readonly MovingEvent[];
  readonly files: readonly AlignFile[];
}

/** Spring Festival and the events of `--moving-events`, else of the folder's moving-events.csv. */
export async function readMovingEvents(
  { movingEvents }: Pick<AlignChoice, 'movingEvents'>,
  { folder, context }: Omit<DaySite, 'span'>,
): Promise<MovingEvents> {
  const table = movingEvents === undefined ? folder?.movingEvents() : await readFile(movingEvents, context);
  refuseErrors(table?.findings ?? []);
  const rows = table?.rows ?? [];
  const file = movingEvents ?? ownFile(folder);
  const files: AlignFile[] = rows.length > 0 && file !== undefined ? [{ file, role: 'moving-events' }] : [];
  return { eventsOf: withSpringFestival(rows), rows, files };
}

function ownFile(folder: PlanFolder | undefined): string | undefined {
  return folder && join(folder.dir, folder.settings.moving_events ?? 'moving-events.csv');
}

async function readFile(file: string, context: Context) {
  markInput(file, context);
  const { readMovingEventsCsv } = await import('../plan-folder/moving-events-csv.ts');
  return readMovingEventsCsv({ content: readBytes(file), file }, { decimals: 2, fiscal: { startMonth: 1, name: 'end' } });
}

/** The days of a span and of as many years before as a basis may reach. */
export function withYearsBefore({ start, end }: Span, years: number): Span {
  return { start: start - Math.round(years * 365.25), end };
}
