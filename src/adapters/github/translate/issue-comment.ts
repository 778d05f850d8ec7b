import * as z from 'zod';
import type { DomainEvent } from '../../../domain/event.js';
import { Actor, ViaApp } from '../payload/account.js';
import { ShownIssue } from '../payload/issue.js';
import { BODY_MOST, cut } from '../payload/text.js';
import { Moment } from '../payload/time.js';
import { inRepository, origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    ...inRepository,
    issue: ShownIssue,
    comment: z.object({
      id: z.number().int(),
      user: Actor,
      body: z.string(),
      created_at: Moment,
      performed_via_github_app: ViaApp,
    }),
  }),
);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment
 *
 * Only a new comment speaks: who may write can edit the comments of others, and would approve in their name.
 */
export const issueComment: Translator = (arrival) => {
  if (arrival.action !== 'created') return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) => {
    const { comment } = shown;
    const { issue, updatedAt, isPullRequest } = shown.issue;
    const from = origin(arrival, shown);
    const written: DomainEvent = {
      kind: 'text-written',
      ...from,
      number: issue.number,
      onPullRequest: isPullRequest,
      commentId: comment.id,
      viaAppId: comment.performed_via_github_app,
      by: comment.user,
      body: cut(comment.body, BODY_MOST),
      at: comment.created_at,
    };
    if (isPullRequest) return events(written);
    // The issue comes along, which makes up for an `issues` webhook that was lost.
    return events({ kind: 'issue-changed', ...from, source: 'webhook', issue, updatedAt }, written);
  });
};
