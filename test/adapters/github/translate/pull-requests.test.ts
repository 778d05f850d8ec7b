import { describe, expect, it } from '@jest/globals';
import { CODERTOCAT, eventsOf, example, GHOST, HERE, translated } from './examples.js';

const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';
const AT = Date.UTC(2019, 4, 15, 15, 20, 33);

describe('pull_request', () => {
  const PULL_REQUEST = {
    number: 2,
    nodeId: 'MDExOlB1bGxSZXF1ZXN0Mjc5MTQ3NDM3',
    title: 'Update the README with new information.',
    state: 'open',
    draft: false,
    mergedAt: null,
    mergedBy: null,
    labels: [],
    author: CODERTOCAT,
    head: { ref: 'changes', sha: SHA, repositoryId: HERE.repositoryId },
    baseRef: 'master',
    closes: [],
    url: 'https://github.com/Codertocat/Hello-World/pull/2',
  };
  const CHANGED = {
    kind: 'pull-request-changed',
    ...HERE,
    source: 'webhook',
    pullRequest: PULL_REQUEST,
    headMoved: true,
    updatedAt: AT,
  };
  const MOVED = {
    kind: 'branch-moved',
    ...HERE,
    source: 'webhook',
    branch: 'changes',
    sha: SHA,
    by: CODERTOCAT,
    at: AT,
  };

  it.each(['opened', 'reopened', 'synchronize'])('%s shows it, and the head of its branch', (action) => {
    expect(eventsOf('pull_request', example('pull_request', 'opened', { action }))).toEqual([CHANGED, MOVED]);
  });

  it.each(['closed', 'edited', 'labeled', 'ready_for_review', 'enqueued', 'what GitHub thinks of next'])(
    '%s shows it',
    (action) => {
      expect(eventsOf('pull_request', example('pull_request', 'opened', { action }))).toEqual([
        { ...CHANGED, headMoved: false },
      ]);
    },
  );

  it('from a fork moves no branch of ours', () => {
    const payload = example('pull_request', 'opened', { pull_request: { head: { repo: { id: 5 } } } });
    const head = { ...PULL_REQUEST.head, repositoryId: 5 };
    expect(eventsOf('pull_request', payload)).toEqual([
      { ...CHANGED, pullRequest: { ...PULL_REQUEST, head } },
    ]);
  });

  it('from a fork that is gone moves no branch of ours', () => {
    const payload = example('pull_request', 'opened', { pull_request: { head: { repo: null } } });
    const head = { ...PULL_REQUEST.head, repositoryId: null };
    expect(eventsOf('pull_request', payload)).toEqual([
      { ...CHANGED, pullRequest: { ...PULL_REQUEST, head } },
    ]);
  });

  it.each([
    [
      'who merged it',
      { state: 'closed', merged: true, merged_at: '2019-05-15T15:21:00Z', merged_by: { login: 'bob' } },
      { state: 'closed', mergedAt: Date.parse('2019-05-15T15:21:00Z'), mergedBy: 'bob' },
    ],
    ['a draft', { draft: true }, { draft: true }],
    ['labels', { labels: [{ name: 'a' }, { name: 'b' }] }, { labels: ['a', 'b'] }],
    ['an author who is gone', { user: null }, { author: GHOST }],
    ['no body', { body: null }, { closes: [] }],
    [
      'what it promises',
      { body: 'Fixes #7, closes Codertocat/hello-world#8 and resolves other/repo#9' },
      { closes: [7, 8] },
    ],
    [
      'a promise as a link',
      { body: 'Fixes https://github.com/Codertocat/Hello-World/issues/7' },
      { closes: [7] },
    ],
  ])('shows %s', (_, pull_request, expected) => {
    expect(
      eventsOf('pull_request', example('pull_request', 'opened', { action: 'edited', pull_request })),
    ).toEqual([{ ...CHANGED, headMoved: false, pullRequest: { ...PULL_REQUEST, ...expected } }]);
  });

  it('gives no commands: its text is not kept', () => {
    const body = '/tekton assign apollo';
    const events = eventsOf('pull_request', example('pull_request', 'opened', { pull_request: { body } }));
    expect(JSON.stringify(events)).not.toContain('/tekton');
  });
});

describe('pull_request_review', () => {
  const REVIEW = {
    kind: 'review-given',
    ...HERE,
    pullRequestNumber: 2,
    reviewId: 237895671,
    by: CODERTOCAT,
    state: 'approved',
    sha: SHA,
    url: 'https://github.com/Codertocat/Hello-World/pull/2#pullrequestreview-237895671',
    at: AT + 5000,
  };

  it.each([
    ['approved', 'approved'],
    ['changes_requested', 'changes_requested'],
    ['APPROVED', 'approved'],
    ['CHANGES_REQUESTED', 'changes_requested'],
  ])('submitted as %s is the opinion %s', (given, state) => {
    const payload = example('pull_request_review', 'submitted', { review: { state: given } });
    expect(eventsOf('pull_request_review', payload)).toEqual([{ ...REVIEW, state }]);
  });

  it('dismissed takes the opinion of its author back, at the time of the page', () => {
    const change = {
      sender: { login: 'bob', id: 4, type: 'User' },
      pull_request: { updated_at: '2019-05-15T16:00:00Z' },
    };
    expect(eventsOf('pull_request_review', example('pull_request_review', 'dismissed', change))).toEqual([
      { ...REVIEW, state: 'dismissed', at: Date.UTC(2019, 4, 15, 16) },
    ]);
  });

  it.each(['commented', 'COMMENTED', 'pending', 'dismissed', ''])(
    'submitted as %p is no verdict',
    (state) => {
      const payload = example('pull_request_review', 'submitted', { review: { state } });
      expect(translated('pull_request_review', payload)).toEqual({
        outcome: 'ignored',
        reason: 'review-without-verdict',
      });
    },
  );

  it('edited is ignored: nobody approves by editing', () => {
    const payload = example('pull_request_review', 'submitted', {
      action: 'edited',
      review: { state: 'approved' },
    });
    expect(translated('pull_request_review', payload)).toEqual({
      outcome: 'ignored',
      reason: 'action-not-used',
    });
  });

  it('of no commit approves nothing, but may object', () => {
    const review = (state: string) =>
      example('pull_request_review', 'submitted', { review: { state, commit_id: null } });
    expect(translated('pull_request_review', review('approved'))).toMatchObject({ outcome: 'refused' });
    expect(eventsOf('pull_request_review', review('changes_requested'))).toMatchObject([{ sha: SHA }]);
  });
});
