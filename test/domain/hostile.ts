import { CATALOGUE } from '../../src/domain/commands/catalogue.js';
import { Config } from '../../src/domain/config/schema.js';
import { Permission, type Account, type PullRequest } from '../../src/domain/event.js';
import type { Command } from '../../src/domain/facts.js';
import type { Observation } from '../../src/domain/observation.js';
import type { Context } from '../../src/domain/workflow/situation.js';
import { longSha } from './world.js';

/** News of an issue that hundreds of people do to whatever they can. */

const TEAM = Array.from({ length: 12 }, (_, index) => ({
  name: `agent-${index}`,
  login: `agent-${index}-bot`,
  capabilities: ['python', 'typescript'],
}));

export const CONTEXT: Context = {
  config: Config.parse({ team: TEAM, review: { approvals: 2 } }),
  project: { owner: 'octo', name: 'list', state: 'active', defaultBranch: 'main', pause: null },
  installation: { state: 'active', permissionsChangedAt: 0 },
  repositoryId: 100,
  issueNumber: 42,
};

const where = { installationId: 1, repositoryId: 100 };
const SECOND = 1000;
const START = 1_800_000_000_000;
const VERBS = [...CATALOGUE.map(({ verb }) => verb), 'dance'];
const LONG = '漢'.repeat(500);

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const account = (login: string, id: number): Account => ({ login, id, type: 'User' });
const sha = (number: number) => longSha(number.toString(16).padStart(8, '0'));
export const commentId = (index: number) => 2_345_000_000 + index;

export function command(index: number, over: Partial<Command> = {}): Command {
  const permissions = [...Permission.options, null];
  const verb = VERBS[index % VERBS.length] ?? 'start';
  return {
    id: `comment-${commentId(index)}-1`,
    verb,
    args: verb === 'assign' || verb === 'reassign' ? [`agent-${index % 12}`] : [],
    text: verb === 'hold' || verb === 'escalate' || verb === 'confidence' ? LONG : '',
    problem: verb === 'dance' ? 'unknown-verb' : null,
    by: account(index % 5 === 0 ? 'carol' : `somebody-with-a-long-name-${index % 400}`, index % 400),
    permission: permissions[Math.floor(index / VERBS.length) % permissions.length] ?? null,
    via: 'comment',
    number: 42,
    commentId: commentId(index),
    at: START + index * SECOND,
    ...over,
  };
}

export function turn(epoch: number, wish: string): Observation {
  const because = [
    { code: 'capability' as const, share: 60, matched: ['python'], missing: ['typescript'] },
    { code: 'load' as const, share: 20, active: 1, capacity: 3 },
  ];
  const candidates = TEAM.map(({ name }) => ({ agent: name, score: 80, because, excluded: null }));
  const agent = `agent-${epoch % 12}`;
  return {
    kind: 'agent-assigned',
    assignment: {
      id: `wf-100-42/${epoch}`,
      epoch,
      wish,
      agent,
      login: `${agent}-bot`,
      terminal: agent,
      branch: `feature/${agent}-42-${epoch}`,
      ranking: {
        requirement: { complexity: 'simple', capabilities: ['python'], evidence: [] },
        candidates,
        others: 0,
      },
      at: START + epoch * SECOND,
    },
  };
}

export function moved(branch: string, index: number): Observation {
  const at = START + index * SECOND;
  return {
    kind: 'branch-moved',
    ...where,
    seenAt: at,
    source: 'webhook',
    branch,
    sha: sha(index),
    by: null,
    at,
  };
}

/** A job of a workflow of its own, 20 for each push: a run that fails, and its suite. */
export function jobReported(
  index: number,
  name: string,
  kind: 'run' | 'suite' | 'status' = 'run',
): Observation {
  const at = START + index * SECOND;
  const push = Math.floor(index / 20);
  const suite = 47_000_000_000 + index;
  const said = kind === 'suite' ? null : `${name} `.repeat(20);
  return {
    kind: 'check-reported',
    ...where,
    seenAt: at,
    sha: sha(push),
    branches: [],
    appId: 15368,
    check: {
      // A key holds 60 bytes of a name at most.
      key: kind === 'suite' ? `suite:${suite}` : `${kind}:${suite}:${'k'.repeat(60)}`,
      name: kind === 'suite' ? 'GitHub Actions' : `${name} ${index % 20}`,
      app: kind === 'status' ? null : 'github-actions',
      id: 52_000_000_000 + index,
      suite: kind === 'status' ? null : suite,
      status: 'completed',
      conclusion: 'failure',
      url: said === null ? null : `https://github.com/octo/list/actions/runs/${suite}/job/${'1'.repeat(150)}`,
      title: said,
      summary: said,
      at,
    },
  };
}

function pullRequest(number: number, index: number): Observation {
  const at = START + index * SECOND;
  const shown: PullRequest = {
    number,
    nodeId: `PR_kwDOA${number}`,
    title: '題'.repeat(256),
    state: 'open',
    draft: false,
    mergedAt: null,
    mergedBy: null,
    labels: times(10, (label) => `label-${label}`),
    author: account('agent-1-bot', 1),
    head: { ref: `mention-${number}`, sha: sha(index), repositoryId: 100 },
    baseRef: 'main',
    closes: [42],
    url: `https://github.com/octo/list/pull/${number}`,
  };
  return {
    kind: 'pull-request-changed',
    ...where,
    seenAt: at,
    source: 'webhook',
    pullRequest: shown,
    headMoved: true,
    updatedAt: at,
  };
}

