import type { Facts } from '../facts.js';
import { assignmentFor, openPullRequest } from './control.js';

/**
 * The commit that a command of the time `at` meant: the head that the work had then, or the one it names.
 * Null: there was none, or the name fits no head the work ever had.
 *
 * GitHub's times are whole seconds, and nobody has looked at a commit in the second in which it came.
 */
export function headAt(
  of: { facts: Facts; repositoryId: number },
  wish: string | null,
  at: number,
  named?: string,
): string | null {
  const heads = headsOf(of.facts, wish, of.repositoryId);
  if (named !== undefined) return heads.find(({ sha }) => sha?.startsWith(named.toLowerCase()))?.sha ?? null;
  return heads.find((head) => head.at < at)?.sha ?? null;
}

/** The heads of the open pull request, else of the branch of the turn, newest first; without the commit it began from. */
export function headsOf(
  facts: Facts,
  wish: string | null,
  repositoryId: number,
): { sha: string | null; at: number }[] {
  const pullRequest = openPullRequest(facts);
  // A fork's branch may bear the name of one of ours.
  const ours = pullRequest?.head.repositoryId === repositoryId ? pullRequest.head.ref : undefined;
  const branch = pullRequest === null ? assignmentFor(facts, wish)?.branch : ours;
  const base = branch === undefined ? undefined : facts.performed[`branch/${branch}`]?.ref;
  const seen = pullRequest === null ? {} : (facts.pullRequestTimes[String(pullRequest.number)]?.heads ?? {});
  return [
    ...(branch === undefined ? [] : (facts.branches[branch]?.heads ?? [])),
    ...Object.entries(seen).map(([sha, at]) => ({ sha, at })),
  ]
    .filter(({ sha }) => sha !== base)
    .sort((a, b) => b.at - a.at || ((a.sha ?? '') < (b.sha ?? '') ? -1 : 1));
}
