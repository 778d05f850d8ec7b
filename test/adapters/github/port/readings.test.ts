import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import {
  NOT_FOUND,
  OTHER_SHA,
  SHA,
  checkRunJson,
  checkSuiteJson,
  combinedJson,
  issueJson,
  pullRequestJson,
  refJson,
  repositoryJson,
  statusJson,
} from '../answers.js';
import {
  API,
  APP_ID,
  HELLO,
  NOW,
  REPOSITORY,
  hello,
  overTheWire,
  playGitHub,
  ports,
  tokenAsked,
} from '../over-the-wire.js';

playGitHub();

const WHERE = { installationId: 88, repositoryId: 1296269, seenAt: NOW };
const UPDATED = Date.parse('2026-11-22T13:33:48Z');

describe('a look at an issue', () => {
  it('tells it as a webhook would', async () => {
    const github = await ports();
    hello('GET', '/issues/7').reply(200, issueJson(7));
    expect(await github.readIssue(REPOSITORY, 7)).toEqual([
      {
        kind: 'issue-changed',
        source: 'reading',
        ...WHERE,
        issue: {
          number: 7,
          nodeId: 'I_kwDOABPHjc4AAAAB',
          title: 'Found a bug',
          body: "I'm having a problem with this.",
          state: 'open',
          stateReason: null,
          labels: ['bug', 'tekton'],
          author: { login: 'octocat', id: 1, type: 'User' },
          url: 'https://github.com/octo-org/hello/issues/7',
        },
        updatedAt: UPDATED,
      },
    ]);
  });

  it('tells that it is gone when GitHub says that it was deleted', async () => {
    const github = await ports();
    hello('GET', '/issues/7').reply(410, { ...NOT_FOUND, message: 'This issue was deleted' });
    expect(await github.readIssue(REPOSITORY, 7)).toEqual([
      { kind: 'issue-removed', source: 'reading', ...WHERE, issueNumber: 7, at: NOW, movedTo: null },
    ]);
  });

  it.each([
    [404, 'Not Found'],
    [410, 'Issues has been disabled in this repository.'],
  ])('tells nothing when GitHub only does not show it: %d %s', async (status, message) => {
    const github = await ports();
    hello('GET', '/issues/7').reply(status, { ...NOT_FOUND, message });
    expect(await github.readIssue(REPOSITORY, 7)).toEqual([]);
  });

  it('tells no issue gone because the App was not let in', async () => {
    const { github } = await overTheWire();
    tokenAsked().reply(404, NOT_FOUND);
    await expect(github.readIssue(REPOSITORY, 7)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  const movesTo = (path: string) => {
    const location = `${API}${path}`;
    hello('GET', '/issues/7').reply(301, { message: 'Moved Permanently', url: location }, { location });
    return nock(API).get(path);
  };

  it.each([
    ['another number', 9],
    ['the same number', 7],
  ])('follows a transferred one no further than to say where it went: %s', async (_, number) => {
    const github = await ports();
    const html_url = `https://github.com/octo-org/other/issues/${number}`;
    movesTo(`/repositories/555/issues/${number}`).reply(200, issueJson(number, { html_url }));
    expect(await github.readIssue(REPOSITORY, 7)).toEqual([
      { kind: 'issue-removed', source: 'reading', ...WHERE, issueNumber: 7, at: NOW, movedTo: html_url },
    ]);
  });

  it('follows its repository to a new name', async () => {
    const github = await ports();
    movesTo('/repositories/1296269/issues/7').reply(200, issueJson(7));
    expect(await github.readIssue(REPOSITORY, 7)).toMatchObject([
      { kind: 'issue-changed', issue: { number: 7 } },
    ]);
  });

  it('is not understood without the time of its last change', async () => {
    const github = await ports();
    hello('GET', '/issues/7').reply(200, issueJson(7, { updated_at: undefined }));
    await expect(github.readIssue(REPOSITORY, 7)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented: updated_at'),
    });
  });
});

describe('a look at a branch', () => {
  const told = { kind: 'branch-moved', source: 'reading', ...WHERE, branch: 'feature', by: null };
  const pushed = Date.parse('2026-11-22T12:00:00Z');

  it('tells its head', async () => {
    const github = await ports();
    hello('GET', '').reply(200, repositoryJson());
    hello('GET', '/git/ref/heads%2Ffeature').reply(200, refJson('feature', OTHER_SHA));
    expect(await github.readBranch(REPOSITORY, 'feature')).toEqual([{ ...told, sha: OTHER_SHA, at: pushed }]);
  });

  it('tells that there is none', async () => {
    const github = await ports();
    hello('GET', '').reply(200, repositoryJson());
    hello('GET', '/git/ref/heads%2Ffeature').reply(404, NOT_FOUND);
    expect(await github.readBranch(REPOSITORY, 'feature')).toEqual([{ ...told, sha: null, at: pushed }]);
  });

  it('tells that there is none in an empty repository, to which nothing was ever pushed', async () => {
    const github = await ports();
    hello('GET', '').reply(200, repositoryJson({ pushed_at: null }));
    hello('GET', '/git/ref/heads%2Ffeature').reply(409, { message: 'Git Repository is empty.' });
    expect(await github.readBranch(REPOSITORY, 'feature')).toEqual([{ ...told, sha: null, at: 0 }]);
  });

  it('asks for the time before the head: a push in between is told again, not lost', async () => {
    const github = await ports();
    const order: string[] = [];
    hello('GET', '').reply(200, () => (order.push('time'), repositoryJson()));
    hello('GET', '/git/ref/heads%2Ffeature').reply(200, () => (order.push('head'), refJson('feature')));
    await github.readBranch(REPOSITORY, 'feature');
    expect(order).toEqual(['time', 'head']);
  });
});

describe('a look at a pull request', () => {
  it('tells it as a webhook would', async () => {
    const github = await ports();
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    expect(await github.readPullRequest(REPOSITORY, 12)).toMatchObject([
      {
        kind: 'pull-request-changed',
        source: 'reading',
        ...WHERE,
        updatedAt: UPDATED,
        pullRequest: { number: 12 },
      },
    ]);
  });

  it('of a fork that is gone still tells it', async () => {
    const github = await ports();
    const head = { label: 'unknown repository', ref: 'feature', sha: SHA, repo: null };
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12, { head, user: null }));
    expect(await github.readPullRequest(REPOSITORY, 12)).toMatchObject([
      { pullRequest: { head: { repositoryId: null }, author: { login: 'ghost' } } },
    ]);
  });

  it('that is not there is refused', async () => {
    const github = await ports();
    hello('GET', '/pulls/12').reply(404, NOT_FOUND);
    await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a look at the checks of a commit', () => {
  const runs = (page?: number) =>
    nock(API)
      .get(`${HELLO}/commits/${SHA}/check-runs`)
      .query({ per_page: 100, ...(page === undefined ? {} : { page }) });
  const statuses = (page?: number) =>
    nock(API)
      .get(`${HELLO}/commits/${SHA}/status`)
      .query({ per_page: 100, ...(page === undefined ? {} : { page }) });
  const suites = (page?: number) =>
    nock(API)
      .get(`${HELLO}/commits/${SHA}/check-suites`)
      .query({ per_page: 100, ...(page === undefined ? {} : { page }) });
  const noSuites = () => suites().reply(200, { total_count: 0, check_suites: [] });
  const next = (path: string) => ({
    link: `<${API}${HELLO}/commits/${SHA}/${path}?per_page=100&page=2>; rel="next"`,
  });

  it('tells check runs and commit statuses alike', async () => {
    const github = await ports();
    noSuites();
    runs().reply(200, { total_count: 1, check_runs: [checkRunJson(41, 'test')] });
    statuses().reply(200, combinedJson([statusJson(51, 'ci/jenkins', 'error')]));
    const told = { kind: 'check-reported', ...WHERE, sha: SHA, branches: [] };
    expect(await github.readChecks(REPOSITORY, SHA)).toMatchObject([
      { ...told, appId: 15368, check: { key: 'run:5:test', id: 41, conclusion: 'success' } },
      { ...told, appId: null, check: { key: 'status:ci/jenkins', id: 51, conclusion: 'failure' } },
    ]);
  });

  it('leaves out our own', async () => {
    const github = await ports();
    noSuites();
    const ours = checkRunJson(42, 'tekton-core/gate', { app: { id: APP_ID } });
    runs().reply(200, { total_count: 2, check_runs: [ours, checkRunJson(41, 'test')] });
    statuses().reply(200, combinedJson([]));
    expect(await github.readChecks(REPOSITORY, SHA)).toMatchObject([{ check: { name: 'test' } }]);
  });

  it('knows the names of our own', async () => {
    const github = await ports();
    const ours = ['tekton-core/gate', 'tekton-core/config'];
    nock(API)
      .get(`${HELLO}/commits/${SHA}/check-runs`)
      .query({ app_id: APP_ID, per_page: 100 })
      .reply(200, { total_count: 2, check_runs: ours.map((name, index) => checkRunJson(42 + index, name)) });
    expect(await github.ourChecks(REPOSITORY, SHA)).toEqual(ours);
  });

  it('tells the suites in which something runs, waits for a person or could not start', async () => {
    const github = await ports();
    runs().reply(200, { total_count: 0, check_runs: [] });
    statuses().reply(200, combinedJson([]));
    const queued = { status: 'queued', conclusion: null };
    suites().reply(200, { total_count: 2, check_suites: [checkSuiteJson(61)] }, next('check-suites'));
    suites(2).reply(200, {
      total_count: 2,
      check_suites: [
        checkSuiteJson(62, { ...queued, latest_check_runs_count: 0 }),
        checkSuiteJson(63, { ...queued, app: { id: APP_ID, name: 'tekton-core' } }),
        checkSuiteJson(64, { app: null }),
        checkSuiteJson(65, {
          status: 'completed',
          conclusion: 'action_required',
          latest_check_runs_count: 0,
        }),
        checkSuiteJson(66, {
          status: 'completed',
          conclusion: 'startup_failure',
          latest_check_runs_count: 0,
        }),
      ],
    });
    const told = { kind: 'check-reported', ...WHERE, sha: SHA, branches: [], appId: 15368 };
    expect(await github.readChecks(REPOSITORY, SHA)).toMatchObject([
      { ...told, check: { key: 'suite:61', name: 'GitHub Actions', status: 'in_progress' } },
      { ...told, check: { key: 'suite:65', conclusion: 'action_required' } },
      { ...told, check: { key: 'suite:66', conclusion: 'startup_failure' } },
    ]);
  });

  it('sees all of them, however many', async () => {
    const github = await ports();
    noSuites();
    runs().reply(200, { total_count: 2, check_runs: [checkRunJson(41, 'a')] }, next('check-runs'));
    runs(2).reply(200, { total_count: 2, check_runs: [checkRunJson(42, 'b')] });
    statuses().reply(200, combinedJson([statusJson(51, 'c')], 2), next('status'));
    statuses(2).reply(200, combinedJson([statusJson(52, 'd', 'pending')], 2));
    expect(await github.readChecks(REPOSITORY, SHA)).toMatchObject(
      ['a', 'b', 'c', 'd'].map((name) => ({ check: { name } })),
    );
  });

  it.each([
    ['check runs', { total_count: 1, check_runs: [{ id: 41 }] }, combinedJson([]), 'name'],
    [
      'statuses',
      { total_count: 0, check_runs: [] },
      { url: 'x', statuses: [{ id: 51 }] },
      'statuses.0.context',
    ],
  ])('is not understood when %s lack what counts', async (_, checkRuns, combined, field) => {
    const github = await ports();
    noSuites();
    runs().reply(200, checkRuns);
    statuses().reply(200, combined);
    await expect(github.readChecks(REPOSITORY, SHA)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining(`not as documented: ${field}`),
    });
  });
});

describe('a look at the reviews of a pull request', () => {
  const review = (id: number, login: string, state: string, over: object = {}) => ({
    id,
    user: { login, id: 9, type: 'User' },
    state,
    commit_id: SHA,
    submitted_at: '2026-11-22T13:33:48Z',
    html_url: `https://github.com/octo-org/hello/pull/12#pullrequestreview-${id}`,
    ...over,
  });
  const permission = (login: string, role_name: string) =>
    hello('GET', `/collaborators/${login}/permission`).reply(200, { permission: role_name, role_name });

  it('tells the newest opinion of each who has one, with what they may do', async () => {
    const github = await ports();
    nock(API)
      .get(`${HELLO}/pulls/12/reviews`)
      .query({ per_page: 100 })
      .reply(200, [review(1, 'bob', 'APPROVED'), review(2, 'carl', 'COMMENTED')], {
        link: `<${API}${HELLO}/pulls/12/reviews?per_page=100&page=2>; rel="next"`,
      });
    nock(API)
      .get(`${HELLO}/pulls/12/reviews`)
      .query({ per_page: 100, page: 2 })
      .reply(200, [
        review(3, 'bob', 'CHANGES_REQUESTED'),
        review(4, 'bob', 'COMMENTED'),
        review(5, 'dora', 'DISMISSED', { commit_id: null }),
      ]);
    permission('bob', 'write');
    permission('dora', 'read');
    const about = { kind: 'review-given', ...WHERE, pullRequestNumber: 12, at: UPDATED };
    expect(await github.readReviews(REPOSITORY, 12)).toMatchObject([
      {
        kind: 'review-weighed',
        permission: 'write',
        review: { ...about, reviewId: 3, state: 'changes_requested', sha: SHA, by: { login: 'bob' } },
      },
      { kind: 'review-weighed', permission: 'read', review: { ...about, reviewId: 5, state: 'dismissed' } },
    ]);
  });
});
