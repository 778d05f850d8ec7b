import fc from 'fast-check';
import { CATALOGUE } from '../../src/domain/commands/catalogue.js';
import { Permission, type Account } from '../../src/domain/event.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import type { Observation } from '../../src/domain/observation.js';
import { observe } from '../../src/domain/observe.js';
import { longSha } from './world.js';

/**
 * Sets of observations as one workflow may get them: few names, numbers and seconds, so that they often concern the
 * same thing, contradict each other and fall into the same second.
 */

export const BRANCHES = ['feature/apollo-1-42-speed-up', 'feature/apollo-1-42-speed-up-2', 'apollo/own-way'];
const ACCOUNTS = ['alice', 'bob', 'carol', 'mallory', 'apollo-bot', 'athena-bot'];
const SHAS = ['ba5e', 'a1', 'b2', 'c3'].map(longSha);
const TITLE = 'Speed up';

const account = fc
  .constantFrom(...ACCOUNTS)
  .map((login): Account => ({ login, id: ACCOUNTS.indexOf(login), type: 'User' }));
const sha = fc.constantFrom(...SHAS);
export const branch = fc.constantFrom(...BRANCHES);
/** One of few seconds of the source's clock, ms. */
const second = fc.integer({ min: 1, max: 12 }).map((at) => at * 60_000);
/** When we heard of it: never at the same moment twice, except when it is the same news. */
export const heardAt = fc.integer({ min: 1, max: 1_000_000 });
const permission = fc.option(fc.constantFrom(...Permission.options), { nil: null, freq: 8 });
const source = fc.constantFrom('webhook', 'webhook', 'webhook', 'reading');
const inRepository = { installationId: fc.constant(1), repositoryId: fc.constant(100), seenAt: heardAt };
export const of = <K extends string>(kind: K) => ({ kind: fc.constant(kind) });

const issue = fc.record({
  number: fc.constant(42),
  nodeId: fc.constant('I_42'),
  title: fc.constantFrom(TITLE, 'Other'),
  body: fc.constantFrom('', 'Look at `cache.py`.'),
  state: fc.constantFrom('open', 'open', 'open', 'closed'),
  stateReason: fc.constant(null),
  labels: fc.constantFrom<string[]>([], ['agent/athena'], ['do-not-merge/hold']),
  author: fc.constant<Account>({ login: 'carol', id: 2, type: 'User' }),
  url: fc.constant('https://github.com/octo/list/issues/42'),
});

const issueChanged = fc.record({ ...of('issue-changed'), ...inRepository, source, issue, updatedAt: second });
const issueRemoved = fc.record({
  ...of('issue-removed'),
  ...inRepository,
  source,
  issueNumber: fc.constant(42),
  at: heardAt,
  movedTo: fc.constantFrom(
    null,
    'https://github.com/octo/other/issues/1',
    'https://github.com/octo/third/issues/1',
  ),
});

const ARGUMENTS: Partial<Record<string, readonly string[]>> = {
  assign: ['auto', 'apollo', 'athena', 'nemo'],
  reassign: ['auto', 'athena'],
  confidence: ['high', 'medium', 'low'],
  approve: [SHAS[1] ?? '', 'fffffff'],
};

/** Each comment holds one command and has its own moment, so the same comment is always the same command. */
const commandGiven = fc
  .record({
    comment: fc.integer({ min: 1, max: 40 }),
    verb: fc.constantFrom(
      'start',
      'start',
      'start',
      'approve',
      ...CATALOGUE.map(({ verb }) => verb),
      'dance',
    ),
    argument: fc.nat(3),
    by: account,
    permission: fc.constantFrom('write' as const, 'write' as const, 'admin' as const, 'read' as const, null),
    second,
    via: fc.constantFrom('comment', 'label', 'api'),
    usage: fc.boolean(),
  })
  .map(({ comment, verb, argument, by, permission: may, second: at, via, usage }): Observation => {
    const word = ARGUMENTS[verb]?.[argument];
    return {
      kind: 'command-given',
      command: {
        id: `comment-${comment}-1`,
        verb,
        args: word === undefined ? [] : [word],
        text: '',
        problem: verb === 'dance' ? 'unknown-verb' : usage && argument === 3 ? 'usage' : null,
        by,
        permission: may,
        via: via === 'comment' || via === 'label' ? via : 'api',
        number: 42,
        commentId: via === 'comment' ? comment : null,
        at,
      },
    };
  });

const branchMoved = fc.record({
  ...of('branch-moved'),
  ...inRepository,
  source,
  branch,
  sha: fc.option(sha, { nil: null, freq: 6 }),
  by: fc.option(account, { nil: null, freq: 4 }),
  at: second,
});

