import * as z from 'zod';
import { PullRequest } from '../../../domain/event.js';
import { Actor } from './account.js';
import { closingReferences } from './closing-references.js';
import { LabelName } from './issue.js';
import { Moment } from './time.js';

/**
 * A pull request as webhooks and the REST API show it alike
 * (https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request). Its text is read for what it promises to close
 * and not kept.
 */
export const ShownPullRequest = z.lazy(() =>
  z
    .object({
      number: PullRequest.shape.number,
      node_id: z.string(),
      title: z.string(),
      body: z.string().nullable(),
      state: PullRequest.shape.state,
      draft: z.boolean().default(false),
      merged_at: Moment.nullish(),
      merged_by: z.object({ login: z.string() }).nullish(),
      labels: z.array(LabelName),
      user: Actor,
      head: z.object({
        ref: z.string(),
        sha: z.string(),
        // Null: the fork was deleted.
        repo: z.object({ id: z.number().int() }).nullable(),
      }),
      base: z.object({
        ref: z.string(),
        repo: z.object({ id: z.number().int(), full_name: z.string(), html_url: z.string() }),
      }),
      html_url: z.string(),
      updated_at: Moment,
    })
    .transform((shown) => {
      const { head, base } = shown;
      const pullRequest: PullRequest = {
        number: shown.number,
        nodeId: shown.node_id,
        title: shown.title,
        state: shown.state,
        draft: shown.draft,
        mergedAt: shown.merged_at ?? null,
        mergedBy: shown.merged_by?.login ?? null,
        labels: shown.labels,
        author: shown.user,
        head: { ref: head.ref, sha: head.sha, repositoryId: head.repo?.id ?? null },
        baseRef: base.ref,
        closes: closingReferences(shown.body ?? '', {
          fullName: base.repo.full_name,
          url: base.repo.html_url,
        }),
        url: shown.html_url,
      };
      return { pullRequest, updatedAt: shown.updated_at, fromSameRepository: head.repo?.id === base.repo.id };
    }),
);
