import * as z from 'zod';
import { Actor } from '../payload/account.js';
import { ShownCheckSuite } from '../payload/check.js';
import { inRepository, origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const OfApp = z.object({ check_suite: z.object({ app: z.object({}).nullish() }) });
const Payload = z.object({ ...inRepository, check_suite: ShownCheckSuite, sender: Actor });

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_suite
 *
 * A suite's end settles that no further run comes, whatever its conclusion. A workflow run that waits for a maintainer's
 * approval has no check run to say so: its suite is completed with `action_required`, and completes again once approved.
 */
export const checkSuite: Translator = (arrival) => {
  if (arrival.action !== 'completed' && arrival.action !== 'rerequested') return ignored('action-not-used');
  return read(OfApp, arrival.payload, (named) => {
    if (named.check_suite.app == null) return ignored('app-unknown');
    return read(Payload, arrival.payload, (shown) => {
      const { sha, branches, appId, check } = shown.check_suite;
      const about = { ...origin(arrival, shown), sha, branches, appId };
      if (arrival.action === 'completed') return events({ kind: 'check-reported', ...about, check });
      return events({ kind: 'gate-rerun-requested', ...about, by: shown.sender, at: arrival.seenAt });
    });
  });
};
