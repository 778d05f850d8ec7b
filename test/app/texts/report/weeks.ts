import type { Overview, ProjectLine, Retrospective } from '../../../../src/domain/report/summary.js';
import { asHinted, type Say } from '../samples.js';
import { outcome, some } from './days.js';

const HOUR = 60 * 60_000;

function told(t: Say, given: Partial<NonNullable<ProjectLine['day']>> = {}): NonNullable<ProjectLine['day']> {
  return {
    date: '2026-03-02',
    summary: 42,
    score: 92,
    change: 4,
    target: 90,
    merged: 2,
    moved: 2,
    blocked: 0,
    open: 4,
    escalations: 0,
    reported: 3,
    expected: 3,
    silent: [],
    needs: [{ issueNumber: 42, title: t('Cache the search results'), code: 'merge-by-hand' }],
    cost: 3.4,
    tokens: 1_240_000,
    ...given,
  };
}

/** One of them told nothing. */
export function threeProjects(t: Say = asHinted): Overview {
  return {
    account: 'octo',
    date: '2026-03-02',
    zone: 'Europe/Berlin',
    projects: some<ProjectLine>(
      { owner: 'octo', name: 'list', day: told(t), paused: false },
      {
        owner: 'octo',
        name: 'shop',
        paused: true,
        day: told(t, {
          date: '2026-02-27',
          summary: null,
          score: 41,
          change: -14,
          merged: 0,
          blocked: 3,
          escalations: 3,
          reported: 1,
          silent: [t('athena'), t('numa')],
          needs: [
            { issueNumber: 42, title: t('Rotate the keys'), code: 'escalated' },
            { issueNumber: 45, title: t('Move the table'), code: 'approvals' },
            { issueNumber: 46, title: t('Update the parser'), code: t('something-new') },
          ],
        }),
      },
      { owner: 'octo', name: '__tools__', day: null, paused: false },
    ),
    partial: true,
    totals: {
      projects: 3,
      merged: 2,
      moved: 4,
      blocked: 3,
      escalations: 3,
      reported: 4,
      expected: 6,
      score: 66.5,
      cost: 3.4,
      tokens: 1_240_000,
    },
  };
}

export function emptyWeek(): Retrospective {
  return {
    owner: 'octo',
    name: 'list',
    from: '2026-02-28',
    to: '2026-03-06',
    shepherd: null,
    merged: 0,
    ended: 0,
    leadTime: null,
    steps: [],
    firstPassGreen: { count: 0, of: 0 },
    reassignments: 0,
    agents: some(),
    slowest: [],
    trend: [],
    target: 60,
  };
}

export function week(t: Say = asHinted): Retrospective {
  return {
    ...emptyWeek(),
    shepherd: 'alice',
    merged: 5,
    ended: 1,
    leadTime: { median: 20 * HOUR, longest: 75 * HOUR },
    steps: [
      { name: 'assign', median: HOUR / 60 },
      { name: 'develop', median: 5 * HOUR },
      { name: 'test', median: HOUR },
      { name: 'review', median: 13 * HOUR },
    ],
    firstPassGreen: { count: 4, of: 5 },
    reassignments: 1,
    agents: some(
      { agent: t('apollo'), merged: 3, redRuns: 0, median: 18 * HOUR },
      { agent: t('athena'), merged: 2, redRuns: 3, median: 40 * HOUR },
    ),
    slowest: [
      outcome(t),
      outcome(t, { issueNumber: 41, redRuns: 3, agents: [t('apollo'), t('athena')], steps: [] }),
    ],
    trend: [
      { date: '2026-03-02', score: 70 },
      { date: '2026-03-03', score: 74 },
      { date: '2026-03-04', score: 73 },
      { date: '2026-03-05', score: 80 },
      { date: '2026-03-06', score: 86 },
    ],
    target: 75,
  };
}
