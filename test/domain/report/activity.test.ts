import { describe, expect, it } from '@jest/globals';
import {
  activityOf,
  isMoved,
  noActivity,
  sumOf,
  type Activity,
} from '../../../src/domain/report/activity.js';
import { during, lived, pushed, rest, said, STARTED, tested, type Line } from '../lived.js';

function seen(lines: readonly Line[], span: string, config = {}): Activity {
  const { workflow, context } = lived(lines, config);
  return activityOf(workflow, context, during(span));
}

const merged: Line = { kind: 'pull-request-changed', at: '12:00', merged: true };
const GREEN: readonly Line[] = [
  ...STARTED,
  pushed('10:10', 'a1'),
  tested('10:15', 'a1', 'success'),
  rest('10:15'),
];

describe('pushes', () => {
  it('are counted as far as they lie in the while, its first moment included and its end not', () => {
    const lines = [...STARTED, pushed('10:10', 'a1'), pushed('10:20', 'b2'), pushed('10:30', 'c3')];
    expect(seen(lines, '10:10-10:30').pushes).toBe(2);
    expect(seen(lines, '10:31-10:40').pushes).toBe(0);
  });

  it('are none by making the branch, and none by deleting it', () => {
    const lines: Line[] = [
      ...STARTED,
      pushed('10:02', 'ba5e'),
      { kind: 'branch-moved', at: '10:05', sha: null },
    ];
    expect(seen(lines, '10:00-11:00').pushes).toBe(0);
  });

  it('count when they force the branch back to where it began', () => {
    const lines = [...STARTED, pushed('10:10', 'a1'), pushed('10:20', 'ba5e')];
    expect(seen(lines, '10:00-11:00').pushes).toBe(2);
  });

  it('count once, though the pull request tells of them as well, and whenever it does', () => {
    const lines: Line[] = [
      ...GREEN,
      pushed('10:30', 'b2'),
      { kind: 'pull-request-changed', at: '10:31', sha: 'b2' },
    ];
    expect(seen(lines, '10:00-11:00').pushes).toBe(2);
    expect(seen(lines, '10:31-11:00').pushes).toBe(0);
  });

  it('count by the pull request where it comes from a fork, and not when it is only seen again', () => {
    const lines: Line[] = [
      ...STARTED,
      { kind: 'pull-request-changed', at: '10:10', sha: 'a1', fork: true },
      { kind: 'pull-request-changed', at: '10:15', change: { labels: ['x'] } },
      { kind: 'pull-request-changed', at: '10:20', sha: 'b2' },
    ];
    expect(seen(lines, '10:00-11:00').pushes).toBe(2);
  });
});

describe('checks', () => {
  it('are counted by how they ended, in the while in which they ended', () => {
    const lines: Line[] = [
      ...STARTED,
      pushed('10:10', 'a1'),
      tested('10:15', 'a1', 'failure'),
      { kind: 'check-reported', at: '10:16', sha: 'a1', name: 'lint', conclusion: 'success' },
      { kind: 'check-reported', at: '10:17', sha: 'a1', name: 'build', conclusion: null },
      { kind: 'check-reported', at: '10:18', sha: 'a1', name: 'deploy', conclusion: 'action_required' },
      { kind: 'check-reported', at: '10:19', sha: 'a1', suite: 7, conclusion: 'failure' },
    ];
    expect(seen(lines, '10:00-11:00').checks).toEqual({ passed: 1, failed: 1 });
    expect(seen(lines, '10:16-11:00').checks).toEqual({ passed: 1, failed: 0 });
  });

  it('of the commit that the branch was made from are not those of this work', () => {
    expect(seen([...STARTED, tested('10:15', 'ba5e', 'failure')], '10:00-11:00').checks.failed).toBe(0);
  });

  it('that were skipped count as the configuration says', () => {
    const lines = [...STARTED, pushed('10:10', 'a1'), tested('10:15', 'a1', 'skipped')];
    expect(seen(lines, '10:00-11:00').checks.passed).toBe(1);
    expect(seen(lines, '10:00-11:00', { checks: { treat_skipped_as: 'fail' } }).checks.failed).toBe(1);
  });
});

