import { describe, expect, it } from '@jest/globals';
import { CODERTOCAT, eventsOf, example, HERE, SEEN_AT, translated } from './examples.js';

const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';
const STARTED = Date.UTC(2019, 4, 15, 15, 21, 12);

describe('check_run', () => {
  const CHECK = {
    key: 'run:118578147:Octocoders-linter',
    name: 'Octocoders-linter',
    app: 'github-actions',
    id: 128620228,
    suite: 118578147,
    status: 'completed',
    conclusion: 'failure',
    url: 'https://github.com/Codertocat/Hello-World/runs/128620228',
    title: null,
    summary: null,
    at: STARTED,
  };
  const REPORTED = {
    kind: 'check-reported',
    ...HERE,
    sha: SHA,
    branches: ['changes'],
    appId: 29310,
    check: CHECK,
  };
  const LONG_NAME = 'job '.repeat(100);
  /** The run's own report; that of its suite comes second. */
  const runsOwn = (payload: Parameters<typeof eventsOf>[1]) => eventsOf('check_run', payload).slice(0, 1);

  it('completed is a report', () => {
    expect(runsOwn(example('check_run', 'completed'))).toEqual([REPORTED]);
  });

  it('created is a report of one that has not ended', () => {
    expect(runsOwn(example('check_run', 'created'))).toEqual([
      { ...REPORTED, check: { ...CHECK, app: null, status: 'queued', conclusion: null } },
    ]);
  });

  it('tells two names apart that begin alike', () => {
    const keys = ['a', 'b'].map((end) => {
      const [news] = runsOwn(example('check_run', 'completed', { check_run: { name: LONG_NAME + end } }));
      return news?.kind === 'check-reported' ? news.check.key : null;
    });
    expect(new Set(keys).size).toBe(2);
  });

  it('requested_action shows how the run is', () => {
    expect(runsOwn(example('check_run', 'requested_action'))).toMatchObject([
      { kind: 'check-reported', check: { status: 'in_progress', conclusion: null } },
    ]);
  });

  it.each([
    [
      'one that waits for a rule',
      { status: 'waiting', conclusion: null },
      { status: 'queued', conclusion: null },
    ],
    ['one that is pending', { status: 'pending', conclusion: null }, { status: 'queued', conclusion: null }],
    [
      'one that runs again',
      { status: 'in_progress', conclusion: 'failure' },
      { status: 'in_progress', conclusion: null },
    ],
    ['a conclusion of tomorrow', { conclusion: 'exploded' }, { conclusion: 'exploded' }],
    [
      'its words',
      { output: { title: 'Two faults', summary: 'a\nb' } },
      { title: 'Two faults', summary: 'a\nb' },
    ],
    ['the start of many words', { output: { summary: 'x'.repeat(65_535) } }, { summary: 'x'.repeat(2000) }],
    [
      'the start of a long name',
      { name: LONG_NAME },
      {
        name: expect.stringMatching(/^(job ){19}…?.* \([0-9a-z]+\)$/),
        key: expect.stringMatching(/^run:118578147:~[0-9a-f]{32}$/),
      },
    ],
    [
      'no address that is too long',
      { html_url: null, details_url: `https://x.org/${'x'.repeat(600)}` },
      { url: null },
    ],
    ['the slug of its App', { app: { slug: 'octocoders' } }, { app: 'octocoders' }],
    ['that a run of long ago names no slug', { app: { slug: null } }, { app: null }],
    ['no output', { output: undefined }, {}],
    ['the page of the App, when GitHub has none', { html_url: null }, { url: 'https://octocoders.io' }],
    ['an end later than its start', { completed_at: '2019-05-15T15:22:12Z' }, { at: STARTED + 60_000 }],
    ['an end before its start', { completed_at: '2019-05-15T15:00:00Z' }, { at: STARTED }],
    ['no start', { started_at: null }, { at: STARTED }],
  ])('shows %s', (_, check_run, expected) => {
    expect(runsOwn(example('check_run', 'completed', { check_run }))).toEqual([
      { ...REPORTED, check: { ...CHECK, ...expected } },
    ]);
  });

  it('keeps nothing else of what the run says', () => {
    const output = { text: 'log', annotations: [{ path: 'a' }], images: [] };
    const payload = example('check_run', 'completed', { check_run: { output } });
    expect(runsOwn(payload)).toEqual([REPORTED]);
  });

  it.each([
    ['goes on', 'in_progress', null],
    ['has ended', 'completed', 'success'],
  ])('tells that its suite %s', (_, status, conclusion) => {
    const check_run = { check_suite: { status, conclusion } };
    expect(eventsOf('check_run', example('check_run', 'completed', { check_run }))[1]).toEqual({
      ...REPORTED,
      check: {
        key: 'suite:118578147',
        name: 'octocoders-linter',
        app: 'github-actions',
        id: 118578147,
        suite: 118578147,
        status,
        conclusion,
        url: null,
        title: null,
        summary: null,
        at: STARTED + 2000,
      },
    });
  });

  it('of a fork names no branch and no pull request', () => {
    const check_run = { pull_requests: [], check_suite: { head_branch: null, pull_requests: [] } };
    expect(runsOwn(example('check_run', 'completed', { check_run }))).toEqual([
      { ...REPORTED, branches: [] },
    ]);
  });

  it('of no App is a report of no App', () => {
    const payload = example('check_run', 'completed', { check_run: { app: null } });
    expect(runsOwn(payload)).toEqual([{ ...REPORTED, appId: null, check: { ...CHECK, app: null } }]);
  });

  it('rerequested asks for the App’s check again, now', () => {
    const change = { check_run: { app: { id: 5 } }, repository: { id: HERE.repositoryId } };
    expect(eventsOf('check_run', example('check_run', 'rerequested', change))).toEqual([
      {
        kind: 'gate-rerun-requested',
        ...HERE,
        sha: 'd6fde92930d4715a2b49857d24b940956b26d2d3',
        branches: ['master'],
        appId: 5,
        by: { login: 'octocat', id: 5346, type: 'User' },
        at: SEEN_AT,
      },
    ]);
  });

  it('rerequested of no App is nobody’s', () => {
    const payload = example('check_run', 'rerequested', { check_run: { app: null } });
    expect(translated('check_run', payload)).toEqual({ outcome: 'ignored', reason: 'app-unknown' });
  });
});

