import { addCommit, signatureOf } from '../git/commits.js';
import { commitsBetween } from '../git/history.js';
import { mergedTree, mergeTrees } from '../git/merging.js';
import { rank, roleOf } from '../permissions.js';
import { GitHubRefusal } from '../refusals.js';
import { latestRuns } from '../representation/check.js';
import { baseHead } from '../representation/pull.js';
import type { Account, Doer, PullIssue, Repository } from '../state.js';
import type { World } from '../world.js';
import { issuesNamedBy } from './closing-keywords.js';
import { changeIssue, tellIssue, touch } from './issues.js';
import { leaveQueue } from './merge-queue.js';
import { moveRef } from './refs.js';
import { opinions } from './reviews.js';

export interface MergeRequest {
  method: 'merge' | 'squash' | 'rebase';
  title?: string | undefined;
  message?: string | undefined;
}

const notNow = (message: string) => new GitHubRefusal(405, message);

/** What branch protection still asks for; null when nothing. */
export function missingForMerge(repository: Repository, issue: PullIssue): string | null {
  const rules = repository.protection.get(issue.pull.base.ref);
  if (rules === undefined) return null;
  const passed = new Set(passedChecks(repository, issue.pull.head.sha));
  const [missing] = rules.requiredChecks.filter((each) => !passed.has(each));
  if (missing !== undefined) return `Required status check "${missing}" is expected.`;
  const given = opinions(repository, issue);
  if (given.some((each) => each.state === 'CHANGES_REQUESTED')) return 'Changes have been requested.';
  const mayWrite = (each: Account) => rank(roleOf(each, repository)) >= rank('write');
  const approvals = given.filter((each) => each.state === 'APPROVED' && mayWrite(each.author.account)).length;
  if (approvals >= rules.requiredApprovals) return null;
  return `At least ${rules.requiredApprovals} approving review is required by reviewers with write access.`;
}

function passedChecks(repository: Repository, sha: string): string[] {
  const runs = latestRuns([...repository.checkRuns.values()].filter((each) => each.suite.headSha === sha))
    .filter((each) => ['success', 'neutral', 'skipped'].includes(each.conclusion ?? ''))
    .map((each) => each.name);
  const latest = new Map(
    repository.statuses.filter((each) => each.sha === sha).map((each) => [each.context, each]),
  );
  const contexts = [...latest.values()]
    .filter((each) => each.state === 'success')
    .map((each) => each.context);
  return [...runs, ...contexts];
}

/** Merges, or refuses with the 405 that GitHub gives. Answers the SHA that the base moved to. */
export function mergePull(
  world: World,
  repository: Repository,
  issue: PullIssue,
  { method, title, message }: MergeRequest,
  by: Doer,
): string {
  const { pull } = issue;
  if (issue.state !== 'open') throw notNow('Pull Request is not mergeable');
  if (pull.draft) throw notNow('Pull Request is still a draft');
  const missing = missingForMerge(repository, issue);
  if (missing !== null) throw notNow(missing);
  const base = baseHead(repository, issue);
  const tree = mergedTree(repository, base, pull.head.sha);
  if (tree === null) throw notNow('Pull Request is not mergeable');
  const author = signatureOf(by.account, world.now());
  const write = (subject: string, text: string | undefined, parents: string[]) =>
    addCommit(repository, {
      tree,
      parents,
      message: text === undefined || text === '' ? subject : `${subject}\n\n${text}`,
      author,
    }).sha;
  let sha: string;
  switch (method) {
    case 'merge': {
      const subject = `Merge pull request #${issue.number} from ${pull.head.owner.login}/${pull.head.ref}`;
      sha = write(title ?? subject, message ?? issue.title, [base, pull.head.sha]);
      break;
    }
    case 'squash':
      sha = write(title ?? `${issue.title} (#${issue.number})`, message, [base]);
      break;
    case 'rebase':
      sha = rebased(world, repository, base, pull.head.sha, by);
      break;
  }
  pull.merged = { at: world.now(), by: by.account, sha };
  issue.state = 'closed';
  issue.closed = { at: world.now(), by: by.account };
  touch(world, issue);
  tellIssue(world, repository, issue, 'closed', by);
  leaveQueue(world, repository, issue, 'merged', by);
  moveRef(world, repository, `refs/heads/${pull.base.ref}`, sha, by);
  if (pull.base.ref === repository.defaultBranch) closeLinked(world, repository, issue, by);
  return sha;
}

function closeLinked(world: World, repository: Repository, pull: PullIssue, by: Doer): void {
  for (const number of issuesNamedBy(repository, `${pull.title}\n${pull.body ?? ''}`)) {
    const issue = repository.issues.get(number);
    if (issue?.pull !== null) continue;
    changeIssue(world, repository, issue, { state: 'closed', stateReason: 'completed' }, by);
  }
}

/** Each commit again on top of the base, with its author and a new committer. */
function rebased(world: World, repository: Repository, base: string, head: string, by: Doer): string {
  let onto = base;
  for (const commit of commitsBetween(repository, base, head)) {
    const [parent] = commit.parents;
    if (commit.parents.length > 1 || parent === undefined) continue;
    const before = repository.commits.get(parent)?.tree ?? new Map<string, string>();
    const tree = mergeTrees(
      before,
      repository.commits.get(onto)?.tree ?? new Map<string, string>(),
      commit.tree,
    );
    if (tree === null) throw notNow('This branch can’t be rebased');
    const { message, author } = commit;
    const committer = signatureOf(by.account, world.now());
    onto = addCommit(repository, { tree, parents: [onto], message, author, committer }).sha;
  }
  return onto;
}
