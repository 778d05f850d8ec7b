import * as z from 'zod';
import { faultIn } from '../../../domain/event.js';
import { repositoryOf } from '../payload/repository.js';
import { checkRun } from './check-run.js';
import { checkSuite } from './check-suite.js';
import { create } from './create.js';
import { deletion } from './delete.js';
import { installation } from './installation.js';
import { installationRepositories } from './installation-repositories.js';
import { issueComment } from './issue-comment.js';
import { issues } from './issues.js';
import { mergeGroup } from './merge-group.js';
import { pullRequest } from './pull-request.js';
import { pullRequestReview } from './pull-request-review.js';
import { push } from './push.js';
import { repository } from './repository.js';
import { status } from './status.js';
import {
  faultOf,
  ignored,
  read,
  refused,
  type Told,
  type Translation,
  type Translator,
} from './translation.js';

/**
 * Every webhook that we understand. `comes`: to Apps that subscribe, to every App unasked, or only if somebody
 * subscribed to it although we do not (https://docs.github.com/en/webhooks/webhook-events-and-payloads).
 */
export const TRANSLATORS: Readonly<
  Record<string, { translate: Translator; comes: 'subscribed' | 'unasked' | 'unwanted' }>
> = {
  check_run: { translate: checkRun, comes: 'subscribed' },
  check_suite: { translate: checkSuite, comes: 'subscribed' },
  create: { translate: create, comes: 'unwanted' },
  delete: { translate: deletion, comes: 'subscribed' },
  installation: { translate: installation, comes: 'unasked' },
  installation_repositories: { translate: installationRepositories, comes: 'unasked' },
  issue_comment: { translate: issueComment, comes: 'subscribed' },
  issues: { translate: issues, comes: 'subscribed' },
  merge_group: { translate: mergeGroup, comes: 'subscribed' },
  pull_request: { translate: pullRequest, comes: 'subscribed' },
  pull_request_review: { translate: pullRequestReview, comes: 'subscribed' },
  push: { translate: push, comes: 'subscribed' },
  repository: { translate: repository, comes: 'subscribed' },
  status: { translate: status, comes: 'subscribed' },
};

const Envelope = z.object({
  action: z.string().nullable().catch(null),
  installation: z.object({ id: z.number().int() }).nullable().default(null),
});

/**
 * What a webhook tells us. Pure and total: any payload under any name gives events, a reason why it tells nothing, or
 * the field that it lacks. Whatever comes out as an event satisfies `DomainEvent`.
 */
export function translate(delivery: { name: string; payload: unknown; seenAt: number }): Translation {
  const told = tell(delivery);
  if (told.outcome !== 'events') return told;
  // The vocabulary's own rules, such as what a commit's name looks like, are asked here for all translators.
  for (const event of told.events) {
    const error = faultIn(event);
    if (error !== undefined) return refused(`${event.kind}.${faultOf(error)}`);
  }
  return { ...told, repository: repositoryOf(delivery.payload) };
}

function tell({ name, payload, seenAt }: { name: string; payload: unknown; seenAt: number }): Told {
  const entry = Object.hasOwn(TRANSLATORS, name) ? TRANSLATORS[name] : undefined;
  if (entry === undefined) return ignored('event-not-used');
  return read(Envelope, payload, ({ action, installation }) => {
    if (installation === null) {
      return refused(
        "installation: is missing, so this is a repository's or an organization's webhook, not the App's",
      );
    }
    return entry.translate({ payload, action, installationId: installation.id, seenAt });
  });
}