const checkReported = fc.record({
  ...of('check-reported'),
  ...inRepository,
  sha,
  branches: fc.constant<string[]>([]),
  appId: fc.constant(15368),
  check: fc
    .record({
      name: fc.constantFrom('test', 'lint', 'ci/build'),
      suite: fc.integer({ min: 1, max: 3 }),
      id: fc.integer({ min: 1, max: 4 }),
      conclusion: fc.constantFrom(
        'success',
        'success',
        'failure',
        'skipped',
        'cancelled',
        'action_required',
        null,
      ),
      title: fc.constantFrom(null, 'Failed'),
      at: second,
    })
    .map(({ name, suite, id, conclusion, title, at }) => ({
      key: name.startsWith('ci/') ? `status:${name}` : `run:${suite}:${name}`,
      name,
      suite: name.startsWith('ci/') ? null : suite,
      app: name.startsWith('ci/') ? null : 'github-actions',
      id,
      status: conclusion === null ? ('in_progress' as const) : ('completed' as const),
      conclusion,
      url: null,
      title,
      summary: title,
      at,
    })),
});

const gateRerun = fc.record({
  ...of('gate-rerun-requested'),
  ...inRepository,
  sha,
  branches: fc.constant<string[]>([]),
  appId: fc.constant(1),
  by: account,
  at: second,
});

const pullRequestChanged = fc.record({
  ...of('pull-request-changed'),
  ...inRepository,
  source,
  updatedAt: second,
  headMoved: fc.boolean(),
  pullRequest: fc
    .record({
      number: fc.constantFrom(57, 57, 60),
      state: fc.constantFrom('open', 'open', 'closed', 'merged'),
      draft: fc.boolean(),
      labels: fc.constantFrom<string[]>([], ['do-not-merge/hold']),
      author: account,
      ref: branch,
      sha,
      fork: fc.constantFrom(100, 100, 100, 999, null),
      mergedAt: second,
      promise: fc.constantFrom(true, true, false),
      baseRef: fc.constantFrom('main', 'main', 'next'),
    })
    .map(({ number, state, draft, labels, author, ref, sha: head, fork, mergedAt, promise, baseRef }) => ({
      number,
      nodeId: `PR_${number}`,
      title: TITLE,
      state: state === 'open' ? ('open' as const) : ('closed' as const),
      draft,
      mergedAt: state === 'merged' ? mergedAt : null,
      mergedBy: state === 'merged' ? 'bob' : null,
      labels,
      author,
      head: { ref, sha: head, repositoryId: fork },
      baseRef,
      closes: promise ? [42] : [],
      url: `https://github.com/octo/list/pull/${number}`,
    })),
});

const reviewWeighed = fc
  .record({
    ...inRepository,
    pullRequestNumber: fc.constantFrom(57, 60),
    reviewId: fc.integer({ min: 1, max: 6 }),
    by: account,
    state: fc.constantFrom('approved' as const, 'changes_requested' as const, 'dismissed' as const),
    sha,
    at: second,
    permission,
  })
  .map(({ permission: may, ...review }): Observation => {
    const url = `https://github.com/octo/list/pull/1#${review.reviewId}`;
    return { kind: 'review-weighed', review: { kind: 'review-given', ...review, url }, permission: may };
  });

const mergeGroup = fc.record({
  ...of('merge-group-requested'),
  ...inRepository,
  sha: fc.integer({ min: 1, max: 9 }).map((number) => longSha(`9${number}`)),
  pullRequestNumbers: fc.constant<number[]>([57]),
  at: second,
});

const agentHeard = fc.record({
  ...of('agent-heard'),
  assignmentId: fc.integer({ min: 1, max: 3 }).map((epoch) => `wf-100-42/${epoch}`),
  what: fc.constantFrom('beat' as const, 'progress' as const),
  at: heardAt,
});

const reportAsked = fc.record({ ...of('report-asked'), at: heardAt }).map((asked) => ({
  ...asked,
  date: '2027-01-15',
  since: asked.at - 86_400_000,
  until: asked.at + 1_800_000,
}));

const escalationClosed = fc.record({
  ...of('escalation-closed'),
  number: fc.integer({ min: 800, max: 801 }),
  at: second,
});

/** What the outside can say. */
export const outside: fc.Arbitrary<Observation> = fc.oneof(
  { arbitrary: issueChanged, weight: 3 },
  { arbitrary: commandGiven, weight: 5 },
  { arbitrary: branchMoved, weight: 4 },
  { arbitrary: checkReported, weight: 4 },
  { arbitrary: pullRequestChanged, weight: 3 },
  { arbitrary: reviewWeighed, weight: 2 },
  { arbitrary: mergeGroup, weight: 1 },
  { arbitrary: gateRerun, weight: 1 },
  { arbitrary: agentHeard, weight: 1 },
  { arbitrary: escalationClosed, weight: 1 },
  { arbitrary: reportAsked, weight: 1 },
  {
    arbitrary: fc.oneof({ arbitrary: issueRemoved, weight: 1 }, { arbitrary: issueChanged, weight: 9 }),
    weight: 1,
  },
);

export function told(observations: readonly Observation[], facts: Facts = noFacts()): Facts {
  return observations.reduce(observe, facts);
}