describe('check_suite', () => {
  const REPORTED = {
    kind: 'check-reported',
    ...HERE,
    sha: SHA,
    branches: ['changes'],
    appId: 29310,
    check: {
      key: 'suite:118578147',
      name: 'octocoders-linter',
      app: null,
      id: 118578147,
      suite: 118578147,
      status: 'completed',
      conclusion: 'action_required',
      url: null,
      title: null,
      summary: null,
      at: STARTED + 2000,
    },
  };

  it('completed with action_required waits for approval', () => {
    const payload = example('check_suite', 'completed', { check_suite: { conclusion: 'action_required' } });
    expect(eventsOf('check_suite', payload)).toEqual([REPORTED]);
  });

  it.each([
    'success',
    'neutral',
    'skipped',
    'failure',
    'cancelled',
    'timed_out',
    'stale',
    'startup_failure',
    null,
  ])('completed with %p goes on no more', (conclusion) => {
    const payload = example('check_suite', 'completed', { check_suite: { conclusion } });
    expect(eventsOf('check_suite', payload)).toEqual([
      { ...REPORTED, check: { ...REPORTED.check, conclusion } },
    ]);
  });

  it('rerequested asks for the App’s checks again, now', () => {
    const payload = example('check_suite', 'rerequested', {
      check_suite: { head_branch: null },
      sender: CODERTOCAT,
    });
    expect(eventsOf('check_suite', payload)).toEqual([
      {
        kind: 'gate-rerun-requested',
        ...HERE,
        sha: SHA,
        branches: [],
        appId: 29310,
        by: CODERTOCAT,
        at: SEEN_AT,
      },
    ]);
  });

  it.each(['requested', 'created'])('%s is ignored', (action) => {
    const payload = example('check_suite', 'completed', { action });
    expect(translated('check_suite', payload)).toEqual({ outcome: 'ignored', reason: 'action-not-used' });
  });

  it.each(['completed', 'rerequested'])('%s of no App is nobody’s', (action) => {
    const payload = example('check_suite', action, { check_suite: { app: null } });
    expect(translated('check_suite', payload)).toEqual({ outcome: 'ignored', reason: 'app-unknown' });
  });
});

