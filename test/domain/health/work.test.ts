import { describe, expect, it } from '@jest/globals';
import { addTo, noMeasures } from '../../../src/domain/health/measures.js';
import { standingIn, standingOfWork, type WorkStanding } from '../../../src/domain/health/work.js';
import { during, lived, pushed, rest, said, STARTED, tested, type Line } from '../lived.js';

function standing(lines: readonly Line[], span: string, config = {}): WorkStanding {
  const { workflow, context } = lived(lines, config);
  return standingOfWork(workflow, context, during(span));
}

function minutes(ms: number | null): number | null {
  return ms === null ? null : ms / 60_000;
}

const RED: readonly Line[] = [
  ...STARTED,
  pushed('10:10', 'a1'),
  tested('10:20', 'a1', 'failure'),
  rest('10:21'),
];
const GREEN: readonly Line[] = [
  ...STARTED,
  pushed('10:10', 'a1'),
  tested('10:20', 'a1', 'success'),
  rest('10:20'),
];

describe('work', () => {
  it('is under way from its start on', () => {
    expect(standing(STARTED, '10:00-11:01')).toMatchObject({ open: true, openMs: 60 * 60_000 });
    expect(standing(STARTED, '10:31-11:01')).toMatchObject({ open: true, openMs: 30 * 60_000 });
  });

  it.each<[string, Line[]]>([
    ['never started', [{ kind: 'issue-changed', at: '10:00' }]],
    ['stopped', [...RED, said('10:30', '/tekton stop')]],
    ['merged', [...GREEN, { kind: 'pull-request-changed', at: '10:30', merged: true }]],
    ['closed', [...RED, { kind: 'issue-changed', at: '10:30', issue: { state: 'closed' } }]],
  ])('that was %s is not', (_, lines) => {
    expect(standing(lines, '10:00-11:00')).toEqual({
      open: false,
      red: false,
      stale: false,
      openMs: 0,
      redMs: 0,
      escalations: 0,
      reviewWaitMs: null,
    });
  });

  it('stands as it was assessed', () => {
    const { workflow, context, assessed } = lived(RED);
    const period = during('10:00-11:00');
    expect(standingIn(assessed('11:00'), period)).toEqual(standingOfWork(workflow, context, period));
  });
});

describe('red time', () => {
  it.each<[string, readonly Line[], string, number]>([
    ['runs from the failure on', RED, '10:00-11:00', 40],
    ['is only what lies in the period', RED, '10:30-10:40', 10],
    ['is none before the failure', RED, '10:00-10:20', 0],
    ['is none where all passed', GREEN, '10:00-11:00', 0],
    ['is none where nothing was tested', [...STARTED, pushed('10:10', 'a1')], '10:00-11:00', 0],
    [
      'goes on while a push is tested',
      [...RED, pushed('10:30', 'b2'), tested('10:31', 'b2', null)],
      '10:00-11:00',
      40,
    ],
    [
      'ends when a later commit passes',
      [...RED, pushed('10:30', 'b2'), tested('10:35', 'b2', 'success')],
      '10:00-11:00',
      15,
    ],
    [
      'begins with the first of several failures',
      [...RED, { kind: 'check-reported', at: '10:40', sha: 'a1', name: 'lint', conclusion: 'failure' }],
      '10:00-11:00',
      40,
    ],
    [
      'is not prolonged by a commit that nobody is at any more',
      [
        ...STARTED,
        pushed('10:10', 'a1'),
        pushed('10:15', 'b2'),
        tested('10:20', 'b2', 'success'),
        tested('10:30', 'a1', 'failure'),
      ],
      '10:00-11:00',
      0,
    ],
    [
      'nor by it when one before was red',
      [
        ...STARTED,
        pushed('10:02', 'f0'),
        tested('10:05', 'f0', 'failure'),
        pushed('10:10', 'a1'),
        pushed('10:15', 'b2'),
        tested('10:20', 'b2', 'success'),
        tested('10:30', 'a1', 'failure'),
      ],
      '10:00-11:00',
      15,
    ],
    [
      'is remembered from when the first agent was told',
      [
        ...RED,
        said('10:40', '/tekton reassign athena'),
        rest('10:40'),
        { kind: 'check-reported', at: '10:50', sha: 'a1', id: 2000, conclusion: 'success' },
      ],
      '10:00-11:00',
      29,
    ],
    [
      'is remembered of a run that passed when it was run again, from when the agent was told',
      [...RED, { kind: 'check-reported', at: '10:50', sha: 'a1', id: 2000, conclusion: 'success' }],
      '10:21-11:00',
      29,
    ],
    [
      'is red again when the branch is forced back',
      [...RED, pushed('10:30', 'b2'), tested('10:35', 'b2', 'success'), pushed('10:50', 'a1')],
      '10:40-11:00',
      10,
    ],
  ])('%s', (_, lines, span, expected) => {
    expect(Math.round(minutes(standing(lines, span).redMs) ?? 0)).toBe(expected);
  });

  it('goes on while nothing tests what was pushed since', () => {
    const lines = [...RED, pushed('10:30', 'b2')];
    const { redMs } = standing(lines, '10:00-11:00', { checks: { when_none: 'pass' } });
    expect(minutes(redMs)).toBe(40);
  });

  it('says whether it is red now', () => {
    expect(standing(RED, '10:00-11:00').red).toBe(true);
    expect(standing([...RED, pushed('10:30', 'b2')], '10:00-11:00').red).toBe(false);
  });
});

