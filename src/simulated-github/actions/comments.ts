import { commentJson, issueJson } from '../representation/issue.js';
import type { Comment, Doer, Issue, Reaction, ReactionContent, Repository } from '../state.js';
import type { World } from '../world.js';
import { touch } from './issues.js';

export function addComment(
  world: World,
  repository: Repository,
  issue: Issue,
  body: string,
  by: Doer,
): Comment {
  const now = world.now();
  const id = world.identifiers.number();
  const comment: Comment = { id, issue, author: by, body, createdAt: now, updatedAt: now, reactions: [] };
  repository.comments.set(id, comment);
  touch(world, issue);
  tell(world, repository, comment, 'created', by);
  return comment;
}

export function editComment(
  world: World,
  repository: Repository,
  comment: Comment,
  body: string,
  by: Doer,
): void {
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  tell(world, repository, comment, 'edited', by, { changes: { body: { from } } });
}

export function deleteComment(world: World, repository: Repository, comment: Comment, by: Doer): void {
  repository.comments.delete(comment.id);
  touch(world, comment.issue);
  tell(world, repository, comment, 'deleted', by);
}

/** One of each kind for each account. Reactions are not told by webhooks. */
export function react(
  world: World,
  reactions: Reaction[],
  content: ReactionContent,
  by: Doer,
): { reaction: Reaction; isNew: boolean } {
  const known = reactions.find((each) => each.account === by.account && each.content === content);
  if (known !== undefined) return { reaction: known, isNew: false };
  const reaction = { id: world.identifiers.number(), account: by.account, content, createdAt: world.now() };
  reactions.push(reaction);
  return { reaction, isNew: true };
}

function tell(
  world: World,
  repository: Repository,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted',
  by: Doer,
  more: Record<string, unknown> = {},
): void {
  world.emit({
    event: 'issue_comment',
    action,
    payload: {
      issue: issueJson(world, repository, comment.issue),
      comment: commentJson(world, repository, comment),
      ...more,
    },
    repository,
    sender: by.account,
  });
}
