import fc from 'fast-check';
import type { Account, Permission } from '../../src/domain/event.js';
import type { Observation } from '../../src/domain/observation.js';
import { longSha } from './world.js';

/** News that comes in together, and whether all that is wanted is performed before the next. */
export interface Delivery {
  events: readonly Observation[];
  rest: boolean;
}

const BRANCH = 'feature/apollo-1-42-speed-up';
const MINUTE = 60_000;
const where = { installationId: 1, repositoryId: 100 };

function account(login: string): Account {
  return { login, id: login.length, type: 'User' };
}

function said(
  at: number,
  verb: string,
  by: string,
  permission: Permission | null = 'write',
  via: 'comment' | 'label' = 'comment',
): Observation {
  return {
    kind: 'command-given',
    command: {
      id: `${via}-${at}-1`,
      verb,
      args: [],
      text: verb === 'hold' ? 'wait' : '',
      problem: null,
      by: account(by),
      permission,
      via,
      number: 42,
      commentId: via === 'comment' ? at : null,
      at: at * MINUTE,
    },
  };
}

function issue(at: number, labels: string[]): Observation {
  const author = account('carol');
  const url = 'https://github.com/octo/list/issues/42';
  const shown = {
    number: 42,
    nodeId: 'I_42',
    title: 'Speed up',
    body: '',
    state: 'open' as const,
    stateReason: null,
  };
  return {
    kind: 'issue-changed',
    ...where,
    seenAt: at * MINUTE + 500,
    source: 'webhook',
    issue: { ...shown, labels, author, url },
    updatedAt: at * MINUTE,
  };
}

function pushed(at: number, sha: string): Observation {
  const by = account('apollo-bot');
  return {
    kind: 'branch-moved',
    ...where,
    seenAt: at * MINUTE + 500,
    source: 'webhook',
    branch: BRANCH,
    sha,
    by,
    at: at * MINUTE,
  };
}

function checked(at: number, sha: string, name: string, conclusion: string | null): Observation {
  return {
    kind: 'check-reported',
    ...where,
    seenAt: at * MINUTE + 500,
    sha,
    branches: [BRANCH],
    appId: 15368,
    check: {
      key: `run:7:${name}`,
      name,
      app: 'github-actions',
      suite: 7,
      id: at - (conclusion === null ? 0 : 1),
      status: conclusion === null ? 'in_progress' : 'completed',
      conclusion,
      url: null,
      title: null,
      summary: null,
      at: at * MINUTE,
    },
  };
}

function reviewed(
  at: number,
  by: string,
  state: 'approved' | 'changes_requested',
  sha: string,
  permission: Permission,
): Observation {
  const told = { pullRequestNumber: 57, reviewId: at, by: account(by), state, sha, url: '', at: at * MINUTE };
  return {
    kind: 'review-weighed',
    review: { kind: 'review-given', ...where, seenAt: at * MINUTE + 500, ...told },
    permission,
  };
}

/**
 * An issue is started, an agent pushes some commits, the last of which passes, and people look at it and speak up
 * meanwhile. Told in its order.
 */
export const story: fc.Arbitrary<Observation[]> = fc
  .record({
    commits: fc.array(fc.constantFrom('failure', 'success', 'cancelled'), { maxLength: 3 }),
    secondCheck: fc.boolean(),
    startedBy: fc.constantFrom('comment' as const, 'label' as const),
    secondStart: fc.boolean(),
    hold: fc.constantFrom('none', 'held', 'lifted', 'lifted by nobody'),
    label: fc.boolean(),
    objection: fc.boolean(),
    approval: fc.constantFrom('none', 'review', 'command', 'stranger'),
    ready: fc.boolean(),
    questions: fc.boolean(),
    escalation: fc.boolean(),
    queue: fc.boolean(),
  })
  .map((given) => {
    const outcomes = [...given.commits, 'success'];
    const shas = outcomes.map((_, index) => longSha(`c${index + 1}`));
    const last = shas.at(-1) ?? '';
    const first = shas[0] ?? '';
    const when = (condition: boolean, ...events: Observation[]) => (condition ? events : []);
    return [
      issue(1, []),
      said(2, 'start', 'alice', 'write', given.startedBy),
      ...when(given.secondStart, said(3, 'start', 'bob')),
      ...when(given.questions, said(4, 'status', 'mallory', 'read'), said(5, 'stop', 'mallory', 'read')),
      ...when(given.hold !== 'none', said(6, 'hold', 'bob')),
      ...shas.flatMap((sha, index) => {
        const at = 10 + 5 * index;
        return [
          pushed(at, sha),
          checked(at + 1, sha, 'test', null),
          checked(at + 2, sha, 'test', outcomes[index] ?? ''),
          ...when(given.secondCheck, checked(at + 3, sha, 'lint', 'success')),
        ];
      }),
      ...when(given.objection, reviewed(40, 'dave', 'changes_requested', first, 'write')),
      ...when(given.ready, said(41, 'ready', 'apollo-bot', 'none')),
      ...when(given.hold === 'lifted', said(42, 'unhold', 'bob')),
      ...when(given.hold === 'lifted by nobody', said(42, 'unhold', 'apollo-bot', 'write')),
      ...when(given.label, issue(43, ['do-not-merge/hold'])),
      ...when(given.approval === 'review', reviewed(44, 'bob', 'approved', last, 'write')),
      ...when(given.approval === 'command', said(44, 'approve', 'bob')),
      ...when(given.approval === 'stranger', reviewed(44, 'mallory', 'approved', last, 'read')),
      ...when(given.escalation, said(45, 'escalate', 'apollo-bot', 'none')),
      ...when(given.queue, {
        kind: 'merge-group-requested',
        ...where,
        seenAt: 46 * MINUTE,
        sha: longSha('9e'),
        pullRequestNumbers: [57],
        at: 46 * MINUTE,
      }),
    ];
  });

/** The story in any order, some of it twice, in parcels of any size. */
export function delivery(events: readonly Observation[]): fc.Arbitrary<Delivery[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...events]),
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([again, each, rests]) =>
      [...again, ...each].map((event) => ({ events: [event], rest: rests.next().value === true })),
    );
}
