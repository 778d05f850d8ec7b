import { changesBetween } from '../git/changes.js';
import { commitsBetween, mergeBase } from '../git/history.js';
import { mergedTree } from '../git/merging.js';
import { nodeId } from '../identifiers.js';
import type { PullIssue, Repository, Review } from '../state.js';
import { iso, isoOrNull } from '../time.js';
import { fullName, type World } from '../world.js';
import { accountJson } from './account.js';
import { associationOf } from './association.js';
import { commentsOf } from './issue.js';
import { labelJson } from './label.js';
import { repositoryJson, repositoryPage, repositoryUrl } from './repository.js';

function branchJson(
  world: World,
  owner: Repository['owner'],
  repository: Repository | null,
  ref: string,
  sha: string,
) {
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: accountJson(world, owner),
    repo: repository === null ? null : repositoryJson(world, repository),
  };
}

/** The form of lists and of review webhooks. */
export function simplePullJson(world: World, repository: Repository, issue: PullIssue) {
  const { pull, number } = issue;
  const url = `${repositoryUrl(world, repository)}/pulls/${number}`;
  const issueUrl = `${repositoryUrl(world, repository)}/issues/${number}`;
  const page = `${repositoryPage(world, repository)}/pull/${number}`;
  const statuses = `${repositoryUrl(world, repository)}/statuses/${pull.head.sha}`;
  const open = issue.state === 'open';
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: accountJson(world, issue.author.account),
    body: issue.body,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: isoOrNull(issue.closed?.at),
    merged_at: isoOrNull(pull.merged?.at),
    // While open GitHub keeps a test merge here; nothing may rely on it, so none is made.
    merge_commit_sha: open ? null : (pull.merged?.sha ?? null),
    assignee: issue.assignees[0] === undefined ? null : accountJson(world, issue.assignees[0]),
    assignees: issue.assignees.map((each) => accountJson(world, each)),
    requested_reviewers: pull.requestedReviewers.map((each) => accountJson(world, each)),
    requested_teams: [],
    labels: issue.labels.map((label) => labelJson(world, repository, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world, repository)}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    head: branchJson(world, pull.head.owner, pull.head.repository, pull.head.ref, pull.head.sha),
    base: branchJson(world, repository.owner, repository, pull.base.ref, pull.base.sha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl(world, repository)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: associationOf(issue.author.account, repository),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** What a pull request changes: from where its branch left the base, not from the base's head. */
export function pullChanges(repository: Repository, issue: PullIssue) {
  const { base, head } = issue.pull;
  const from = mergeBase(repository, base.sha, head.sha);
  return changesBetween(from?.tree ?? new Map(), repository.commits.get(head.sha)?.tree ?? new Map());
}

export function pullCommits(repository: Repository, issue: PullIssue) {
  return commitsBetween(repository, issue.pull.base.sha, issue.pull.head.sha);
}

/** The base branch's head now; `base.sha` is what it was when the head last moved. */
export function baseHead(repository: Repository, issue: PullIssue): string {
  return repository.refs.get(`refs/heads/${issue.pull.base.ref}`) ?? issue.pull.base.sha;
}

export function isMergeable(repository: Repository, issue: PullIssue): boolean {
  return mergedTree(repository, baseHead(repository, issue), issue.pull.head.sha) !== null;
}

/** As GET of one pull request and its webhooks show it. */
export function pullJson(world: World, repository: Repository, issue: PullIssue) {
  const { pull } = issue;
  const changes = pullChanges(repository, issue);
  const mergeable = issue.state === 'open' ? isMergeable(repository, issue) : null;
  return {
    ...simplePullJson(world, repository, issue),
    merged: pull.merged !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : !mergeable ? 'dirty' : pull.draft ? 'draft' : 'clean',
    merged_by: pull.merged === null ? null : accountJson(world, pull.merged.by),
    comments: commentsOf(repository, issue).length,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: pullCommits(repository, issue).length,
    additions: changes.reduce((sum, each) => sum + each.additions, 0),
    deletions: changes.reduce((sum, each) => sum + each.deletions, 0),
    changed_files: changes.length,
  };
}

/** In webhooks a review's state is in lower case, in the API in capitals. */
export function reviewJson(world: World, repository: Repository, review: Review, where: 'api' | 'webhook') {
  const pullUrl = `${repositoryUrl(world, repository)}/pulls/${review.issue.number}`;
  const page = `${repositoryPage(world, repository)}/pull/${review.issue.number}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: accountJson(world, review.author.account),
    body: where === 'webhook' && review.body === '' ? null : review.body,
    commit_id: review.commitSha,
    submitted_at: iso(review.submittedAt),
    state: where === 'webhook' ? review.state.toLowerCase() : review.state,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: associationOf(review.author.account, repository),
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
  };
}

/** As check runs and suites refer to a pull request. Those from forks are not named there. */
export function pullReferencesJson(world: World, repository: Repository, sha: string) {
  const reference = (each: Repository) => ({ id: each.id, url: repositoryUrl(world, each), name: each.name });
  return [...repository.issues.values()].flatMap(({ number, state, pull }) =>
    pull === null || state !== 'open' || pull.head.repository !== repository || pull.head.sha !== sha
      ? []
      : [
          {
            url: `${world.apiUrl}/repos/${fullName(repository)}/pulls/${number}`,
            id: pull.id,
            number,
            head: { ref: pull.head.ref, sha: pull.head.sha, repo: reference(repository) },
            base: { ref: pull.base.ref, sha: pull.base.sha, repo: reference(repository) },
          },
        ],
  );
}
