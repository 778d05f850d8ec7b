import { nodeId } from '../identifiers.js';
import type { Comment, Issue, Repository } from '../state.js';
import { iso, isoOrNull } from '../time.js';
import type { World } from '../world.js';
import { accountJson } from './account.js';
import { appJson } from './app.js';
import { associationOf } from './association.js';
import { labelJson, reactionCountsJson } from './label.js';
import { repositoryPage, repositoryUrl } from './repository.js';

export function issueUrl(world: World, repository: Repository, issue: Issue): string {
  return `${repositoryUrl(world, repository)}/issues/${issue.number}`;
}

/** An issue as the issues API and issue webhooks show it; a pull request too, with `pull_request`. */
export function issueJson(world: World, repository: Repository, issue: Issue) {
  const url = issueUrl(world, repository, issue);
  const page = repositoryPage(world, repository);
  const { pull } = issue;
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${page}/${pull === null ? 'issues' : 'pull'}/${issue.number}`,
    id: issue.id,
    node_id: nodeId('I', issue.id),
    number: issue.number,
    title: issue.title,
    user: accountJson(world, issue.author.account),
    labels: issue.labels.map((label) => labelJson(world, repository, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: issue.assignees[0] === undefined ? null : accountJson(world, issue.assignees[0]),
    assignees: issue.assignees.map((each) => accountJson(world, each)),
    milestone: null,
    comments: commentsOf(repository, issue).length,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: isoOrNull(issue.closed?.at),
    author_association: associationOf(issue.author.account, repository),
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionCountsJson(url, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: issue.author.app === null ? null : appJson(world, issue.author.app),
    state_reason: issue.stateReason,
    ...(pull === null
      ? {}
      : {
          draft: pull.draft,
          pull_request: {
            url: `${repositoryUrl(world, repository)}/pulls/${issue.number}`,
            html_url: `${page}/pull/${issue.number}`,
            diff_url: `${page}/pull/${issue.number}.diff`,
            patch_url: `${page}/pull/${issue.number}.patch`,
            merged_at: isoOrNull(pull.merged?.at),
          },
        }),
  };
}

/** As GET of one issue answers: who closed it, too. */
export function fullIssueJson(world: World, repository: Repository, issue: Issue) {
  return {
    ...issueJson(world, repository, issue),
    closed_by: issue.closed === null ? null : accountJson(world, issue.closed.by),
  };
}

export function commentsOf(repository: Repository, issue: Issue): Comment[] {
  return [...repository.comments.values()].filter((each) => each.issue === issue);
}

export function commentJson(world: World, repository: Repository, comment: Comment) {
  const { issue } = comment;
  const url = `${repositoryUrl(world, repository)}/issues/comments/${comment.id}`;
  const kind = issue.pull === null ? 'issues' : 'pull';
  return {
    url,
    html_url: `${repositoryPage(world, repository)}/${kind}/${issue.number}#issuecomment-${comment.id}`,
    issue_url: issueUrl(world, repository, issue),
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: accountJson(world, comment.author.account),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    author_association: associationOf(comment.author.account, repository),
    body: comment.body,
    reactions: reactionCountsJson(url, comment.reactions),
    performed_via_github_app: comment.author.app === null ? null : appJson(world, comment.author.app),
  };
}
