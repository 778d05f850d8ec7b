import { z } from 'zod';
import { addComment, deleteComment, editComment, react } from '../actions/comments.js';
import { byOf, created, noContent, ok, on, read, type Route } from '../http/call.js';
import { actorRole, inRepository, requireAccess, type RepositoryCall } from '../http/in-repository.js';
import { page } from '../http/pagination.js';
import { rank } from '../permissions.js';
import { invalid, refuseLongBody } from '../refusals.js';
import { commentJson, commentsOf } from '../representation/issue.js';
import { reactionJson } from '../representation/label.js';
import { reactionContents, type Comment, type Reaction } from '../state.js';
import { commentOf, issueOf, refuseLocked } from './find.js';
import { requireIssueWrite } from './issues.js';

const written = z.object({ body: z.string() });
const reaction = z.object({ content: z.enum(reactionContents) });

function readBody(call: RepositoryCall): string {
  const { body } = read(call, written);
  if (body.trim() === '')
    throw invalid({
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: 'Body cannot be blank',
    });
  refuseLongBody('IssueComment', body);
  return body;
}

function list(call: RepositoryCall) {
  const { world, repository, request } = call;
  const since = Date.parse(request.query.get('since') ?? '');
  const found = commentsOf(repository, issueOf(call)).filter(
    (each) => Number.isNaN(since) || each.updatedAt >= since,
  );
  return page(call, found, (each) => commentJson(world, repository, each));
}

function create(call: RepositoryCall) {
  const { world, repository, actor } = call;
  const issue = issueOf(call);
  requireIssueWrite(call, issue, 'read');
  const body = readBody(call);
  refuseLocked(call, issue, rank(actorRole(actor, repository)) >= rank('write'));
  return created(commentJson(world, repository, addComment(world, repository, issue, body, byOf(call))));
}

/** Its author, or who may write. An App changes what it wrote itself, and others' with its permission, too. */
function requireOwn(call: RepositoryCall, comment: Comment): void {
  const isAuthor = byOf(call).account === comment.author.account;
  requireAccess(call.actor, call.repository, {
    needs: comment.issue.pull === null ? ['issues:write'] : ['issues:write', 'pull_requests:write'],
    role: isAuthor ? 'read' : 'write',
  });
}

function reactTo(call: RepositoryCall, reactions: Reaction[]) {
  const { content } = read(call, reaction);
  const { reaction: given, isNew } = react(call.world, reactions, content, byOf(call));
  return { status: isNew ? 201 : 200, body: reactionJson(call.world, given) };
}

function listReactions(call: RepositoryCall, reactions: readonly Reaction[]) {
  const content = call.request.query.get('content');
  const found = reactions.filter((each) => content === null || each.content === content);
  return page(call, found, (each) => reactionJson(call.world, each));
}

const mayRead = { needs: ['issues:read', 'pull_requests:read'] } as const;
const mayWrite = { needs: ['issues:write', 'pull_requests:write'], role: 'read' } as const;
const onIssue = '/repos/{owner}/{repo}/issues/{issue_number}';
const one = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export const commentRoutes: Route[] = [
  on(`GET ${onIssue}/comments`, 'issues/list-comments', inRepository(mayRead, list)),
  on(`POST ${onIssue}/comments`, 'issues/create-comment', inRepository(mayWrite, create)),
  on(
    `GET ${one}`,
    'issues/get-comment',
    inRepository(mayRead, (call) => ok(commentJson(call.world, call.repository, commentOf(call)))),
  ),
  on(
    `PATCH ${one}`,
    'issues/update-comment',
    inRepository(mayWrite, (call) => {
      const comment = commentOf(call);
      requireOwn(call, comment);
      editComment(call.world, call.repository, comment, readBody(call), byOf(call));
      return ok(commentJson(call.world, call.repository, comment));
    }),
  ),
  on(
    `DELETE ${one}`,
    'issues/delete-comment',
    inRepository(mayWrite, (call) => {
      const comment = commentOf(call);
      requireOwn(call, comment);
      deleteComment(call.world, call.repository, comment, byOf(call));
      return noContent();
    }),
  ),
  on(
    `GET ${one}/reactions`,
    'reactions/list-for-issue-comment',
    inRepository(mayRead, (call) => listReactions(call, commentOf(call).reactions)),
  ),
  on(
    `POST ${one}/reactions`,
    'reactions/create-for-issue-comment',
    inRepository(mayWrite, (call) => reactTo(call, commentOf(call).reactions)),
  ),
  on(
    `GET ${onIssue}/reactions`,
    'reactions/list-for-issue',
    inRepository(mayRead, (call) => listReactions(call, issueOf(call).reactions)),
  ),
  on(
    `POST ${onIssue}/reactions`,
    'reactions/create-for-issue',
    inRepository(mayWrite, (call) => reactTo(call, issueOf(call).reactions)),
  ),
];
