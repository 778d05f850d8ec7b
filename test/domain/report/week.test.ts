import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../src/domain/report/outcome.js';
import { noWeek, weekAsTold, withOutcome } from '../../../src/domain/report/week.js';

const HOUR = 3_600_000;

function outcome(over: Partial<Outcome> & { hours?: number } = {}): Outcome {
  const { hours = 1, ...rest } = over;
  return {
    repositoryId: 100,
    issueNumber: 7,
    title: 'Add caching',
    end: 'merged',
    startedAt: 0,
    endedAt: hours * HOUR,
    pullRequest: 8,
    agents: ['apollo'],
    reassignments: 0,
    redRuns: 0,
    steps: [{ name: 'develop', ms: (hours * HOUR) / 2 }],
    ...rest,
  };
}

const told = (...outcomes: readonly Outcome[]) => {
  const week = noWeek();
  for (const each of outcomes) withOutcome(week, each);
  return weekAsTold(week);
};

describe('a week', () => {
  it('counts what was merged and what ended otherwise, and takes the times of merged work only', () => {
    const week = told(
      outcome({ hours: 2 }),
      outcome({ hours: 10, redRuns: 2, agents: ['apollo', 'athena'], reassignments: 1 }),
      outcome({ hours: 4 }),
      outcome({ hours: 99, end: 'stopped' }),
    );
    expect(week).toMatchObject({
      merged: 3,
      ended: 1,
      leadTime: { median: 4 * HOUR, longest: 10 * HOUR },
      steps: [{ name: 'develop', median: 2 * HOUR }],
      firstPassGreen: { count: 2, of: 3 },
      reassignments: 1,
    });
    expect(week.agents.shown).toEqual([
      { agent: 'apollo', merged: 2, redRuns: 0, median: 3 * HOUR },
      { agent: 'athena', merged: 1, redRuns: 2, median: 10 * HOUR },
    ]);
    expect(week.slowest.map(({ endedAt }) => endedAt / HOUR)).toEqual([10, 4, 2]);
  });

  it('in which nothing ended has no times', () => {
    expect(told()).toMatchObject({ merged: 0, ended: 0, leadTime: null, steps: [], slowest: [] });
  });

  it('with very many agents and runs shows a few of each, and counts the rest', () => {
    const week = told(...Array.from({ length: 900 }, (_, at) => outcome({ agents: [`agent-${at % 45}`] })));
    expect(week.agents.shown).toHaveLength(30);
    expect(week.agents.more).toBe(15);
    expect(week.slowest).toHaveLength(5);
    expect(week.merged).toBe(900);
  });
});
