import { describe, expect, it } from 'vitest';
import { type Asking, askCommitments } from '../../src/cli/ask-commitments.ts';
import type { AmountGiven } from '../../src/cli/commit-options.ts';
import type { Context } from '../../src/cli/context.ts';
import { wordsFor } from '../../src/locale/index.ts';
import type { CommitmentRow } from '../../src/plan-folder/commitments-csv.ts';
import { planOf } from '../core/negotiation/negotiations.ts';

const PLAN = planOf({ 'East/A': 700, 'East/B C': 500, 'East/D': 300 });
const ROW: CommitmentRow = {
  ...{ target: 'T1', period: '2026', path: ['East', 'B C'], amount: 45_000n, note: '', by: '', status: 'draft' },
  ...{ date: undefined, line: 2 },
};

/** Answers in order; what is not good is asked once more, as on a terminal. */
async function talk(answers: readonly string[]) {
  const left = [...answers];
  const asked: string[] = [];
  const saved: [number, AmountGiven][] = [];
  const said: string[] = [];
  const stderr = { write: (text: string) => said.push(text) };
  const context = { words: await wordsFor('en'), look: { quiet: false }, stderr } as unknown as Context;
  const asking: Asking = {
    ...{ plan: PLAN, units: [2, 3, 4], period: 0, decimals: 2 },
    saidBy: (unit) => (unit === 3 ? ROW : undefined),
    save: (unit, given) => saved.push([unit, given]),
    command: ['salesplan', 'commit', '--target', 'T1'],
  };
  const ask = async (message: string, isGood: (text: string) => boolean) => {
    asked.push(message);
    let answer = left.shift() ?? '';
    while (!isGood(answer)) answer = left.shift() ?? '';
    return answer;
  };
  await askCommitments(asking, ask, context);
  return { asked, saved, said: said.join('') };
}

describe('asking for the numbers of a team', () => {
  it('shows the proposal and what is committed, keeps each answer at once, and says the commands that do the same', async () => {
    const { asked, saved, said } = await talk(['6.5万', '', '-']);
    expect(asked).toEqual([
      'East/A, 2026: proposal 700.00, committed -; your number (blank leaves it)',
      'East/B C, 2026: proposal 500.00, committed 450.00; your number (blank leaves it)',
      'East/D, 2026: proposal 300.00, committed -; your number (blank leaves it)',
    ]);
    expect(saved).toEqual([
      [2, { amount: 6_500_000n }],
      [4, { amount: undefined }],
    ]);
    expect(said).toBe(
      "Without questions: salesplan commit --target T1 --unit East/A --amount '6.5万'\n" +
        'Without questions: salesplan commit --target T1 --unit East/D --amount -\n',
    );
  });

  it('asks again for what is no number', async () => {
    const { saved } = await talk(['-5', 'lots', '0.001', '0']);
    expect(saved).toEqual([[2, { amount: 0n }]]);
  });

  it('says so when nothing was changed', async () => {
    expect(await talk([])).toMatchObject({ saved: [], said: 'nothing was changed\n' });
  });
});
