import type { Command } from '../facts.js';
import { byRank } from '../merging.js';
import { isFrom, openPullRequest, type Work } from './pull-requests.js';
import { assignmentFor } from './turns.js';

/**
 * The commit that a command meant: the head that the work had then, or the one it names. On the page of a pull request it
 * is said of that one. Null: there was none, or the name fits no head the work ever had.
 *
 * GitHub's times are whole seconds, and nobody has looked at a commit in the second in which it came.
 */
export function headAt(
  work: Work,
  wish: string | null,
  { at, number }: Pick<Command, 'at' | 'number'>,
  named?: string,
): string | null {
  const heads = headsOf(work, wish, { at, number });
  if (named !== undefined) return heads.find(({ sha }) => sha?.startsWith(named.toLowerCase()))?.sha ?? null;
  return heads.find((head) => head.at < at)?.sha ?? null;
}

/**
 * The heads of the open pull request, else of the branch of the turn, newest first; without the commit it began from.
 * `said`: of the one that a command on this page (`number`) meant, or that was open then (ms).
 */
export function headsOf(
  work: Work,
  wish: string | null,
  said?: { at: number; number: number },
): { sha: string | null; at: number; by?: string | undefined }[] {
  const { facts } = work;
  const turn = assignmentFor(facts, wish);
  const spokenOn = facts.pullRequests[String(said?.number)]?.value;
  const pullRequest = spokenOn ?? openPullRequest(work, turn, said?.at);
  const ours =
    pullRequest !== null && isFrom(pullRequest, pullRequest.head.ref, work.repositoryId)
      ? pullRequest.head.ref
      : undefined;
  const branch = pullRequest === null ? turn?.branch : ours;
  const base = branch === undefined ? undefined : facts.performed[`branch/${branch}`]?.ref;
  const seen = pullRequest === null ? [] : (facts.pullRequestTimes[String(pullRequest.number)]?.heads ?? []);
  const moves = branch === undefined ? [] : (facts.branches[branch]?.heads ?? []);
  return [...moves, ...seen.map(({ sha, at }) => ({ sha, at }))]
    .filter(({ sha }) => sha !== base)
    .sort(byRank((it) => [-it.at, it.sha ?? '']));
}
