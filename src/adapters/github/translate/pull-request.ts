import * as z from 'zod';
import type { DomainEvent } from '../../../domain/event.js';
import { Actor } from '../payload/account.js';
import { ShownPullRequest } from '../payload/pull-request.js';
import { inRepository, origin } from './context.js';
import { events, read, type Translator } from './translation.js';

const Payload = z.object({ ...inRepository, pull_request: ShownPullRequest, sender: Actor });

/** Actions that tell the head's commit of this moment; the others may come long after a push. */
const SHOW_THE_HEAD = new Set<string | null>(['opened', 'reopened', 'synchronize']);

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
export const pullRequest: Translator = (arrival) =>
  read(Payload, arrival.payload, (shown) => {
    const { pullRequest, updatedAt, fromSameRepository } = shown.pull_request;
    const from = origin(arrival, shown);
    const headMoved = SHOW_THE_HEAD.has(arrival.action);
    const changed: DomainEvent = {
      kind: 'pull-request-changed',
      ...from,
      source: 'webhook',
      pullRequest,
      headMoved,
      updatedAt,
    };
    if (!fromSameRepository || !headMoved) return events(changed);
    const { ref: branch, sha } = pullRequest.head;
    return events(changed, {
      kind: 'branch-moved',
      ...from,
      source: 'webhook',
      branch,
      sha,
      by: shown.sender,
      at: updatedAt,
    });
  });
