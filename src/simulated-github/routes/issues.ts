import { z } from 'zod';
import { changeIssue, openIssue, setAssignees, setLabels } from '../actions/issues.js';
import { labelsNamed } from '../actions/labels.js';
import { byOf, created, ok, on, read, type Route } from '../http/call.js';
import { inRepository, requireAccess, type RepositoryCall } from '../http/in-repository.js';
import { page } from '../http/pagination.js';
import { permits, rank, roleOf } from '../permissions.js';
import { invalid, refuseLongBody } from '../refusals.js';
import { fullIssueJson, issueJson } from '../representation/issue.js';
import type { Account, Issue } from '../state.js';
import { findAccount } from '../world.js';
import { issueOf } from './find.js';
import { labelNames, refuseLongName } from './label-names.js';

/** An App needs the permission of what it touches; for a person the issue's author may edit it, too. */
export function requireIssueWrite(call: RepositoryCall, issue: Issue, roleNeeded: 'read' | 'triage'): void {
  const { actor, repository } = call;
  const isAuthor = actor.kind === 'user' && actor.account === issue.author.account;
  requireAccess(actor, repository, {
    needs: issue.pull === null ? ['issues:write'] : ['issues:write', 'pull_requests:write'],
    role: isAuthor ? 'read' : roleNeeded,
  });
}

export function assigneesNamed({ world, repository }: RepositoryCall, logins: readonly string[]): Account[] {
  return logins.flatMap((login) => {
    const account = findAccount(world, login);
    return account !== undefined && isAssignable(account, repository) ? [account] : [];
  });
}

/** Whoever has been given the repository, one way or another. */
export function isAssignable(account: Account, repository: RepositoryCall['repository']): boolean {
  if (account.type !== 'User') return false;
  return (
    account === repository.owner ||
    repository.owner.members.has(account) ||
    (repository.collaborators.get(account) ?? 'none') !== 'none'
  );
}

const text = z.union([z.string(), z.number()]).transform(String);
const newIssue = z.object({
  title: text,
  body: z.string().nullish(),
  labels: labelNames.optional(),
  assignees: z.array(z.string()).optional(),
});
const issueChanges = z.object({
  title: text.optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish(),
  labels: labelNames.optional(),
  assignees: z.array(z.string()).optional(),
});

function refuseTitle(title: string | undefined): void {
  if (title?.trim() === '') throw invalid({ resource: 'Issue', field: 'title', code: 'missing_field' });
  if (title !== undefined && title.length > 256) {
    throw invalid({
      resource: 'Issue',
      code: 'custom',
      field: 'title',
      message: 'title is too long (maximum is 256 characters)',
    });
  }
}

function create(call: RepositoryCall) {
  const { world, repository, actor } = call;
  const by = byOf(call);
  const wanted = read(call, newIssue);
  refuseTitle(wanted.title);
  refuseLongBody('Issue', wanted.body);
  wanted.labels?.forEach(refuseLongName);
  // Who may not triage opens an issue all the same, without labels and assignees.
  const triages = actor.kind !== 'user' || rank(roleOf(actor.account, repository)) >= rank('triage');
  const issue = openIssue(
    world,
    repository,
    {
      title: wanted.title,
      body: wanted.body,
      labels: triages ? labelsNamed(world, repository, wanted.labels ?? [], by) : [],
      assignees: triages ? assigneesNamed(call, wanted.assignees ?? []) : [],
    },
    by,
  );
  return created(fullIssueJson(world, repository, issue));
}

function update(call: RepositoryCall) {
  const { world, repository } = call;
  const issue = issueOf(call);
  requireIssueWrite(call, issue, 'triage');
  const by = byOf(call);
  const wanted = read(call, issueChanges);
  refuseTitle(wanted.title);
  refuseLongBody('Issue', wanted.body);
  wanted.labels?.forEach(refuseLongName);
  if (wanted.assignees !== undefined)
    setAssignees(world, repository, issue, assigneesNamed(call, wanted.assignees), by);
  if (wanted.labels !== undefined) {
    setLabels(world, repository, issue, labelsNamed(world, repository, wanted.labels, by), by);
  }
  const { title, body, state, state_reason: stateReason } = wanted;
  changeIssue(world, repository, issue, { title, body, state, stateReason }, by);
  return ok(fullIssueJson(world, repository, issue));
}

function list(call: RepositoryCall) {
  const { world, repository, actor } = call;
  const { query } = call.request;
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((each) => each !== '');
  const since = Date.parse(query.get('since') ?? '');
  const creator = query.get('creator')?.toLowerCase();
  const assignee = query.get('assignee')?.toLowerCase();
  // An App that may not see pull requests is not shown them.
  const pulls = actor.kind !== 'installation' || permits(actor.permissions, 'pull_requests:read');
  const byUpdate = query.get('sort') === 'updated';
  const found = [...repository.issues.values()]
    .filter((each) => state === 'all' || each.state === state)
    .filter((each) => pulls || each.pull === null)
    .filter((each) => labels.every((name) => hasLabel(each, name)))
    .filter((each) => Number.isNaN(since) || each.updatedAt >= since)
    .filter((each) => creator === undefined || each.author.account.login.toLowerCase() === creator)
    .filter((each) => isAssignedTo(each, assignee))
    .sort((a, b) => (byUpdate ? b.updatedAt - a.updatedAt : 0) || b.number - a.number);
  if (query.get('direction') === 'asc') found.reverse();
  return page(call, found, (each) => issueJson(world, repository, each));
}

function hasLabel(issue: Issue, name: string): boolean {
  return issue.labels.some((label) => label.name.toLowerCase() === name.toLowerCase());
}

function isAssignedTo(issue: Issue, login: string | undefined): boolean {
  if (login === undefined) return true;
  if (login === 'none') return issue.assignees.length === 0;
  return issue.assignees.some((each) => login === '*' || each.login.toLowerCase() === login);
}

const readIssues = { needs: ['issues:read', 'pull_requests:read'] } as const;

export const issueRoutes: Route[] = [
  on('GET /repos/{owner}/{repo}/issues', 'issues/list-for-repo', inRepository(readIssues, list)),
  on(
    'POST /repos/{owner}/{repo}/issues',
    'issues/create',
    inRepository({ needs: ['issues:write'], role: 'read' }, create),
  ),
  on(
    'GET /repos/{owner}/{repo}/issues/{issue_number}',
    'issues/get',
    inRepository(readIssues, (call) => ok(fullIssueJson(call.world, call.repository, issueOf(call)))),
  ),
  on(
    'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
    'issues/update',
    inRepository({ needs: ['issues:write', 'pull_requests:write'], role: 'read' }, update),
  ),
];