describe('reviews', () => {
  it('are counted in the while in which they were given, and dismissals not at all', () => {
    const lines: Line[] = [
      ...GREEN,
      { kind: 'review-weighed', at: '10:30', by: 'bob', state: 'approved', sha: 'a1' },
      { kind: 'review-weighed', at: '10:40', by: 'dave', state: 'changes_requested', sha: 'a1' },
      { kind: 'review-weighed', at: '10:50', by: 'carol', state: 'dismissed', sha: 'a1' },
    ];
    expect(seen(lines, '10:00-11:00').reviews).toBe(2);
    expect(seen(lines, '10:35-11:00').reviews).toBe(1);
  });
});

describe('the pull request', () => {
  const closed: Line = { kind: 'pull-request-changed', at: '12:00', change: { state: 'closed' } };
  const touched: Line = { kind: 'pull-request-changed', at: '13:00', change: { labels: ['x'] } };

  it.each<[string, Line[], string, Activity['pullRequest']]>([
    ['was opened', [], '10:00-11:00', 'opened'],
    ['was opened before', [], '10:30-11:00', null],
    ['was merged', [merged], '11:00-13:00', 'merged'],
    ['was opened and merged', [merged], '10:00-13:00', 'merged'],
    [
      'was merged, while another goes on',
      [{ kind: 'pull-request-changed', at: '11:10', number: 60, sha: 'b2', branch: 'own' }, merged],
      '11:00-13:00',
      'merged',
    ],
    ['was merged before', [merged, touched], '12:30-14:00', null],
    ['was closed', [closed], '11:00-13:00', 'closed'],
    ['was closed before', [closed, touched], '12:30-14:00', null],
    [
      'was closed, and another opened',
      [closed, { kind: 'pull-request-changed', at: '12:10', number: 60, sha: 'b2', branch: 'own' }],
      '11:00-13:00',
      'opened',
    ],
  ])('%s', (_, lines, span, turn) => {
    expect(seen([...GREEN, ...lines], span).pullRequest).toBe(turn);
  });
});

describe('the time of steps', () => {
  it('is what of it lies in the while, and what goes on lasts until its end', () => {
    const lines = [...STARTED, pushed('10:10', 'a1'), tested('10:20', 'a1', 'failure')];
    const minutes = (span: string) =>
      Object.fromEntries(seen(lines, span).steps.map(({ name, ms }) => [name, ms / 60_000]));
    expect(minutes('10:15-11:00')).toEqual({ develop: 45, test: 5, pr: 40 });
    expect(minutes('10:30-10:40')).toEqual({ develop: 10, pr: 10 });
    expect(minutes('09:00-10:00')).toEqual({});
  });
});

describe('work', () => {
  const moved: Partial<Activity>[] = [
    { pushes: 1 },
    { checks: { passed: 1, failed: 0 } },
    { checks: { passed: 0, failed: 1 } },
    { reviews: 1 },
    { pullRequest: 'closed' },
  ];

  it.each(moved)('went on by %j', (activity) => {
    expect(isMoved({ ...noActivity(), ...activity })).toBe(true);
  });

  it('did not go on by time alone, nor by what people ask of it', () => {
    expect(isMoved(noActivity())).toBe(false);
    expect(isMoved(seen([...STARTED, said('12:00', '/tekton hold')], '11:00-13:00'))).toBe(false);
  });
});

describe('of several issues', () => {
  it('all is added up, and the weightiest turn of a pull request told', () => {
    const one: Activity = {
      pushes: 1,
      checks: { passed: 2, failed: 3 },
      reviews: 4,
      pullRequest: 'opened',
      steps: [
        { name: 'test', ms: 5 },
        { name: 'develop', ms: 6 },
      ],
    };
    const other: Activity = { ...one, pullRequest: 'merged', steps: [{ name: 'test', ms: 7 }] };
    expect(sumOf([one, other, { ...noActivity(), pullRequest: 'closed' }])).toEqual({
      pushes: 2,
      checks: { passed: 4, failed: 6 },
      reviews: 8,
      pullRequest: 'merged',
      steps: [
        { name: 'develop', ms: 6 },
        { name: 'test', ms: 12 },
      ],
    });
  });

  it('of none it is nothing', () => {
    expect(sumOf([])).toEqual(noActivity());
  });
});
