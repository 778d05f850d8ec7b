import { describe, expect, it } from '@jest/globals';
import { CODERTOCAT, eventsOf, example, GHOST, HERE, SEEN_AT, translated } from './examples.js';

const AT = Date.UTC(2019, 4, 15, 15, 20, 18);
const ISSUE = {
  number: 1,
  nodeId: 'MDU6SXNzdWU0NDQ1MDAwNDE=',
  title: 'Spelling error in the README file',
  body: "It looks like you accidently spelled 'commit' with two 't's.",
  state: 'open',
  stateReason: null,
  labels: ['bug'],
  author: CODERTOCAT,
  url: 'https://github.com/Codertocat/Hello-World/issues/1',
};
const CHANGED = { kind: 'issue-changed', ...HERE, source: 'webhook', issue: ISSUE, updatedAt: AT };
const WRITTEN = {
  kind: 'text-written',
  ...HERE,
  number: 1,
  onPullRequest: false,
  commentId: null,
  viaAppId: null,
  by: CODERTOCAT,
  body: ISSUE.body,
  at: AT,
};
const LABELED = {
  kind: 'label-changed',
  ...HERE,
  issueNumber: 1,
  label: 'bug',
  on: true,
  by: CODERTOCAT,
  at: AT,
};

describe('issues', () => {
  it.each(['edited', 'assigned'])('%s shows the issue as it is', (action) => {
    expect(eventsOf('issues', example('issues', action))).toEqual([CHANGED]);
  });

  it.each(['closed', 'milestoned', 'typed', 'what GitHub thinks of next'])('%s shows it too', (action) => {
    expect(eventsOf('issues', example('issues', 'edited', { action }))).toEqual([CHANGED]);
  });

  it('opened is also text', () => {
    expect(eventsOf('issues', example('issues', 'opened'))).toEqual([CHANGED, WRITTEN]);
  });

  it('opened by an App says which', () => {
    const payload = example('issues', 'opened', { issue: { performed_via_github_app: { id: 77 } } });
    expect(eventsOf('issues', payload)).toEqual([CHANGED, { ...WRITTEN, viaAppId: 77 }]);
  });

  it('opened by transfer is no text: it was written, and may have been edited, elsewhere', () => {
    const payload = example('issues', 'opened', {
      changes: { old_issue: { number: 9 }, old_repository: { id: 5 } },
    });
    expect(eventsOf('issues', payload)).toEqual([CHANGED]);
  });

  it('labeled says who put which label on', () => {
    const sender = { login: 'mallory', id: 666, type: 'User' };
    const payload = example('issues', 'labeled', { sender, label: { name: 'tekton' } });
    expect(eventsOf('issues', payload)).toEqual([CHANGED, { ...LABELED, label: 'tekton', by: sender }]);
  });

  it('unlabeled says who took it off, at its own time', () => {
    const at = AT + 8000;
    expect(eventsOf('issues', example('issues', 'unlabeled'))).toMatchObject([
      { kind: 'issue-changed', updatedAt: at },
      { ...LABELED, on: false, at },
    ]);
  });

  it('unlabeled, because the label was deleted, shows the issue', () => {
    expect(eventsOf('issues', example('issues', 'unlabeled', { label: undefined }))).toMatchObject([
      { kind: 'issue-changed' },
    ]);
  });

  it('deleted is a removal, at the time of the news', () => {
    const payload = example('issues', 'deleted', { repository: { id: HERE.repositoryId } });
    expect(eventsOf('issues', payload)).toEqual([
      { kind: 'issue-removed', ...HERE, source: 'webhook', issueNumber: 1, at: SEEN_AT, movedTo: null },
    ]);
  });

  it('transferred is a removal that says where to', () => {
    const payload = example('issues', 'transferred', { repository: { id: HERE.repositoryId } });
    const movedTo = 'https://github.com/Codertocat/Hello-World/issues/1';
    expect(eventsOf('issues', payload)).toEqual([
      { kind: 'issue-removed', ...HERE, source: 'webhook', issueNumber: 1, at: SEEN_AT, movedTo },
    ]);
  });

  it.each(['pinned', 'unpinned'])('%s is ignored', (action) => {
    expect(translated('issues', example('issues', action))).toEqual({
      outcome: 'ignored',
      reason: 'action-not-used',
    });
  });

  it('about a pull request is ignored: its own webhook tells it', () => {
    const payload = example('issues', 'labeled', { issue: { pull_request: { url: 'x' } } });
    expect(translated('issues', payload)).toEqual({ outcome: 'ignored', reason: 'is-a-pull-request' });
  });
});

