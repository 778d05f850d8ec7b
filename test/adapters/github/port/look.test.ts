import { describe, expect, it } from '@jest/globals';
import { commentJson, pullRequestJson } from '../answers.js';
import { APP_ID, hello, playGitHub, ports, REPOSITORY } from '../over-the-wire.js';

playGitHub();

const SINCE = Date.parse('2026-11-23T09:00:00Z');
const page = { number: 7, onPullRequest: false, since: SINCE };
const written = (id: number, over: object = {}) => ({
  ...commentJson(id, '/tekton hold', null),
  created_at: '2026-11-23T09:30:00Z',
  updated_at: '2026-11-23T09:30:00Z',
  ...over,
});

describe('what was written meanwhile', () => {
  it('is read since a time; what was edited since, or is older, or is ours, is left out', async () => {
    const github = await ports();
    hello('GET', '/issues/7/comments')
      .query({ since: '2026-11-23T09:00:00.000Z', per_page: 100 })
      .reply(200, [
        written(1),
        written(2, { updated_at: '2026-11-23T09:31:00Z' }),
        written(3, { created_at: '2026-11-23T08:00:00Z', updated_at: '2026-11-23T08:00:00Z' }),
        written(4, { performed_via_github_app: { id: APP_ID } }),
      ]);
    expect(await github.readComments(REPOSITORY, page)).toMatchObject([
      { kind: 'text-written', commentId: 1, number: 7, onPullRequest: false, body: '/tekton hold' },
    ]);
  });
});

describe('the pull requests of a branch', () => {
  it('are those that are open from the repository’s own branch of that name', async () => {
    const github = await ports();
    hello('GET', '/pulls')
      .query({ state: 'open', head: 'octo-org:feature/x' })
      .reply(200, [pullRequestJson(12)]);
    expect(await github.readPullRequestsFrom(REPOSITORY, 'feature/x')).toMatchObject([
      { kind: 'pull-request-changed', source: 'reading', pullRequest: { number: 12 } },
    ]);
  });
});
