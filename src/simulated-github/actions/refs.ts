import { nullSha } from '../git/commits.js';
import { commitsBetween, isAncestor } from '../git/history.js';
import { pushedCommitJson } from '../representation/commit.js';
import { repositoryPage } from '../representation/repository.js';
import type { Doer, Repository } from '../state.js';
import { pullsFrom, pullsWhere, type World } from '../world.js';
import { unprocessable } from '../refusals.js';
import { requestSuites } from './check-suites.js';
import { closeByKeywords } from './closing-keywords.js';
import { isQueued } from './merge-queue.js';
import { closePull, synchronizePull } from './pulls.js';

/**
 * Moves, makes or (with `null`) deletes a reference, and does all that GitHub then does: tells of the push,
 * asks for check suites, moves or closes pull requests, closes issues that pushed commits name.
 */
export function moveRef(
  world: World,
  repository: Repository,
  ref: string,
  to: string | null,
  by: Doer,
): void {
  const from = repository.refs.get(ref) ?? null;
  if (from === to) return;
  refuseWhileQueued(world, repository, ref);
  if (to === null) repository.refs.delete(ref);
  else repository.refs.set(ref, to);
  repository.pushedAt = world.now();
  tellRef(world, repository, ref, { from, to }, by);
  tellPush(world, repository, ref, { from, to }, by);
  const branch = branchOf(ref);
  if (branch === null) return;
  if (to !== null) requestSuites(world, repository, { sha: to, branch, before: from ?? nullSha, by });
  for (const { repository: target, issue } of pullsFrom(world, repository, branch)) {
    if (issue.state !== 'open') continue;
    if (to === null) closePull(world, target, issue, by);
    else {
      synchronizePull(world, target, issue, to, by);
      // Put back to what the base has already, it has nothing left to merge: GitHub closes it.
      if (isAncestor(target, to, issue.pull.base.sha)) closePull(world, target, issue, by);
    }
  }
  if (to !== null) mergedByPush(world, repository, branch, { from, to }, by);
  if (to !== null && from !== null && branch === repository.defaultBranch) {
    const messages = commitsBetween(repository, from, to).map((each) => each.message);
    closeByKeywords(world, repository, messages.join('\n'), by);
  }
}

/** In GitHub's words: so no merge group is for another commit than the one its pull request shows. */
function refuseWhileQueued(world: World, repository: Repository, ref: string): void {
  const branch = branchOf(ref);
  if (branch === null) return;
  for (const { repository: target, issue } of pullsFrom(world, repository, branch)) {
    if (issue.state !== 'open' || !isQueued(target, issue)) continue;
    throw unprocessable(
      'A pull request for this branch has been added to a merge queue. Branches that are queued for merging cannot be updated. To modify this branch, dequeue the associated pull request.',
    );
  }
}

export function branchOf(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}

/** A pull request whose commits reach the base by another way counts as merged. */
function mergedByPush(
  world: World,
  repository: Repository,
  branch: string,
  { from, to }: { from: string | null; to: string },
  by: Doer,
): void {
  const open = pullsWhere(
    world,
    (each, issue) => each === repository && issue.state === 'open' && issue.pull.base.ref === branch,
  );
  for (const { issue } of open) {
    const { sha } = issue.pull.head;
    if (!isAncestor(repository, sha, to) || (from !== null && isAncestor(repository, sha, from))) continue;
    issue.pull.merged = { at: world.now(), by: by.account, sha };
    closePull(world, repository, issue, by);
  }
}

function tellRef(
  world: World,
  repository: Repository,
  ref: string,
  { from, to }: { from: string | null; to: string | null },
  by: Doer,
): void {
  if (from !== null && to !== null) return;
  const [, kind = '', ...rest] = ref.split('/');
  if (kind !== 'heads' && kind !== 'tags') return;
  const common = { ref: rest.join('/'), ref_type: kind === 'heads' ? 'branch' : 'tag', pusher_type: 'user' };
  world.emit({
    event: to === null ? 'delete' : 'create',
    action: null,
    payload:
      to === null
        ? common
        : { ...common, master_branch: repository.defaultBranch, description: repository.description },
    repository,
    sender: by.account,
  });
}

function tellPush(
  world: World,
  repository: Repository,
  ref: string,
  { from, to }: { from: string | null; to: string | null },
  by: Doer,
): void {
  const page = repositoryPage(world, repository);
  const base = from ?? repository.refs.get(`refs/heads/${repository.defaultBranch}`) ?? nullSha;
  const commits = to === null ? [] : commitsBetween(repository, base, to).slice(-2048);
  const head = to === null ? undefined : repository.commits.get(to);
  const short = (sha: string) => sha.slice(0, 12);
  world.emit({
    event: 'push',
    action: null,
    payload: {
      ref,
      before: from ?? nullSha,
      after: to ?? nullSha,
      created: from === null,
      deleted: to === null,
      forced: from !== null && to !== null && !isAncestor(repository, from, to),
      base_ref: null,
      compare:
        from === null || to === null
          ? `${page}/compare/${branchOf(ref) ?? ref}`
          : `${page}/compare/${short(from)}...${short(to)}`,
      commits: commits.map((each) => pushedCommitJson(world, repository, each)),
      head_commit: head === undefined ? null : pushedCommitJson(world, repository, head),
      pusher: { name: by.account.login, email: `${by.account.login}@users.noreply.github.com` },
    },
    repository,
    sender: by.account,
  });
}
