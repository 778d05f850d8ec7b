import { accountJson } from '../representation/account.js';
import { issueJson } from '../representation/issue.js';
import { repositoryJson } from '../representation/repository.js';
import type { Account, Doer, Issue, Repository } from '../state.js';
import { fullName, pullsWhere, type World } from '../world.js';
import { nextNumber, tellIssue } from './issues.js';
import { closePull } from './pulls.js';

function tell(
  world: World,
  repository: Repository,
  action: string,
  by: Doer,
  more: Record<string, unknown> = {},
): void {
  repository.updatedAt = world.now();
  world.emit({ event: 'repository', action, payload: more, repository, sender: by.account });
}

export function renameRepository(world: World, repository: Repository, name: string, by: Doer): void {
  const from = repository.name;
  world.formerNames.set(fullName(repository).toLowerCase(), repository);
  repository.name = name;
  tell(world, repository, 'renamed', by, { changes: { repository: { name: { from } } } });
}

export function setArchived(world: World, repository: Repository, archived: boolean, by: Doer): void {
  repository.archived = archived;
  tell(world, repository, archived ? 'archived' : 'unarchived', by);
}

/** Its issues go with it; pull requests from it elsewhere close and lose their head repository. */
export function deleteRepository(world: World, repository: Repository, by: Doer): void {
  const fromHere = pullsWhere(world, (_, { pull }) => pull.head.repository === repository);
  tell(world, repository, 'deleted', by);
  world.repositories.delete(repository.id);
  for (const installation of world.installations.values()) installation.repositories?.delete(repository);
  for (const { repository: target, issue } of fromHere) {
    issue.pull.head.repository = null;
    if (target !== repository && issue.state === 'open') closePull(world, target, issue, by);
  }
}

export function transferRepository(world: World, repository: Repository, to: Account, by: Doer): void {
  const from = repository.owner;
  world.formerNames.set(fullName(repository).toLowerCase(), repository);
  repository.owner = to;
  const kind = from.type === 'Organization' ? 'organization' : 'user';
  tell(world, repository, 'transferred', by, {
    changes: { owner: { from: { [kind]: accountJson(world, from) } } },
  });
}

export function changeDefaultBranch(world: World, repository: Repository, branch: string, by: Doer): void {
  const from = repository.defaultBranch;
  repository.defaultBranch = branch;
  tell(world, repository, 'edited', by, { changes: { default_branch: { from } } });
}

export function deleteIssue(world: World, repository: Repository, issue: Issue, by: Doer): void {
  repository.issues.delete(issue.number);
  repository.gone.set(issue.number, null);
  for (const [id, comment] of repository.comments)
    if (comment.issue === issue) repository.comments.delete(id);
  tellIssue(world, repository, issue, 'deleted', by);
}

/**
 * The issue gets a new number in its new repository, and so do its comments; of its labels it keeps those that are known
 * there. The old one is told as transferred, and leads to the new one from then on.
 */
export function transferIssue(world: World, from: Repository, issue: Issue, to: Repository, by: Doer): Issue {
  const known = (name: string) => to.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
  const moved: Issue = {
    ...issue,
    id: world.identifiers.number(),
    number: nextNumber(to),
    labels: issue.labels.flatMap(({ name }) => known(name) ?? []),
    pull: null,
  };
  to.issues.set(moved.number, moved);
  from.issues.delete(issue.number);
  from.gone.set(issue.number, { repository: to, number: moved.number });
  for (const [id, comment] of from.comments) {
    if (comment.issue !== issue) continue;
    from.comments.delete(id);
    const copy = { ...comment, id: world.identifiers.number(), issue: moved };
    to.comments.set(copy.id, copy);
  }
  tellIssue(world, from, issue, 'transferred', by, {
    changes: { new_issue: issueJson(world, to, moved), new_repository: repositoryJson(world, to) },
  });
  tellIssue(world, to, moved, 'opened', by, {
    changes: { old_issue: issueJson(world, from, issue), old_repository: repositoryJson(world, from) },
  });
  return moved;
}
