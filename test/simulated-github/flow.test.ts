import { describe, expect, it } from '@jest/globals';
import { at, setUp } from './setting.js';

describe('an issue that becomes merged work', () => {
  it('goes all the way, told by webhooks in order', async () => {
    const { github, bot, events, headOf, judge } = setUp();
    expect(await events()).toEqual(['installation.created']);

    const number = github.as('alice').openIssue('acme/api', { title: 'Broken', labels: ['bug'] });
    expect(await events()).toEqual(['issues.opened', 'issues.labeled']);

    await bot.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...at,
      issue_number: number,
      body: 'On it.',
    });
    await bot.request('POST /repos/{owner}/{repo}/git/refs', {
      ...at,
      ref: 'refs/heads/fix',
      sha: headOf('main'),
    });
    expect(await events()).toEqual(['issue_comment.created', 'create', 'push', 'check_suite.requested']);

    const sha = github
      .as('bob')
      .push('acme/api', { branch: 'fix', files: { 'src/a.ts': 'one\n2\nthree\n' } });
    expect(await events()).toEqual(['push', 'check_suite.requested']);

    const pull = await bot.request('POST /repos/{owner}/{repo}/pulls', {
      ...at,
      title: 'Fix',
      head: 'fix',
      base: 'main',
      body: `Closes #${number}`,
      draft: true,
    });
    expect(pull.data).toMatchObject({
      commits: 1,
      additions: 1,
      deletions: 1,
      changed_files: 1,
      draft: true,
      mergeable: true,
    });
    await bot.request('POST /repos/{owner}/{repo}/check-runs', {
      ...at,
      name: 'gate',
      head_sha: sha,
      status: 'completed',
      conclusion: 'success',
    });
    expect(await events()).toEqual([
      'pull_request.opened',
      'check_run.created',
      'check_run.completed',
      'check_suite.completed',
    ]);

    await bot.graphql(
      'mutation ($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { id } } }',
      { id: pull.data.node_id },
    );
    await bot.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
      ...at,
      pull_number: pull.data.number,
      reviewers: ['bob'],
    });
    github.as('bob').review('acme/api', pull.data.number, 'APPROVED');
    expect(await events()).toEqual([
      'pull_request.ready_for_review',
      'pull_request.review_requested',
      'pull_request_review.submitted',
    ]);

    const merge = await bot.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
      ...at,
      pull_number: pull.data.number,
      merge_method: 'squash',
      sha,
    });
    expect(merge.data.merged).toBe(true);
    expect(await events()).toEqual(['pull_request.closed', 'push', 'check_suite.requested', 'issues.closed']);
    const { data: issue } = await bot.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      ...at,
      issue_number: number,
    });
    expect(issue).toMatchObject({ state: 'closed', state_reason: 'completed' });
    expect(judge.violations).toEqual([]);
  });
});
