import * as z from 'zod';
import { Account } from '../../../domain/event.js';
import { Moment } from '../payload/time.js';
import { origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    repository: z.object({ id: z.number().int(), pushed_at: Moment }),
    ref: z.string(),
    ref_type: z.string(),
    sender: Account.nullish(),
  }),
);

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#delete */
export const deletion: Translator = (arrival) =>
  read(Payload, arrival.payload, (shown) => {
    if (shown.ref_type !== 'branch') return ignored('not-a-branch');
    return events({
      kind: 'branch-moved',
      ...origin(arrival, shown),
      source: 'webhook',
      branch: shown.ref,
      sha: null,
      by: shown.sender ?? null,
      // A deletion is a push, and this the moment of it.
      at: shown.repository.pushed_at,
    });
  });