function review(index: number): Observation {
  const permission = Permission.options[index % Permission.options.length] ?? null;
  const at = START + index * SECOND;
  const by = account(`reviewer-${index}`, index);
  const url = `https://github.com/octo/list/pull/1000#pullrequestreview-${index}`;
  const state = index % 2 === 0 ? 'approved' : 'changes_requested';
  const said = {
    pullRequestNumber: 1000 + (index % 3),
    reviewId: index,
    by,
    state,
    sha: sha(1),
    url,
    at,
  } as const;
  return {
    kind: 'review-weighed',
    review: { kind: 'review-given', ...where, seenAt: at, ...said },
    permission,
  };
}

function issue(): Observation {
  return {
    kind: 'issue-changed',
    ...where,
    seenAt: START,
    source: 'webhook',
    updatedAt: START,
    issue: {
      number: 42,
      nodeId: 'I_kwDOA42',
      title: '題'.repeat(256),
      body: '漢'.repeat(8_000),
      state: 'open',
      stateReason: null,
      labels: times(100, (label) => `label-${label}-${'漢'.repeat(40)}`),
      author: account('carol', 2),
      url: 'https://github.com/octo/list/issues/42',
    },
  };
}

/**
 * The news in an order in which it could come: whatever follows from something comes after it.
 *
 * @param letter what the names and words of checks are written in.
 */
export function hostile(letter: string): Observation[] {
  return [
    issue(),
    ...times(20 * 15, (index) =>
      (['run', 'suite', 'status'] as const).map((kind) => jobReported(index, letter.repeat(80), kind)),
    ).flat(),
    ...times(200, (index): Observation[] => [
      { kind: 'command-given', command: command(index, { verb: 'reassign', args: [], permission: 'write' }) },
      {
        kind: 'nobody-available',
        wish: `comment-${commentId(index)}-1`,
        at: START + index,
        ranking: ranking(index),
      },
      turn(index + 1, `comment-${commentId(index)}-1`),
      moved(`feature/agent-${(index + 1) % 12}-42-${index + 1}`, index),
    ]).flat(),
    ...times(2_000, (index): Observation => ({ kind: 'command-given', command: command(1_000 + index) })),
    ...times(200, (index) => pullRequest(800 + index, index)),
    ...times(3, (index) => pullRequest(1000 + index, 300 + index)),
    ...times(200, (index) => pullRequest(1002, 1_000 + index)),
    ...times(300, (index) => moved(`mention-${800 + (index % 210)}`, 400 + index)),
    ...times(300, (index) => moved('mention-1002', 800 + index)),
    ...times(500, review),
  ];
}

function ranking(index: number) {
  const found = turn(index, 'x');
  return found.kind === 'agent-assigned'
    ? found.assignment.ranking
    : {
        requirement: { complexity: 'simple' as const, capabilities: [], evidence: [] },
        candidates: [],
        others: 0,
      };
}

/** What doing all that is wanted because of it would make known. */
export function performed(seen: Observation): Observation[] {
  return keysFor(seen).map(([key, at]) => ({
    kind: 'effect-performed',
    key,
    hash: 'k3v9x0a1b2c',
    at,
    ref: key.startsWith('reply/') ? 2_345_678_901 : null,
  }));
}

function keysFor(seen: Observation): (readonly [key: string, at: number])[] {
  switch (seen.kind) {
    case 'command-given': {
      const { id, commentId: comment, verb, at } = seen.command;
      const more = verb === 'refresh' ? [`read-issue/${id}`, `read-checks/${id}`] : [];
      return [`react/${comment}/rocket`, `reply/${id}`, `notify/escalate/${id}`, ...more].map((key) => [
        key,
        at + 5,
      ]);
    }
    case 'agent-assigned': {
      const { id, wish, epoch, branch, at } = seen.assignment;
      return [
        `assign/${wish}/${epoch}`,
        `hand-over/${id}`,
        `release/${id}`,
        `branch/${branch}`,
        `notify/red/${id}/${sha(epoch)}`,
        'comment/status',
      ].map((key) => [key, at + 5]);
    }
    case 'branch-moved':
      return [
        [`check/${seen.sha}`, seen.at],
        [`read-checks/${seen.sha}`, seen.at],
      ];
    case 'pull-request-changed': {
      const { number, head } = seen.pullRequest;
      return [
        `point/pull-request/${number}`,
        `read-reviews/${number}`,
        `point/branch/${head.ref}`,
        `reviewers/${number}/${head.sha}`,
        `merge/${number}`,
        `read-pull-request/${number}/${seen.seenAt}`,
      ].map((key) => [key, seen.seenAt]);
    }
    case 'review-weighed':
      return [[`notify/changes/wf-100-42/200/${seen.review.reviewId}`, seen.review.at]];
    default:
      return [];
  }
}
