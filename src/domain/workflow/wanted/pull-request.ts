import { hashOf, type Effect } from '../../effect.js';
import type { PullRequest } from '../../event.js';
import type { Situation } from '../situation.js';
import { isOfTurn } from '../pull-requests.js';
import { lastAssignment } from '../turns.js';
import { isTrusted } from '../confidence.js';
import { isApproved, mayOpen } from '../steps.js';

/** The pull request from opening to merge, and the tidying after it. */
export function wantedForPullRequest(situation: Situation): Effect[] {
  const { pullRequest, status } = situation;
  if (status === 'complete') return [...merged(situation), ...tidying(situation)];
  if (status !== 'active' && status !== 'cancelled') return [];
  const found = finding(situation);
  // It may be approved after its issue was closed, and GitHub waits for the gate on it.
  if (status === 'cancelled')
    return pullRequest?.state === 'open' ? [...found, ...routes(situation, pullRequest)] : found;
  if (pullRequest === null) return [...found, ...opening(situation)];
  if (pullRequest.state !== 'open') return found;
  return [
    ...found,
    ...routes(situation, pullRequest),
    ...readying(situation, pullRequest),
    ...merging(situation, pullRequest),
  ];
}

function opening(situation: Situation): Effect[] {
  const { branch, head, context, issue, tests } = situation;
  const turn = situation.assignment ?? lastAssignment(situation.facts);
  if (branch === null || head === null || issue === null || turn === null) return [];
  const draft =
    context.config.pr.mode === 'draft-first' && (tests.outcome !== 'passed' || !mayOpen(situation).may);
  if (!draft && !mayOpen(situation).may) return [];
  return [
    {
      kind: 'open-pull-request',
      key: `pull-request/${branch.name}`,
      branch: branch.name,
      sha: head,
      title: issue.title,
      draft,
      labels: context.config.pr.labels,
      agent: turn.agent,
      login: turn.login,
      terminal: turn.terminal,
    },
  ];
}

/**
 * A pull request that only its promise brought here is found by its number from now on, whether or not it is the one to
 * follow: any of them may be merged. What became of it before, no webhook tells again.
 */
function finding({ facts, context }: Situation): Effect[] {
  const work = { facts, ...context };
  const promised = Object.values(facts.pullRequests)
    .map(({ value }) => value)
    .filter((it) => it.mergedAt === null && !isOfTurn(it, work))
    .sort((a, b) => a.number - b.number);
  return promised.flatMap(({ number }): Effect[] => [
    pointTo(number),
    { kind: 'read-pull-request', key: `read-pull-request/${number}/found`, number },
  ]);
}

/** It may be merged before it was the one to follow. */
function merged(situation: Situation): Effect[] {
  const { pullRequest, facts, context } = situation;
  return pullRequest === null || isOfTurn(pullRequest, { facts, ...context })
    ? []
    : routes(situation, pullRequest);
}

function pointTo(number: number): Effect {
  return { kind: 'point', key: `point/pull-request/${number}`, to: { kind: 'pull-request', number } };
}

/** Adopted pull requests come from places whose events we could not route until now. */
function routes(situation: Situation, pullRequest: PullRequest): Effect[] {
  const { context, branch } = situation;
  const { number, head } = pullRequest;
  const effects: Effect[] = [pointTo(number)];
  // What was said of it before we knew it, no webhook tells again.
  if (!isOurs(situation, pullRequest)) {
    effects.push({ kind: 'read-reviews', key: `read-reviews/${number}`, number });
  }
  if (head.repositoryId !== context.repositoryId) {
    effects.push({ kind: 'point', key: `point/commit/${head.sha}`, to: { kind: 'commit', sha: head.sha } });
  } else if (head.ref !== branch?.name) {
    effects.push({ kind: 'point', key: `point/branch/${head.ref}`, to: { kind: 'branch', name: head.ref } });
  } else {
    return effects;
  }
  return [...effects, { kind: 'read-checks', key: `read-checks/${head.sha}`, sha: head.sha }];
}

function isOurs({ facts }: Situation, { number, head }: PullRequest): boolean {
  return facts.performed[`pull-request/${head.ref}`]?.ref === number;
}

function readying(situation: Situation, pullRequest: PullRequest): Effect[] {
  const { context, opinions, tests, head } = situation;
  const { number, nodeId } = pullRequest;
  if (pullRequest.draft) {
    const may = isOurs(situation, pullRequest) && tests.outcome === 'passed' && mayOpen(situation).may;
    return may ? [{ kind: 'mark-ready', key: `mark-ready/${number}`, number, nodeId }] : [];
  }
  const { reviewers } = context.config.review;
  const never = [pullRequest.author.login, situation.assignment?.login].map((login) => login?.toLowerCase());
  const teams = reviewers
    .filter((name) => name.startsWith('team:'))
    .map((name) => name.slice('team:'.length));
  const people = [...reviewers.filter((name) => !name.startsWith('team:')), context.config.shepherd ?? '']
    .map((name) => name.replace(/^@/, ''))
    .filter((name) => name !== '' && !never.includes(name.toLowerCase()));
  const effects: Effect[] = [];
  if (people.length + teams.length > 0) {
    const asked = [...new Set(people)].sort();
    effects.push({
      kind: 'request-review',
      key: `reviewers/${number}`,
      number,
      people: asked,
      teams: teams.sort(),
    });
  }
  if (opinions.awaited.length > 0 && tests.outcome === 'passed') {
    const again = opinions.awaited.map((review) => review.by.login).sort();
    effects.push({
      kind: 'request-review',
      key: `reviewers/${number}/${head ?? ''}`,
      number,
      people: again,
      teams: [],
    });
  }
  return effects;
}

function merging(situation: Situation, pullRequest: PullRequest): Effect[] {
  const { context, facts, holds, tests, head, opinions } = situation;
  const { number, title } = pullRequest;
  const { mode, method } = context.config.merge;
  const may = mode === 'auto' && !pullRequest.draft && holds.length === 0 && tests.outcome === 'passed';
  if (!may || head === null || !isApproved(situation) || !isTrusted(situation)) return [];
  // Somebody may have asked for changes before we knew of it.
  if (!isOurs(situation, pullRequest) && facts.performed[`read-reviews/${number}`] === undefined) return [];
  // What GitHub refused for want of a review or a check of its own, it may take once there is another.
  const checks = Object.entries(facts.checks[head] ?? {})
    .map(([key, { id, conclusion }]) => `${key} ${id} ${conclusion ?? ''}`)
    .sort();
  const evidence = hashOf({ approvedBy: opinions.approvedBy, checks });
  return [{ kind: 'merge', key: `merge/${number}`, number, sha: head, method, title, evidence }];
}

/** After the merge: the branch, if we made it and it has not moved since, and the issue, if GitHub left it open. */
function tidying({ context, facts, pullRequest, issue }: Situation): Effect[] {
  if (pullRequest === null) return [];
  const { ref, sha, repositoryId } = pullRequest.head;
  const effects: Effect[] = [];
  const made = facts.performed[`branch/${ref}`];
  const standing = facts.branches[ref]?.head.value.sha === sha;
  const ours = made?.refused === null && repositoryId === context.repositoryId;
  if (context.config.merge.delete_branch && ours && standing && facts.issue !== null) {
    effects.push({ kind: 'delete-branch', key: `delete/${ref}`, branch: ref, sha });
  }
  if (pullRequest.baseRef === context.project.defaultBranch) {
    effects.push({ kind: 'close-issue', key: `close/${pullRequest.number}`, open: issue?.state === 'open' });
  }
  return effects;
}
