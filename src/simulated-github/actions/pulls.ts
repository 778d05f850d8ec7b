import type { Account, Doer, PullIssue, Repository } from '../state.js';
import { accountJson } from '../representation/account.js';
import type { World } from '../world.js';
import { changeIssue, nextNumber, tellIssue, touch } from './issues.js';
import { leaveQueue } from './merge-queue.js';

export interface NewPull {
  title: string;
  body: string | null;
  draft: boolean;
  head: { repository: Repository; owner: Account; ref: string; sha: string };
  base: { ref: string; sha: string };
  maintainerCanModify: boolean;
}

export function openPull(world: World, repository: Repository, wanted: NewPull, by: Doer): PullIssue {
  const now = world.now();
  const issue: PullIssue = {
    id: world.identifiers.number(),
    number: nextNumber(repository),
    author: by,
    title: wanted.title,
    body: wanted.body,
    labels: [],
    assignees: [],
    state: 'open',
    stateReason: null,
    closed: null,
    createdAt: now,
    updatedAt: now,
    locked: false,
    reactions: [],
    pull: {
      id: world.identifiers.number(),
      draft: wanted.draft,
      head: { ...wanted.head },
      base: { ...wanted.base },
      merged: null,
      requestedReviewers: [],
      maintainerCanModify: wanted.maintainerCanModify,
    },
  };
  repository.issues.set(issue.number, issue);
  tellIssue(world, repository, issue, 'opened', by);
  return issue;
}

/** Its branch moved. */
export function synchronizePull(
  world: World,
  repository: Repository,
  issue: PullIssue,
  sha: string,
  by: Doer,
): void {
  const { head, base } = issue.pull;
  const before = head.sha;
  head.sha = sha;
  base.sha = repository.refs.get(`refs/heads/${base.ref}`) ?? base.sha;
  touch(world, issue);
  tellIssue(world, repository, issue, 'synchronize', by, { before, after: sha });
}

export function closePull(world: World, repository: Repository, issue: PullIssue, by: Doer): void {
  changeIssue(world, repository, issue, { state: 'closed' }, by);
  leaveQueue(world, repository, issue, 'dequeued', by);
}

/** While it was closed its branch may have moved, untold. */
export function reopenPull(world: World, repository: Repository, issue: PullIssue, by: Doer): void {
  const { head } = issue.pull;
  head.sha = head.repository?.refs.get(`refs/heads/${head.ref}`) ?? head.sha;
  changeIssue(world, repository, issue, { state: 'open' }, by);
}

export function setDraft(
  world: World,
  repository: Repository,
  issue: PullIssue,
  draft: boolean,
  by: Doer,
): void {
  if (issue.pull.draft === draft) return;
  issue.pull.draft = draft;
  touch(world, issue);
  tellIssue(world, repository, issue, draft ? 'converted_to_draft' : 'ready_for_review', by);
}

export function changeBase(
  world: World,
  repository: Repository,
  issue: PullIssue,
  ref: string,
  by: Doer,
): void {
  const { base } = issue.pull;
  if (base.ref === ref) return;
  const from = { ref: { from: base.ref }, sha: { from: base.sha } };
  base.ref = ref;
  base.sha = repository.refs.get(`refs/heads/${ref}`) ?? base.sha;
  touch(world, issue);
  tellIssue(world, repository, issue, 'edited', by, { changes: { base: from } });
}

/** One webhook for each reviewer. */
export function setReviewers(
  world: World,
  repository: Repository,
  issue: PullIssue,
  reviewers: readonly Account[],
  by: Doer,
): void {
  const before = issue.pull.requestedReviewers;
  const tell = (action: string, each: Account) => {
    touch(world, issue);
    tellIssue(world, repository, issue, action, by, { requested_reviewer: accountJson(world, each) });
  };
  issue.pull.requestedReviewers = [...reviewers];
  for (const each of before) if (!reviewers.includes(each)) tell('review_request_removed', each);
  for (const each of reviewers) if (!before.includes(each)) tell('review_requested', each);
}
