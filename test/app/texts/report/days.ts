import { SIGNALS, type Health, type SignalName } from '../../../../src/domain/health/health.js';
import type { Activity } from '../../../../src/domain/report/activity.js';
import type { Outcome } from '../../../../src/domain/report/outcome.js';
import { together } from '../../../../src/domain/report/report.js';
import type { AgentLine, Some, Summary, WorkLine } from '../../../../src/domain/report/summary.js';
import { asHinted, becauses, type Say } from '../samples.js';

/** Days of a project as a maintainer sees them, with `t` for each word from outside. */

const HOUR = 60 * 60_000;
/** Monday, 18:00 in Berlin. */
const CLOSED = Date.UTC(2026, 2, 2, 17);

export function some<T>(...shown: T[]): Some<T> {
  return { shown, more: 0 };
}

export function health(
  score: number,
  values: Partial<Record<SignalName, [value: number, measured: number | null, of: number | null]>> = {},
): Health {
  const weights: Record<SignalName, number> = {
    'default-branch': 25,
    'red-time': 15,
    'stale-work': 15,
    escalations: 15,
    'report-coverage': 10,
    'review-latency': 10,
    'lost-deliveries': 10,
  };
  const signals = SIGNALS.map((name) => {
    const [value, measured, of] = values[name] ?? [null, null, null];
    return { name, value, weight: weights[name], measured, of };
  });
  return { score, signals };
}

export const HEALTHY = health(92, {
  'default-branch': [100, null, null],
  'red-time': [86.7, 2 * HOUR, 30 * HOUR],
  'stale-work': [60, 1, 5],
  escalations: [100, 0, null],
  'report-coverage': [100, 2, 2],
  'review-latency': [100, 3 * HOUR, null],
  'lost-deliveries': [100, 0, null],
});

export const UNWELL = health(13, {
  'default-branch': [0, null, null],
  'red-time': [0, 21 * HOUR, 30 * HOUR],
  'stale-work': [0, 3, 5],
  escalations: [0, 3, null],
  'report-coverage': [33.3, 1, 3],
  'review-latency': [50, 26 * HOUR, null],
  'lost-deliveries': [50, 1, null],
});

const QUIET: Activity = {
  pushes: 0,
  checks: { passed: 0, failed: 0 },
  reviews: 0,
  pullRequest: null,
  steps: [],
};
const BUSY: Activity = {
  pushes: 3,
  checks: { passed: 8, failed: 1 },
  reviews: 1,
  pullRequest: 'opened',
  steps: [
    { name: 'develop', ms: 5 * HOUR },
    { name: 'test', ms: HOUR / 2 },
  ],
};

const SILENT_FIELDS = together([]);

export function outcome(t: Say, given: Partial<Outcome> = {}): Outcome {
  return {
    repositoryId: 1,
    issueNumber: 40,
    title: t('Speed up the cache'),
    end: 'merged',
    startedAt: CLOSED - 50 * HOUR,
    endedAt: CLOSED - 2 * HOUR,
    pullRequest: 57,
    agents: [t('apollo')],
    reassignments: 0,
    redRuns: 0,
    steps: [
      { name: 'develop', ms: 20 * HOUR },
      { name: 'review', ms: 26 * HOUR },
    ],
    ...given,
  };
}

function work(t: Say, given: Partial<WorkLine> = {}): WorkLine {
  return {
    issueNumber: 42,
    title: t('Cache the search results'),
    agent: t('apollo'),
    step: 'review',
    stepStatus: 'in_progress',
    because: [becauses(t).approvals],
    pullRequest: 57,
    testsRed: false,
    activity: BUSY,
    ...given,
  };
}

function agent(t: Say, given: Partial<AgentLine> = {}): AgentLine {
  return {
    agent: t('apollo'),
    said: {
      ...SILENT_FIELDS,
      status: 'on-track',
      progress: t('the cache is in, with tests for what expires'),
      tomorrow: t('measure it with real searches'),
      confidence: 'high',
      cost: 3.4,
      tokens: 410_000,
    },
    late: [],
    wordless: 0,
    issues: [42],
    activity: BUSY,
    ...given,
  };
}

export function nothingHappened(): Summary {
  return {
    owner: 'octo',
    name: 'list',
    date: '2026-03-02',
    zone: 'Europe/Berlin',
    since: CLOSED - 72 * HOUR,
    closesAt: CLOSED,
    paused: null,
    needs: some(),
    merged: some(),
    ended: some(),
    moved: some(),
    blocked: some(),
    quiet: some(),
    agents: some(),
    silent: some(),
    escalations: 0,
    health: health(100),
    target: 90,
    trend: [
      { date: '2026-02-26', score: 98 },
      { date: '2026-02-27', score: 100 },
    ],
    defaultBranch: 'passed',
    red: 0,
    queue: { count: 0, kinds: [], until: null },
    cost: null,
    tokens: null,
  };
}

