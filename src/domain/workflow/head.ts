import { byRank } from '../merging.js';
import { isFrom, openPullRequest, type Work } from './pull-requests.js';
import { assignmentFor } from './turns.js';

/**
 * The commit that a command of the time `at` meant: the head that the work had then, or the one it names.
 * Null: there was none, or the name fits no head the work ever had.
 *
 * GitHub's times are whole seconds, and nobody has looked at a commit in the second in which it came.
 */
export function headAt(work: Work, wish: string | null, at: number, named?: string): string | null {
  const heads = headsOf(work, wish);
  if (named !== undefined) return heads.find(({ sha }) => sha?.startsWith(named.toLowerCase()))?.sha ?? null;
  return heads.find((head) => head.at < at)?.sha ?? null;
}

/** The heads of the open pull request, else of the branch of the turn, newest first; without the commit it began from. */
export function headsOf(
  work: Work,
  wish: string | null,
): { sha: string | null; at: number; by?: string | undefined }[] {
  const { facts } = work;
  const turn = assignmentFor(facts, wish);
  const pullRequest = openPullRequest(work, turn);
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
