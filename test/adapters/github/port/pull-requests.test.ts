import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { FORBIDDEN, NOT_FOUND, SHA, invalid, pullRequestJson } from '../answers.js';
import { API, HELLO, REPOSITORY, hello, playGitHub, ports } from '../over-the-wire.js';

playGitHub();

const wanted = {
  branch: 'feature',
  base: 'main',
  title: 'Log people in',
  body: 'Closes #7',
  draft: false,
  labels: [] as string[],
};
const create = () =>
  hello('POST', '/pulls', {
    head: 'feature',
    base: 'main',
    title: 'Log people in',
    body: 'Closes #7',
    draft: false,
  });
const look = () =>
  nock(API).get(`${HELLO}/pulls`).query({ state: 'open', head: 'octo-org:feature', base: 'main' });
const EXISTS = invalid('A pull request already exists for octo-org:feature.');
const UPDATED = Date.parse('2026-11-22T13:33:48Z');

describe('a pull request', () => {
  it('is opened, and told as it is', async () => {
    const github = await ports();
    create().reply(201, pullRequestJson(12));
    expect(await github.openPullRequest(REPOSITORY, wanted)).toEqual({
      pullRequest: {
        number: 12,
        nodeId: 'PR_kwDOABPHjc4AAAAB',
        title: 'Amazing new feature',
        state: 'open',
        draft: false,
        mergedAt: null,
        mergedBy: null,
        labels: [],
        author: { login: 'octocat', id: 1, type: 'User' },
        head: { ref: 'feature', sha: SHA, repositoryId: 1296269 },
        baseRef: 'main',
        closes: [7],
        url: 'https://github.com/octo-org/hello/pull/12',
      },
      updatedAt: UPDATED,
    });
  });

  it('gets its labels', async () => {
    const github = await ports();
    create().reply(201, pullRequestJson(12));
    hello('POST', '/issues/12/labels', { labels: ['agent'] }).reply(200, []);
    await github.openPullRequest(REPOSITORY, { ...wanted, labels: ['agent'] });
  });

  it('is open even if its labels are refused', async () => {
    const github = await ports();
    create().reply(201, pullRequestJson(12));
    hello('POST', '/issues/12/labels').reply(422, invalid('too many labels', 'Issue'));
    const made = await github.openPullRequest(REPOSITORY, { ...wanted, labels: ['agent'] });
    expect(made.pullRequest.number).toBe(12);
  });

  it('gets its labels by another try when GitHub fails at them', async () => {
    const github = await ports();
    create().reply(201, pullRequestJson(12));
    hello('POST', '/issues/12/labels').reply(502, 'Bad Gateway');
    const opening = github.openPullRequest(REPOSITORY, { ...wanted, labels: ['agent'] });
    await expect(opening).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('that is open for this branch already is answered instead', async () => {
    const github = await ports();
    create().reply(422, EXISTS);
    look().reply(200, [{ number: 12 }]);
    // The list does not tell whether it is merged.
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    const { pullRequest } = await github.openPullRequest(REPOSITORY, wanted);
    expect(pullRequest.number).toBe(12);
  });

  it('without anything in it is refused in GitHub’s words', async () => {
    const github = await ports();
    create().reply(422, invalid('No commits between main and feature'));
    look().reply(200, []);
    await expect(github.openPullRequest(REPOSITORY, wanted)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'invalid',
      message: expect.stringContaining('No commits between main and feature'),
    });
  });

  it.each([
    [403, FORBIDDEN, 'forbidden'],
    [404, NOT_FOUND, 'not-found'],
  ])('is refused with %d', async (status, answer, code) => {
    const github = await ports();
    create().reply(status, answer);
    await expect(github.openPullRequest(REPOSITORY, wanted)).rejects.toMatchObject({ code });
  });

  it('is asked for once when GitHub fails, for it may be open', async () => {
    const github = await ports();
    create().reply(500, { message: 'Server Error' });
    await expect(github.openPullRequest(REPOSITORY, wanted)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('that is told without its head was not understood, and gets no labels', async () => {
    const github = await ports();
    create().reply(201, pullRequestJson(12, { head: undefined }));
    const opening = github.openPullRequest(REPOSITORY, { ...wanted, labels: ['agent'] });
    await expect(opening).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented: head'),
    });
  });
});

describe('a draft', () => {
  const draft = { number: 12, nodeId: 'PR_kwDOABPHjc4AAAAB' };
  const mutate = () =>
    nock(API).post('/graphql', (body: { query?: string; variables?: unknown }) => {
      expect(body.variables).toEqual({ id: draft.nodeId });
      return body.query?.includes('markPullRequestReadyForReview(input: { pullRequestId: $id })') === true;
    });
  const failed = (error: object) => ({ data: { markPullRequestReadyForReview: null }, errors: [error] });

  it('is made ready', async () => {
    const github = await ports();
    const pullRequest = { isDraft: false };
    mutate().reply(200, { data: { markPullRequestReadyForReview: { pullRequest } } });
    await github.markReady(REPOSITORY, draft);
  });

  it.each([
    ['NOT_FOUND', "Could not resolve to a node with the global id of 'PR_x'", 'not-found'],
    ['FORBIDDEN', 'Resource not accessible by integration', 'forbidden'],
    ['UNPROCESSABLE', 'Pull request is not open', 'invalid'],
  ])('stays one when GraphQL says %s', async (type, message, code) => {
    const github = await ports();
    mutate().reply(200, failed({ type, path: ['markPullRequestReadyForReview'], message }));
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12, { draft: true }));
    await expect(github.markReady(REPOSITORY, draft)).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message,
    });
  });

  it('that was made ready before counts as ready, whatever GitHub calls it', async () => {
    const github = await ports();
    mutate().reply(200, failed({ type: 'UNPROCESSABLE', message: 'Pull request is not in draft state' }));
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12, { draft: false }));
    await github.markReady(REPOSITORY, draft);
  });

  it.each([
    [
      'says that something went wrong',
      200,
      failed({ message: 'Something went wrong while executing your query.' }),
    ],
    ['is down', 502, { message: 'Server Error' }],
  ])('is tried again later when GraphQL %s', async (_, status, answer) => {
    const github = await ports();
    mutate().reply(status, answer);
    await expect(github.markReady(REPOSITORY, draft)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('a review', () => {
  const reviewers = { number: 12, people: ['maria'], teams: ['core'] };
  const request = () =>
    hello('POST', '/pulls/12/requested_reviewers', { reviewers: ['maria'], team_reviewers: ['core'] });

  it('is requested of people and teams', async () => {
    const github = await ports();
    request().reply(201, pullRequestJson(12));
    await github.requestReview(REPOSITORY, reviewers);
  });

  it('by whom it cannot be given is refused', async () => {
    const github = await ports();
    const message = 'Reviews may only be requested from collaborators.';
    request().reply(422, { message, documentation_url: 'https://docs.github.com' });
    await expect(github.requestReview(REPOSITORY, reviewers)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    });
  });
});

describe('a merge', () => {
  const merge = { number: 12, sha: SHA, method: 'squash' as const, title: 'Log people in' };
  const put = () =>
    hello('PUT', '/pulls/12/merge', {
      sha: SHA,
      merge_method: 'squash',
      commit_title: 'Log people in (#12)',
    });

  it('is of the head that was judged, and no other', async () => {
    const github = await ports();
    put().reply(200, { sha: SHA, merged: true, message: 'Pull Request successfully merged' });
    await github.merge(REPOSITORY, merge);
  });

  it.each([
    [405, 'Pull Request is not mergeable'],
    [404, 'Not Found'],
    [409, 'Head branch was modified. Review and try the merge again.'],
    [422, 'Pull Request is not mergeable'],
  ])('counts as done when it was (GitHub answers %d)', async (status, message) => {
    const github = await ports();
    put().reply(status, { message });
    hello('GET', '/pulls/12').reply(
      200,
      pullRequestJson(12, { state: 'closed', merged_at: '2026-03-01T10:00:00Z' }),
    );
    await github.merge(REPOSITORY, merge);
  });

  it.each([
    [405, 'At least 1 approving review is required by reviewers with write access.'],
    [409, 'Head branch was modified. Review and try the merge again.'],
  ])('that GitHub will not make (%d) is refused in its words', async (status, message) => {
    const github = await ports();
    put().reply(status, { message });
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    await expect(github.merge(REPOSITORY, merge)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'not-mergeable',
      message,
    });
  });

  it.each([
    ['another merge came between', 'Base branch was modified. Review and try the merge again.', {}],
    [
      'it is still working it out',
      'Pull Request is not mergeable',
      { mergeable: null, mergeable_state: 'unknown' },
    ],
  ])('that GitHub refuses for a moment, because %s, is tried again', async (_, message, shown) => {
    const github = await ports();
    put().reply(405, { message });
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12, shown));
    await expect(github.merge(REPOSITORY, merge)).rejects.toMatchObject({ name: 'Unavailable', message });
  });

  it('with conflicts is refused', async () => {
    const github = await ports();
    put().reply(405, { message: 'Pull Request is not mergeable' });
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12, { mergeable: false, mergeable_state: 'dirty' }));
    await expect(github.merge(REPOSITORY, merge)).rejects.toMatchObject({ code: 'not-mergeable' });
  });

  it('is asked for once when the answer is lost, for it may be merged', async () => {
    const github = await ports();
    put().reply(504, { message: "We couldn't respond to your request in time." });
    await expect(github.merge(REPOSITORY, merge)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('that may not be is refused', async () => {
    const github = await ports();
    put().reply(403, FORBIDDEN);
    await expect(github.merge(REPOSITORY, merge)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
