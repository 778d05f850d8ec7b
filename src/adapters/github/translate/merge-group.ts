import * as z from 'zod';
import { Moment } from '../payload/time.js';
import { inRepository, origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    ...inRepository,
    merge_group: z.object({
      head_sha: z.string(),
      head_ref: z.string(),
      head_commit: z.object({ timestamp: Moment }).nullish(),
    }),
  }),
);

/** The last part of `gh-readonly-queue/<base>/pr-<number>-<base commit>`; the base may hold slashes of its own. */
const QUEUED = /\/pr-(?<number>[1-9]\d{0,9})-[0-9a-f]{7,64}$/;

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group
 *
 * The ref names the last pull request of the group only, and nothing in the payload names those before it.
 */
export const mergeGroup: Translator = (arrival) => {
  if (arrival.action !== 'checks_requested') return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) => {
    const group = shown.merge_group;
    const number = QUEUED.exec(group.head_ref)?.groups?.['number'];
    return events({
      kind: 'merge-group-requested',
      ...origin(arrival, shown),
      sha: group.head_sha,
      pullRequestNumbers: number === undefined ? [] : [Number(number)],
      // GitHub makes the commit for the group, so it is as old as the request.
      at: group.head_commit?.timestamp ?? arrival.seenAt,
    });
  });
};
