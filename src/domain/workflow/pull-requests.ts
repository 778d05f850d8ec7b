import type { PullRequest } from '../event.js';
import type { Assignment, Facts } from '../facts.js';
import { byRank } from '../merging.js';

/** One workflow's facts and the place they are about. */
export interface Work {
  facts: Facts;
  repositoryId: number;
  issueNumber: number;
}

/**
 * Whether a pull request is this workflow's work: it comes from a branch of one of its turns, or its text promises to
 * close the issue. A promise that was taken back counts no more.
 */
export function isWork(pullRequest: PullRequest, work: Work): boolean {
  return pullRequest.closes.includes(work.issueNumber) || isOfTurn(pullRequest, work);
}

/** Whether it comes from the branch of one of the turns. */
export function isOfTurn(pullRequest: PullRequest, { facts, repositoryId }: Work): boolean {
  return Object.values(facts.assignments).some(({ branch }) => isFrom(pullRequest, branch, repositoryId));
}

/** A fork's branch may bear the name of one of ours. */
export function isFrom({ head }: PullRequest, branch: string, repositoryId: number): boolean {
  return head.ref === branch && head.repositoryId === repositoryId;
}

/**
 * The one to follow: from the turn's own branch, else the agent's, else the oldest that is open; or was at a time (ms)
 * before it was merged.
 */
export function openPullRequest(work: Work, turn: Assignment | null, at = Infinity): PullRequest | null {
  const login = turn?.login?.toLowerCase();
  const rank = (it: PullRequest) => {
    if (turn !== null && isFrom(it, turn.branch, work.repositoryId)) return 0;
    return it.author.login.toLowerCase() === login ? 1 : 2;
  };
  const open = pullRequestsOf(work).filter(
    ({ state, mergedAt }) => state === 'open' || (mergedAt !== null && mergedAt > at),
  );
  return open.sort(byRank((it) => [rank(it), it.number]))[0] ?? null;
}

/** The pull request that was merged first in the run that began at `since`: it is over then, and a new start is a new run. */
export function mergedSince(work: Work, since: number): { pullRequest: PullRequest; at: number } | null {
  const merged = pullRequestsOf(work).flatMap((pullRequest) =>
    pullRequest.mergedAt !== null && pullRequest.mergedAt > since
      ? [{ pullRequest, at: pullRequest.mergedAt }]
      : [],
  );
  return merged.sort(byRank(({ pullRequest, at }) => [at, pullRequest.number]))[0] ?? null;
}

export function pullRequestsOf(work: Work): PullRequest[] {
  return Object.values(work.facts.pullRequests)
    .map(({ value }) => value)
    .filter((it) => isWork(it, work));
}

/** When a pull request was first known to be there, ms; null: nothing tells. */
export function openedAt(
  { performed, pullRequestTimes }: Facts,
  { number, head }: PullRequest,
): number | null {
  const made = performed[`pull-request/${head.ref}`];
  const times = (pullRequestTimes[String(number)]?.heads ?? []).map(({ at }) => at);
  if (made?.ref === number) times.push(made.at);
  return times.length === 0 ? null : Math.min(...times);
}