export function goodDay(t: Say = asHinted): Summary {
  const because = becauses(t);
  return {
    ...nothingHappened(),
    needs: some({ issueNumber: 42, title: t('Cache the search results'), because: because['merge-by-hand'] }),
    merged: some(
      outcome(t),
      outcome(t, {
        issueNumber: 41,
        title: t('List by date'),
        pullRequest: 58,
        redRuns: 2,
        agents: [t('numa'), t('athena')],
      }),
    ),
    moved: some(
      work(t),
      work(t, {
        issueNumber: 43,
        title: t('Sort by name'),
        agent: t('athena'),
        step: 'develop',
        pullRequest: null,
        because: [because.working],
        activity: { ...QUIET, pushes: 1 },
      }),
    ),
    agents: some(
      agent(t),
      agent(t, {
        agent: t('athena'),
        said: { ...SILENT_FIELDS, progress: t('sorting works; the column heads come tomorrow') },
        issues: [41, 43],
        activity: { ...QUIET, pushes: 1, checks: { passed: 4, failed: 0 } },
      }),
    ),
    health: HEALTHY,
    target: 90,
    trend: [
      { date: '2026-02-25', score: 74 },
      { date: '2026-02-26', score: 80 },
      { date: '2026-02-27', score: 88 },
    ],
    cost: 3.4,
    tokens: 1_240_000,
  };
}

export function badDay(t: Say = asHinted): Summary {
  const because = becauses(t);
  return {
    ...goodDay(t),
    needs: {
      shown: [
        { issueNumber: 44, title: t('Rotate the keys'), because: because.escalated },
        { issueNumber: 45, title: t('Move the table'), because: because['confidence-low'] },
        { issueNumber: 46, title: t('Update the parser'), because: because['checks-stay-red'] },
      ],
      more: 2,
    },
    merged: some(),
    ended: some(outcome(t, { issueNumber: 39, title: t('A dead end'), end: 'stopped', pullRequest: null })),
    moved: some(work(t, { issueNumber: 47, testsRed: true, step: 'test', stepStatus: 'failed' })),
    blocked: some(
      work(t, {
        issueNumber: 44,
        title: t('Rotate the keys'),
        because: [because.escalated],
        activity: QUIET,
      }),
      work(t, {
        issueNumber: 45,
        title: t('Move the table'),
        because: [because.held, because['confidence-low']],
        step: 'develop',
        stepStatus: 'blocked',
      }),
      work(t, {
        issueNumber: 46,
        title: t('Update the parser'),
        agent: null,
        because: [because['checks-stay-red']],
        step: 'test',
        stepStatus: 'failed',
        testsRed: true,
      }),
    ),
    quiet: {
      shown: [work(t, { issueNumber: 48, title: t('Later'), activity: QUIET, step: 'assign' })],
      more: 4,
    },
    agents: some(
      agent(t, {
        said: {
          ...SILENT_FIELDS,
          status: 'blocked',
          progress: t('the table is moved on my branch\n- the index is not\n- nor are the views'),
          blockers: t('the API key in the vault has expired'),
          tomorrow: t('wait for the key'),
          confidence: 'low',
          help: t('somebody with access to the vault'),
        },
        issues: [44, 45],
      }),
      agent(t, {
        agent: t('athena'),
        said: null,
        late: [
          {
            at: CLOSED + HOUR / 2,
            fields: {
              ...SILENT_FIELDS,
              status: 'on-track',
              progress: t('the parser compiles again'),
              help: 'none',
            },
          },
          { at: CLOSED + 7 * HOUR, fields: { ...SILENT_FIELDS, progress: t('and its tests pass') } },
        ],
        issues: [46],
        activity: { ...QUIET, checks: { passed: 0, failed: 5 } },
      }),
      agent(t, { agent: t('numa'), said: null, issues: [48], activity: QUIET }),
    ),
    silent: some(t('athena'), t('numa')),
    escalations: 3,
    health: UNWELL,
    target: 75,
    trend: [
      { date: '2026-02-26', score: 60 },
      { date: '2026-02-27', score: 55 },
    ],
    defaultBranch: 'failed',
    red: 2,
    queue: {
      count: 4,
      kinds: [
        { kind: 'status-comment', count: 3 },
        { kind: t('merge'), count: 1 },
      ],
      until: CLOSED + HOUR / 4,
    },
    cost: null,
    tokens: 88_000,
  };
}

export function nobodyAnswered(t: Say = asHinted): Summary {
  return {
    ...goodDay(t),
    needs: some(),
    merged: some(),
    agents: some(
      agent(t, { said: null }),
      agent(t, { agent: t('athena'), said: null, issues: [43], activity: { ...QUIET, pushes: 1 } }),
    ),
    silent: some(t('apollo'), t('athena')),
    health: health(82, {
      'default-branch': [100, null, null],
      'red-time': [86.7, 2 * HOUR, 30 * HOUR],
      'stale-work': [60, 1, 5],
      escalations: [100, 0, null],
      'report-coverage': [0, 0, 2],
      'review-latency': [100, 3 * HOUR, null],
      'lost-deliveries': [100, 0, null],
    }),
    cost: null,
    tokens: null,
  };
}

export function firstDay(t: Say = asHinted): Summary {
  return { ...goodDay(t), merged: some(), needs: some(), trend: [], target: 60 };
}

export function pausedProject(t: Say = asHinted): Summary {
  const paused = { by: t('alice'), at: CLOSED - 9 * HOUR, reason: t('release freeze until Monday') };
  return { ...goodDay(t), paused, merged: some(), trend: goodDay(t).trend.slice(1) };
}
