import { describe, expect, it } from 'vitest';
import { FLAGS, type Flag, longForm, PLANNING } from '../../src/cli/flags.ts';
import { flagsForRecord, flagsOfRecord } from '../../src/cli/recorded-flags.ts';
import { readerOf } from './reader.ts';

describe('the flags in effect', () => {
  it('are those of the person before those of the environment and the folder', () => {
    const reader = readerOf(
      { total: '500万', basis: ['time=equal', 'org=last-year'], populatedOnly: true },
      { total: '1', shape: 'shrunk', history: ['a.csv', 'b.csv'] },
      { SALESPLAN_ROUND_TO: '1000', SALESPLAN_SHAPE: 'own' },
    );
    expect(reader.effective(['total', 'history', 'basis', 'shape', 'populatedOnly', 'roundTo', 'method'])).toEqual({
      total: '500万',
      history: ['a.csv', 'b.csv'],
      basis: ['time=equal', 'org=last-year'],
      shape: 'own',
      'populated-only': 'yes',
      'round-to': '1000',
    });
  });

  it('have the lists of flags that repeat, also of one value, and all of those that add up', () => {
    const reader = readerOf({ map: ['date=下单日期'], locks: ['l.csv'] }, { map: ['amount=金额'], where: '状态=已完成' });
    expect(reader.effective(['map', 'locks', 'where'])).toEqual({
      map: ['amount=金额', 'date=下单日期'],
      locks: ['l.csv'],
      where: ['状态=已完成'],
    });
  });

  it('say a negation by its own name, which goes before the environment and the folder', () => {
    const reader = readerOf({ locks: false }, { locks: ['folder.csv'] }, { SALESPLAN_LOCKS: 'env.csv' });
    expect(reader.list('locks')).toEqual([]);
    expect(reader.off('locks')).toBe(true);
    expect(reader.effective(PLANNING)).toEqual({ 'no-locks': 'yes' });
    expect(readerOf({}, { locks: ['folder.csv'] }).off('locks')).toBe(false);
  });

  it('are every flag that shapes a plan', () => {
    const showing = ['output', 'format', 'showIn', 'target', 'change', 'reason', 'rejects'];
    expect(PLANNING.filter((name) => showing.includes(name))).toEqual([]);
    expect(new Set(PLANNING).size).toBe(PLANNING.length);
  });
});

describe('recorded flags', () => {
  const place = { dir: '/home/plan', cwd: '/home/plan/sub' };
  const given = {
    history: ['../orders-*.csv', '/data/old.csv', '/home/plan/new.csv', '-'],
    basis: ['time=file:w.csv', 'plan:/data/plan.csv', 'last-year'],
    org: 'organisation.csv',
    where: ['文件=../x.csv'],
    shape: 'own',
  };

  it('name files from the folder of the record, unless they are elsewhere', () => {
    expect(flagsForRecord(given, place)).toEqual({
      history: ['orders-*.csv', '/data/old.csv', 'new.csv', '-'],
      basis: ['time=file:sub/w.csv', 'plan:/data/plan.csv', 'last-year'],
      org: 'sub/organisation.csv',
      where: ['文件=../x.csv'],
      shape: 'own',
    });
  });

  it('come back as the same flags, wherever the folder has moved to', () => {
    const record = flagsForRecord(given, place);
    const moved = flagsOfRecord(record, { dir: '/home/plan', cwd: '/home' });
    expect(moved).toMatchObject({
      history: ['plan/orders-*.csv', '/data/old.csv', 'plan/new.csv', '-'],
      org: 'plan/sub/organisation.csv',
    });
    expect(moved.basis).toEqual(['time=file:plan/sub/w.csv', 'plan:/data/plan.csv', 'last-year']);
    expect(flagsForRecord(readerOf({}, moved).effective(PLANNING), { dir: '/home/plan', cwd: '/home' })).toEqual(record);
  });

  it('give switches and renamed flags back', () => {
    const flags = readerOf({ populatedOnly: true, roundTo: '1000', fiscalStart: '4' }).effective(PLANNING);
    const back = readerOf({}, flagsOfRecord(flags, place));
    expect(back.on('populatedOnly')).toBe(true);
    expect(back.text('roundTo')).toBe('1000');
    expect(back.effective(PLANNING)).toEqual(flags);
  });
});

it('every flag that names a file is known as one', () => {
  const files = (Object.entries(FLAGS) as [keyof typeof FLAGS, Flag][]).filter(([, { flags }]) => flags.includes('<file>'));
  const written = ['actual', 'rejects', 'output'];
  const unknown = files.filter(([name, flag]) => !flag.isFile && !written.includes(name)).map(([name]) => longForm(name));
  expect(unknown).toEqual([]);
});
