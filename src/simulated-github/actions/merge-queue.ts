import { addCommit, nullSha, signatureOf } from '../git/commits.js';
import { mergedTree } from '../git/merging.js';
import { unprocessable } from '../refusals.js';
import { headCommitJson } from '../representation/commit.js';
import { baseHead } from '../representation/pull.js';
import type { Doer, PullIssue, Repository } from '../state.js';
import type { World } from '../world.js';
import { requestSuites } from './check-suites.js';

export interface MergeGroup {
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
}

/** Puts a pull request into a merge queue as far as webhooks tell: a group's commit asks for its checks. */
export function requestMergeGroup(
  world: World,
  repository: Repository,
  issue: PullIssue,
  by: Doer,
): MergeGroup {
  const baseSha = baseHead(repository, issue);
  const tree = mergedTree(repository, baseSha, issue.pull.head.sha);
  if (tree === null) throw unprocessable('Pull Request is not mergeable');
  const { sha: headSha } = addCommit(repository, {
    tree,
    parents: [baseSha, issue.pull.head.sha],
    message: `Merge pull request #${issue.number}`,
    author: signatureOf(by.account, world.now()),
  });
  const branch = `gh-readonly-queue/${issue.pull.base.ref}/pr-${issue.number}-${baseSha}`;
  const group = {
    headSha,
    headRef: `refs/heads/${branch}`,
    baseSha,
    baseRef: `refs/heads/${issue.pull.base.ref}`,
  };
  repository.refs.set(group.headRef, headSha);
  requestSuites(world, repository, { sha: headSha, branch, before: nullSha, by });
  tell(world, repository, group, 'checks_requested', by, {});
  return group;
}

export function destroyMergeGroup(
  world: World,
  repository: Repository,
  group: MergeGroup,
  reason: 'merged' | 'invalidated' | 'dequeued',
  by: Doer,
): void {
  tell(world, repository, group, 'destroyed', by, { reason });
  repository.refs.delete(group.headRef);
}

/** It was merged or closed, and nothing waits for its checks any more. */
export function leaveQueue(
  world: World,
  repository: Repository,
  issue: PullIssue,
  reason: 'merged' | 'dequeued',
  by: Doer,
): void {
  for (const group of groupsOf(repository, issue)) destroyMergeGroup(world, repository, group, reason, by);
}

export function isQueued(repository: Repository, issue: PullIssue): boolean {
  return groupsOf(repository, issue).length > 0;
}

function groupsOf(repository: Repository, { number, pull }: PullIssue): MergeGroup[] {
  const baseRef = `refs/heads/${pull.base.ref}`;
  const prefix = `refs/heads/gh-readonly-queue/${pull.base.ref}/pr-${number}-`;
  return [...repository.refs].flatMap(([headRef, headSha]) =>
    headRef.startsWith(prefix) ? [{ headSha, headRef, baseSha: headRef.slice(prefix.length), baseRef }] : [],
  );
}

function tell(
  world: World,
  repository: Repository,
  group: MergeGroup,
  action: 'checks_requested' | 'destroyed',
  by: Doer,
  more: Record<string, unknown>,
): void {
  const commit = repository.commits.get(group.headSha);
  world.emit({
    event: 'merge_group',
    action,
    payload: {
      ...more,
      merge_group: {
        head_sha: group.headSha,
        head_ref: group.headRef,
        base_sha: group.baseSha,
        base_ref: group.baseRef,
        head_commit: commit === undefined ? null : headCommitJson(commit),
      },
    },
    repository,
    sender: by.account,
  });
}
