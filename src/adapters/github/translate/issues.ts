import * as z from 'zod';
import type { DomainEvent } from '../../../domain/event.js';
import { Actor } from '../payload/account.js';
import { LabelName, ShownIssue } from '../payload/issue.js';
import { inRepository, origin } from './context.js';
import { type Arrival, events, ignored, read, type Translator } from './translation.js';

const Changed = z.lazy(() =>
  z.object({
    ...inRepository,
    issue: ShownIssue,
    sender: Actor,
    // Absent when the label itself was deleted.
    label: LabelName.optional(),
    changes: z.object({ old_issue: z.unknown().optional() }).optional(),
  }),
);

const Removed = z.lazy(() =>
  z.object({
    ...inRepository,
    issue: z.object({ number: z.number() }),
    changes: z.object({ new_issue: z.object({ html_url: z.string() }).optional() }).optional(),
  }),
);

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues */
export const issues: Translator = (arrival) => {
  switch (arrival.action) {
    case 'deleted':
    case 'transferred':
      return removed(arrival);
    // Nothing that we keep changes, and the snapshot comes without state and labels.
    case 'pinned':
    case 'unpinned':
      return ignored('action-not-used');
    default:
      return changed(arrival);
  }
};

function changed(arrival: Arrival) {
  return read(Changed, arrival.payload, (shown) => {
    const { issue, text, updatedAt, isPullRequest, viaAppId } = shown.issue;
    if (isPullRequest) return ignored('is-a-pull-request');
    const from = origin(arrival, shown);
    const told: DomainEvent[] = [{ kind: 'issue-changed', ...from, source: 'webhook', issue, updatedAt }];

    if (shown.label !== undefined && (arrival.action === 'labeled' || arrival.action === 'unlabeled')) {
      told.push({
        kind: 'label-changed',
        ...from,
        issueNumber: issue.number,
        label: shown.label,
        on: arrival.action === 'labeled',
        by: shown.sender,
        at: updatedAt,
      });
    }
    // A transferred issue opens too. Its text was written elsewhere, and whoever might edit it there could
    // speak here with the author's rights.
    if (arrival.action === 'opened' && (shown.changes?.old_issue ?? null) === null) {
      told.push({
        kind: 'text-written',
        ...from,
        number: issue.number,
        onPullRequest: false,
        commentId: null,
        viaAppId,
        by: issue.author,
        body: text,
        at: updatedAt,
      });
    }
    return events(...told);
  });
}

function removed(arrival: Arrival) {
  return read(Removed, arrival.payload, (shown) =>
    events({
      kind: 'issue-removed',
      ...origin(arrival, shown),
      source: 'webhook',
      issueNumber: shown.issue.number,
      // `updated_at` is that of the last change before: the removal itself has no time.
      at: arrival.seenAt,
      movedTo: shown.changes?.new_issue?.html_url ?? null,
    }),
  );
}
