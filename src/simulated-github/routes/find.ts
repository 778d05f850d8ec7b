import { numberParam, param } from '../http/call.js';
import { sees, type RepositoryCall } from '../http/in-repository.js';
import { GitHubRefusal, notFound, unprocessable } from '../refusals.js';
import { resolveCommit } from '../git/commits.js';
import { isPull, type Comment, type Commit, type Issue, type PullIssue } from '../state.js';

/** The things that a path names, or GitHub's 404. */
export function issueOf(call: RepositoryCall): Issue {
  const number = numberParam(call, 'issue_number');
  const issue = call.repository.issues.get(number);
  if (issue === undefined) throw whereIs(call, number);
  return issue;
}

/** Of what GitHub answers with a redirect when an issue was transferred; its comments are just not found. */
const REDIRECTED = /\/issues\/\d+(\/labels(\/[^/]+)?)?$/;

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
function whereIs({ world, repository, actor, request }: RepositoryCall, number: number): GitHubRefusal {
  const to = repository.gone.get(number);
  if (to === undefined) return notFound();
  if (to === null) return new GitHubRefusal(410, 'This issue was deleted');
  if (!REDIRECTED.test(request.path) || !sees(actor, to.repository)) return notFound();
  const rest = request.path.split(`/issues/${number}`)[1] ?? '';
  const location = `${world.apiUrl}/repositories/${to.repository.id}/issues/${to.number}${rest}`;
  return new GitHubRefusal(301, 'Moved Permanently', { headers: { location } });
}

export function pullOf(call: RepositoryCall): PullIssue {
  const issue = call.repository.issues.get(numberParam(call, 'pull_number'));
  if (issue === undefined || !isPull(issue)) throw notFound();
  return issue;
}

export function commentOf(call: RepositoryCall): Comment {
  const comment = call.repository.comments.get(numberParam(call, 'comment_id'));
  if (comment === undefined) throw notFound();
  return comment;
}

export function commitOf(call: RepositoryCall): Commit {
  const ref = param(call, 'ref');
  const commit = resolveCommit(call.repository, ref);
  if (commit === undefined) throw unprocessable(`No commit found for SHA: ${ref}`);
  return commit;
}

export function refuseLocked(call: RepositoryCall, issue: Issue, mayWrite: boolean): void {
  if (issue.locked && !mayWrite) {
    throw new GitHubRefusal(403, 'Unable to create comment because issue is locked.');
  }
}
