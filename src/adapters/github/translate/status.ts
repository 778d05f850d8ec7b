import * as z from 'zod';
import { ShownStatus } from '../payload/check.js';
import { inRepository, origin } from './context.js';
import { events, read, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    ...inRepository,
    sha: z.string(),
    branches: z.array(z.object({ name: z.string() })),
  }),
);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#status
 *
 * The payload itself is the status; which App set it, GitHub does not say.
 */
export const status: Translator = (arrival) =>
  read(Payload, arrival.payload, (shown) =>
    read(ShownStatus, arrival.payload, (check) =>
      events({
        kind: 'check-reported',
        ...origin(arrival, shown),
        sha: shown.sha,
        branches: shown.branches.map(({ name }) => name),
        appId: null,
        check,
      }),
    ),
  );