describe('work is stale', () => {
  it.each<[string, readonly Line[], string, Record<string, unknown>]>([
    ['when nobody can take it', STARTED, '10:00-11:00', { team: [] }],
    ['when its agent was asked how it goes', [...STARTED, rest('12:05')], '10:00-12:30', {}],
    ['when its tests stay red', RED, '10:00-11:00', { checks: { attempts: 1 } }],
    [
      'when a person holds what is ready',
      [...GREEN, said('10:30', '/tekton hold')],
      '10:00-11:00',
      { review: { approvals: 0 } },
    ],
    [
      'when GitHub refuses what comes next',
      [
        ...STARTED.slice(0, 2),
        { kind: 'effect-refused', at: '10:02', key: 'assign/comment-1001-1/1', code: 'x', message: 'No' },
      ],
      '10:00-11:00',
      {},
    ],
  ])('%s', (_, lines, span, config) => {
    expect(standing(lines, span, config).stale).toBe(true);
  });

  it.each<[string, readonly Line[], string]>([
    ['while its agent is at it', STARTED, '10:00-11:00'],
    ['while its agent fixes what is red', RED, '10:00-11:00'],
    ['while it waits for a review', GREEN, '10:00-20:00'],
    [
      'while its agent sees to a review',
      [...GREEN, { kind: 'review-weighed', at: '10:30', by: 'bob', state: 'changes_requested', sha: 'a1' }],
      '10:00-11:00',
    ],
  ])('but not %s', (_, lines, span) => {
    expect(standing(lines, span).stale).toBe(false);
  });
});

describe('calls for a person', () => {
  const escalated = [...STARTED, said('10:30', '/tekton escalate no key', 'apollo-bot'), rest('10:30')];

  it('are counted while nobody answered them', () => {
    expect(standing(escalated, '10:00-11:00').escalations).toBe(1);
    expect(standing([...escalated, said('10:40', '/tekton ack')], '10:00-11:00').escalations).toBe(0);
    const closed: Line = { kind: 'escalation-closed', at: '10:40' };
    expect(standing([...escalated, closed], '10:00-11:00').escalations).toBe(0);
  });

  it('are what GitHub refuses as well', () => {
    const refused: Line = {
      kind: 'effect-refused',
      at: '10:02',
      key: 'assign/comment-1001-1/1',
      code: 'x',
      message: 'No',
    };
    expect(standing([...STARTED.slice(0, 2), refused], '10:00-11:00').escalations).toBe(1);
  });

  it('are not what is said to an agent', () => {
    expect(standing(RED, '10:00-11:00').escalations).toBe(0);
  });
});

