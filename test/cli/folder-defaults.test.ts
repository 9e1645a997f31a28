import { expect, it } from 'vitest';
import { folderDefaults } from '../../src/cli/folder-defaults.ts';
import type { PlanFolder } from '../../src/plan-folder/read-plan-folder.ts';
import { defaultSettings } from '../../src/plan-folder/settings.ts';

const defaultsOf = (settings: object) =>
  folderDefaults({ dir: '/home/plan', settings: { ...defaultSettings(), ...settings } } as unknown as PlanFolder, '/home');

it('the settings of a folder are the flags that would say the same, with files from where the program was started', () => {
  expect(
    defaultsOf({
      history: ['orders.csv', '/data/old.csv'],
      basis: ['org=file:weights.csv', 'time=2023..2025'],
      method: ['time=pattern:4,4,5'],
      levels: ['区域', '月'],
      shape: 'shrunk',
      locks: '锁定.csv',
    }),
  ).toMatchObject({
    history: ['plan/orders.csv', '/data/old.csv'],
    basis: ['org=file:plan/weights.csv', 'time=2023..2025'],
    method: ['time=pattern:4,4,5'],
    by: ['quarter,month', '区域,col:月'],
    shape: 'shrunk',
  });
});

it('what the settings leave open stays open; locks are read with the folder, not as a flag', () => {
  const { history, basis, method, shape, locks } = defaultsOf({ locks: '锁定.csv' });
  expect({ history, basis, method, shape, locks }).toEqual({});
});
