import { issueJson } from '../representation/issue.js';
import { labelJson } from '../representation/label.js';
import { pullJson } from '../representation/pull.js';
import { accountJson } from '../representation/account.js';
import {
  isPull,
  type Account,
  type Doer,
  type Issue,
  type Label,
  type Repository,
  type StateReason,
} from '../state.js';
import type { World } from '../world.js';

export interface NewIssue {
  title: string;
  body?: string | null | undefined;
  labels?: readonly Label[] | undefined;
  assignees?: readonly Account[] | undefined;
}

/** Numbers are shared by issues and pull requests. */
export function nextNumber(repository: Repository): number {
  repository.lastNumber++;
  return repository.lastNumber;
}

export function openIssue(world: World, repository: Repository, wanted: NewIssue, by: Doer): Issue {
  const now = world.now();
  const issue: Issue = {
    id: world.identifiers.number(),
    number: nextNumber(repository),
    author: by,
    title: wanted.title,
    body: wanted.body ?? null,
    labels: [...(wanted.labels ?? [])],
    assignees: [...(wanted.assignees ?? [])],
    state: 'open',
    stateReason: null,
    closed: null,
    createdAt: now,
    updatedAt: now,
    locked: false,
    reactions: [],
    pull: null,
  };
  repository.issues.set(issue.number, issue);
  tellIssue(world, repository, issue, 'opened', by);
  for (const label of issue.labels) tellLabel(world, repository, issue, 'labeled', label, by);
  for (const each of issue.assignees) tellAssignee(world, repository, issue, 'assigned', each, by);
  return issue;
}

export interface IssueChanges {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: 'open' | 'closed' | undefined;
  stateReason?: StateReason | null | undefined;
}

/** Edits, closes or reopens an issue or (title and body) a pull request. */
export function changeIssue(
  world: World,
  repository: Repository,
  issue: Issue,
  changes: IssueChanges,
  by: Doer,
): void {
  const edited: Record<string, { from: string }> = {};
  if (changes.title !== undefined && changes.title !== issue.title) {
    edited['title'] = { from: issue.title };
    issue.title = changes.title;
  }
  if (changes.body !== undefined && changes.body !== issue.body) {
    edited['body'] = { from: issue.body ?? '' };
    issue.body = changes.body;
  }
  if (Object.keys(edited).length > 0) {
    touch(world, issue);
    tellIssue(world, repository, issue, 'edited', by, { changes: edited });
  }
  if (changes.state === undefined || changes.state === issue.state) return;
  touch(world, issue);
  issue.state = changes.state;
  if (issue.state === 'closed') {
    issue.closed = { at: world.now(), by: by.account };
    issue.stateReason = issue.pull === null ? (changes.stateReason ?? 'completed') : null;
  } else {
    issue.closed = null;
    issue.stateReason = issue.pull === null ? 'reopened' : null;
  }
  tellIssue(world, repository, issue, issue.state === 'closed' ? 'closed' : 'reopened', by);
}

export function setLabels(
  world: World,
  repository: Repository,
  issue: Issue,
  labels: readonly Label[],
  by: Doer,
): void {
  const before = issue.labels;
  for (const gone of before.filter((each) => !labels.includes(each))) {
    issue.labels = issue.labels.filter((each) => each !== gone);
    touch(world, issue);
    tellLabel(world, repository, issue, 'unlabeled', gone, by);
  }
  for (const added of labels.filter((each) => !before.includes(each))) {
    if (issue.labels.includes(added)) continue;
    issue.labels = [...issue.labels, added];
    touch(world, issue);
    tellLabel(world, repository, issue, 'labeled', added, by);
  }
}

export function setAssignees(
  world: World,
  repository: Repository,
  issue: Issue,
  assignees: readonly Account[],
  by: Doer,
): void {
  const before = issue.assignees;
  for (const gone of before.filter((each) => !assignees.includes(each))) {
    issue.assignees = issue.assignees.filter((each) => each !== gone);
    touch(world, issue);
    tellAssignee(world, repository, issue, 'unassigned', gone, by);
  }
  for (const added of assignees.filter((each) => !before.includes(each))) {
    if (issue.assignees.includes(added)) continue;
    issue.assignees = [...issue.assignees, added];
    touch(world, issue);
    tellAssignee(world, repository, issue, 'assigned', added, by);
  }
}

export function touch(world: World, issue: Issue): void {
  issue.updatedAt = world.now();
}

/** The same act is told as `issues` or as `pull_request`. */
export function tellIssue(
  world: World,
  repository: Repository,
  issue: Issue,
  action: string,
  by: Doer,
  more: Record<string, unknown> = {},
): void {
  const payload = isPull(issue)
    ? { number: issue.number, pull_request: pullJson(world, repository, issue) }
    : { issue: issueJson(world, repository, issue) };
  world.emit({
    event: isPull(issue) ? 'pull_request' : 'issues',
    action,
    payload: { ...payload, ...more },
    repository,
    sender: by.account,
  });
}

function tellLabel(
  world: World,
  repository: Repository,
  issue: Issue,
  action: 'labeled' | 'unlabeled',
  label: Label,
  by: Doer,
): void {
  tellIssue(world, repository, issue, action, by, { label: labelJson(world, repository, label) });
}

function tellAssignee(
  world: World,
  repository: Repository,
  issue: Issue,
  action: 'assigned' | 'unassigned',
  assignee: Account,
  by: Doer,
): void {
  tellIssue(world, repository, issue, action, by, { assignee: accountJson(world, assignee) });
}