describe('the first review', () => {
  const review = (at: string, by: string): Line => ({
    kind: 'review-weighed',
    at,
    by,
    state: 'approved',
    sha: 'a1',
  });
  const wait = (lines: readonly Line[], span = '10:00-14:20', config = {}) =>
    Math.round(minutes(standing(lines, span, config).reviewWaitMs) ?? -1);

  it('is waited for from the opening of the pull request on', () => {
    expect(wait(GREEN)).toBe(240);
    expect(wait([...GREEN, review('11:20', 'bob'), review('12:20', 'dave')])).toBe(60);
  });

  it('is that of somebody who decides', () => {
    const reader: Line = {
      kind: 'review-weighed',
      at: '11:00',
      by: 'mallory',
      state: 'approved',
      sha: 'a1',
      permission: 'read',
    };
    expect(wait([...GREEN, reader, review('11:10', 'apollo-bot'), review('11:20', 'bob')])).toBe(60);
    expect(wait([...GREEN, said('11:50', '/tekton approve', 'bob')])).toBe(90);
  });

  it('is remembered when its reviewer reviews again', () => {
    const objection: Line = {
      kind: 'review-weighed',
      at: '11:20',
      by: 'bob',
      state: 'changes_requested',
      sha: 'a1',
    };
    expect(wait([...GREEN, objection, rest('11:20'), review('13:00', 'bob')])).toBe(60);
  });

  it('of an earlier pull request was none of this one', () => {
    const lines: Line[] = [
      ...GREEN,
      { kind: 'review-weighed', at: '11:20', by: 'bob', state: 'changes_requested', sha: 'a1' },
      rest('11:20'),
      { kind: 'pull-request-changed', at: '11:30', change: { state: 'closed' } },
      { kind: 'pull-request-changed', at: '12:20', number: 60, sha: 'b2', branch: 'own' },
    ];
    expect(wait(lines)).toBe(120);
  });

  it('is waited for once a draft is ready, and not at all when it was given on the draft', () => {
    const draft = { pr: { mode: 'draft-first' } };
    const drafted = [...STARTED, pushed('10:10', 'a1'), rest('10:10')];
    const ready = [tested('12:20', 'a1', 'success'), rest('12:20')];
    expect(wait(drafted, '10:00-14:20', draft)).toBe(-1);
    expect(wait([...drafted, ...ready], '10:00-14:20', draft)).toBe(120);
    expect(wait([...drafted, review('11:00', 'bob'), ...ready], '10:00-14:20', draft)).toBe(0);
  });

  it('is waited for by nobody without a pull request, or where none is needed', () => {
    expect(wait(RED)).toBe(-1);
    expect(wait(GREEN, '10:00-14:20', { review: { approvals: 0 } })).toBe(-1);
  });
});

describe('the measures of a project', () => {
  const one: WorkStanding = {
    open: true,
    red: true,
    stale: true,
    openMs: 10,
    redMs: 5,
    escalations: 2,
    reviewWaitMs: 7_200_000,
  };

  it('are the sums over its workflows, and leave alone what is not theirs', () => {
    const ended = { ...one, open: false, red: false, stale: false, openMs: 0, redMs: 0, reviewWaitMs: null };
    const before = {
      ...noMeasures(),
      defaultBranch: 'passed' as const,
      expected: 3,
      reported: 2,
      lostDeliveries: 1,
    };
    expect([one, one, ended].reduce(addTo, before)).toEqual({
      ...before,
      open: 2,
      red: 2,
      stale: 2,
      openMs: 20,
      redMs: 10,
      escalations: 6,
      reviewWaits: { '7200000': 2 },
    });
  });
});