describe('status', () => {
  const REPORTED = {
    kind: 'check-reported',
    ...HERE,
    sha: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    branches: ['master', 'changes', 'gh-pages'],
    appId: null,
    check: {
      key: 'status:default',
      name: 'default',
      app: null,
      suite: null,
      id: 6805126730,
      status: 'completed',
      conclusion: 'success',
      url: null,
      title: null,
      summary: null,
      at: Date.UTC(2019, 4, 15, 15, 20, 55),
    },
  };

  it.each([
    ['pending', 'in_progress', null],
    ['success', 'completed', 'success'],
    ['failure', 'completed', 'failure'],
    ['error', 'completed', 'failure'],
  ])('%s is %s, %p', (state, status, conclusion) => {
    expect(eventsOf('status', example('status', null, { state }))).toEqual([
      { ...REPORTED, check: { ...REPORTED.check, status, conclusion } },
    ]);
  });

  it('brings its link and its words', () => {
    const change = {
      target_url: 'https://ci.example/1',
      description: 'Build ok',
      context: 'ci/x',
      branches: [],
    };
    expect(eventsOf('status', example('status', null, change))).toEqual([
      {
        ...REPORTED,
        branches: [],
        check: {
          ...REPORTED.check,
          key: 'status:ci/x',
          name: 'ci/x',
          app: null,
          url: 'https://ci.example/1',
          title: 'Build ok',
        },
      },
    ]);
  });

  it('that GitHub does not have is refused', () => {
    expect(translated('status', example('status', null, { state: 'great' }))).toMatchObject({
      outcome: 'refused',
      fault: expect.stringMatching(/^state: /),
    });
  });
});

describe('merge_group', () => {
  const REQUESTED = {
    kind: 'merge-group-requested',
    ...HERE,
    repositoryId: 17273051,
    sha: '2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d',
    pullRequestNumbers: [104],
    at: Date.UTC(2019, 4, 15, 15, 20, 30),
  };
  const BASE = '929f8209d40f77f4abc622a499c93a83babdbe64';

  it('checks_requested wants a verdict on its commit', () => {
    expect(eventsOf('merge_group', example('merge_group', 'checks_requested'))).toEqual([REQUESTED]);
  });

  it.each([
    [`refs/heads/gh-readonly-queue/release/pr-1-abcdef0/pr-7-${BASE}`, [7]],
    [`gh-readonly-queue/main/pr-7-${BASE}`, [7]],
    [`refs/heads/gh-readonly-queue/main/pr-0-${BASE}`, []],
    ['refs/heads/something-else', []],
  ])('of %s is about %p', (head_ref, pullRequestNumbers) => {
    const payload = example('merge_group', 'checks_requested', { merge_group: { head_ref } });
    expect(eventsOf('merge_group', payload)).toEqual([{ ...REQUESTED, pullRequestNumbers }]);
  });

  it('without its commit is as old as the news', () => {
    const payload = example('merge_group', 'checks_requested', { merge_group: { head_commit: null } });
    expect(eventsOf('merge_group', payload)).toEqual([{ ...REQUESTED, at: SEEN_AT }]);
  });

  it('destroyed is ignored', () => {
    const payload = example('merge_group', 'checks_requested', { action: 'destroyed' });
    expect(translated('merge_group', payload)).toEqual({ outcome: 'ignored', reason: 'action-not-used' });
  });
});