describe('an odd issue', () => {
  it.each([
    ['a title of 256 emoji', { title: '🚀'.repeat(256) }, { title: '🚀'.repeat(256) }],
    ['no body', { body: null }, { body: '' }],
    ['an author who is gone', { user: null }, { author: GHOST }],
    ['no label', { labels: [] }, { labels: [] }],
    ['an odd label', { labels: [{ name: '`<b>/tekton "\u202e' }] }, { labels: ['`<b>/tekton "\u202e'] }],
    ['a label of 50 characters', { labels: [{ name: 'é'.repeat(50) }] }, { labels: ['é'.repeat(50)] }],
    [
      'a reason to be closed',
      { state: 'closed', state_reason: 'not_planned' },
      { state: 'closed', stateReason: 'not_planned' },
    ],
    ['the longest body', { body: 'x'.repeat(65_536) }, { body: 'x'.repeat(8_000) }],
    ['a longer body', { body: 'x'.repeat(65_537) }, { body: 'x'.repeat(8_000) }],
    ['a body cut within an emoji', { body: `x${'🚀'.repeat(40_000)}` }, { body: `x${'🚀'.repeat(3_999)}` }],
  ])('may have %s', (_, issue, expected) => {
    expect(eventsOf('issues', example('issues', 'edited', { issue }))).toEqual([
      { ...CHANGED, issue: { ...ISSUE, ...expected } },
    ]);
  });

  it.each([
    ['no number', { number: undefined }, /^issue\.number: /],
    ['number 0', { number: 0 }, /^issue\.number: /],
    ['no labels', { labels: undefined }, /^issue\.labels: /],
    ['a state that is not known', { state: 'merged' }, /^issue\.state: /],
    ['no date', { updated_at: 'yesterday' }, /^issue\.updated_at: is not a date$/],
    ['a date without its zone', { updated_at: '2019-05-15T15:20:18' }, /^issue\.updated_at: is not a date$/],
    ['an impossible date', { updated_at: '2019-13-45T15:20:18Z' }, /^issue\.updated_at: is not a date$/],
    [
      'a date before time began',
      { updated_at: '1969-05-15T15:20:18Z' },
      /^issue\.updated_at: is not a date$/,
    ],
    ['an author of no form', { user: 'Codertocat' }, /^issue\.user: /],
  ])('is refused with %s', (_, issue, fault) => {
    const translation = translated('issues', example('issues', 'edited', { issue }));
    expect(translation).toEqual({ outcome: 'refused', fault: expect.stringMatching(fault) });
  });

  it('is refused when nobody did it', () => {
    const translation = translated('issues', example('issues', 'labeled', { sender: undefined }));
    expect(translation).toEqual({ outcome: 'refused', fault: expect.stringMatching(/^sender: /) });
  });
});

describe('issue_comment', () => {
  const COMMENT = {
    ...WRITTEN,
    commentId: 492700400,
    body: "You are totally right! I'll get this fixed right away.",
    at: AT + 3000,
  };

  it('created is text, and shows the issue', () => {
    expect(eventsOf('issue_comment', example('issue_comment', 'created'))).toEqual([
      { ...CHANGED, updatedAt: AT + 3000 },
      COMMENT,
    ]);
  });

  it('created on the page of a pull request is text only', () => {
    const payload = example('issue_comment', 'created', { issue: { pull_request: { url: 'x' } } });
    expect(eventsOf('issue_comment', payload)).toEqual([{ ...COMMENT, onPullRequest: true }]);
  });

  it.each([
    ['through an App', { performed_via_github_app: { id: 77 } }, { viaAppId: 77 }],
    [
      'by a bot',
      { user: { login: 'x[bot]', id: 3, type: 'Bot' } },
      { by: { login: 'x[bot]', id: 3, type: 'Bot' } },
    ],
    ['by somebody who is gone', { user: null }, { by: GHOST }],
  ])('created %s says so', (_, comment, expected) => {
    expect(eventsOf('issue_comment', example('issue_comment', 'created', { comment }))[1]).toEqual({
      ...COMMENT,
      ...expected,
    });
  });

  it('speaks for who wrote it, not for who sent it', () => {
    const sender = { login: 'mallory', id: 666, type: 'User' };
    expect(eventsOf('issue_comment', example('issue_comment', 'created', { sender }))[1]).toEqual(COMMENT);
  });

  it.each(['edited', 'deleted', 'pinned'])('%s is ignored: nobody approves by editing', (action) => {
    const payload = example('issue_comment', 'created', { action });
    expect(translated('issue_comment', payload)).toEqual({ outcome: 'ignored', reason: 'action-not-used' });
  });
});
