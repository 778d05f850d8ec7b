import { describe, expect, it } from '@jest/globals';
import { timed, type Step, type StepStatus } from '../../../src/domain/workflow/step.js';

/** The times of one step that took these states, each a minute later. */
function times(...states: StepStatus[]): Pick<Step, 'startedAt' | 'finishedAt'> {
  const steps = states.reduce<Step[]>(
    (before, status, minute) => timed(before, [{ name: 'test', status, because: [] }], minute + 1),
    [],
  );
  const { startedAt = null, finishedAt = null } = steps[0] ?? {};
  return { startedAt, finishedAt };
}

describe('a step', () => {
  it.each<[string, StepStatus[], number | null, number | null]>([
    ['has not begun while it is pending', ['pending', 'pending'], null, null],
    ['begins when it is in progress', ['pending', 'in_progress', 'in_progress'], 2, null],
    ['begins when it is blocked', ['pending', 'blocked'], 2, null],
    ['ends when it is complete, and stays so', ['in_progress', 'complete', 'complete'], 1, 2],
    ['ends when it failed', ['in_progress', 'failed'], 1, 2],
    [
      'goes on after a failure, and began when it first did',
      ['in_progress', 'failed', 'in_progress'],
      1,
      null,
    ],
    ['ends anew when it ends otherwise', ['in_progress', 'failed', 'complete'], 1, 3],
    ['begins and ends at once when it is skipped', ['pending', 'skipped'], 2, 2],
    ['has not begun when it was only skipped before', ['pending', 'skipped', 'pending'], null, null],
    ['begins anew when it was only skipped before', ['pending', 'skipped', 'in_progress'], 3, null],
    ['keeps when it was skipped', ['pending', 'skipped', 'skipped'], 2, 2],
    ['keeps when it began, though it was skipped since', ['in_progress', 'skipped', 'in_progress'], 1, null],
    ['keeps when it began, though it is pending again', ['in_progress', 'pending'], 1, null],
  ])('%s', (_, states, startedAt, finishedAt) => {
    expect(times(...states)).toEqual({ startedAt, finishedAt });
  });
});
