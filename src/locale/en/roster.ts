import type { Messages, Phrases } from '../message.ts';

/** Who is there when, and what roles weigh. */
export const roster: Messages = {
  'roster.bad-ramp': [
    '"{value}" is no ramp: percent of a full share, month by month from the start, up to 100',
    'writing it like {expected}',
  ],
  'roster.ramp-without-start': ['a ramp needs the day from which it counts', 'filling in start, or clearing the ramp'],
  'roster.weekdays-only': [
    'working days are Monday to Friday: there is no calendar with holidays and worked weekends',
    '--calendar calendar.csv, or that file in the plan folder',
  ],
  'roster.shared-again': [
    '{unit} keeps its amount of each period, shared by weight and by the days and ramps of who is there; units that come, go or ramp up: {count}',
  ],
  'roster.vacant': [
    'nobody of {unit} is there in {periods}: {amount} stands in (vacant)',
    'adding a successor to the roster, or an end to the row of the unit itself',
  ],
  'roster.lock-on-absent': [
    '{kind} for {unit}, {period}: the roster has nobody there then',
    'changing the lock, or the start and end in the roster',
  ],
  'roster.role-without-unit': [
    'no planned unit has the role "{role}", so its factor does nothing',
    'the roles as the roster spells them',
  ],
};

export const rosterPhrases: Phrases = {
  'lock.kind.presence': 'kept while people come and go',

  'explain.role': 'role {role}',
  'explain.roster-weight': 'weight of {unit}',
  'explain.roster-factor': 'weighs {factor}, by the roster',
  'explain.base': 'as if all were there',
  'explain.presence': 'carried by {unit}',
  'explain.presence-days': '{days} of {all} days there',
  'explain.presence-ramp': '; ramp step {step} ({factor}) for {days}',
  'explain.presence-share': 'share of {name}',
  'explain.presence-share-how': '{part} of {whole} in {unit}, by weight and presence',
  'explain.presence-vacant': 'nobody of {unit} is there',
  'explain.kept': 'kept by {unit}',
  'explain.kept-how': 'the same with all there',
  'explain.shifted': 'by presence',
  'explain.shifted-how': '{before} to {after}',
  'explain.pool-presence': 'kept in the period, within the locks in there',
};
