import * as z from 'zod';
import { Issue } from '../../../domain/event.js';
import { Actor, ViaApp } from './account.js';
import { BODY_KEPT, BODY_MOST, cut, LABELS_MOST } from './text.js';
import { Moment } from './time.js';

/** Webhooks say labels as objects; the REST API says that it may answer plain names too. */
export const LabelName = z.union([
  z.string(),
  z.object({ name: z.string() }).transform((label) => label.name),
]);

/**
 * An issue as webhooks and the REST API show it alike (https://docs.github.com/en/rest/issues/issues#get-an-issue).
 * Pull requests come in the same form, marked by `pull_request`.
 */
export const ShownIssue = z.lazy(() =>
  z
    .object({
      number: Issue.shape.number,
      node_id: z.string(),
      title: z.string(),
      body: z.string().nullable(),
      state: Issue.shape.state,
      state_reason: z.string().nullish(),
      labels: z.array(LabelName),
      user: Actor,
      html_url: z.string(),
      updated_at: Moment,
      pull_request: z.unknown().optional(),
      performed_via_github_app: ViaApp,
    })
    .transform((shown) => ({
      issue: issueOf(shown),
      /** The whole body, which may hold commands anywhere. */
      text: cut(shown.body ?? '', BODY_MOST),
      updatedAt: shown.updated_at,
      isPullRequest: (shown.pull_request ?? null) !== null,
      viaAppId: shown.performed_via_github_app,
    })),
);

function issueOf(shown: {
  number: number;
  node_id: string;
  title: string;
  body: string | null;
  state: Issue['state'];
  state_reason?: string | null | undefined;
  labels: string[];
  user: Issue['author'];
  html_url: string;
}): Issue {
  return {
    number: shown.number,
    nodeId: shown.node_id,
    title: shown.title,
    body: cut(shown.body ?? '', BODY_KEPT),
    state: shown.state,
    stateReason: shown.state_reason ?? null,
    labels: shown.labels.slice(0, LABELS_MOST),
    author: shown.user,
    url: shown.html_url,
  };
}
