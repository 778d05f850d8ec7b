import * as z from 'zod';
import { Actor } from '../payload/account.js';
import { ShownCheckRun } from '../payload/check.js';
import { inRepository, origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.object({ ...inRepository, check_run: ShownCheckRun, sender: Actor });

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
 *
 * `pull_requests` stays unread: it is empty for forks, so the commit alone says what the run is about.
 */
export const checkRun: Translator = (arrival) =>
  read(Payload, arrival.payload, (shown) => {
    const { sha, branches, appId, check } = shown.check_run;
    const from = origin(arrival, shown);
    if (arrival.action !== 'rerequested') {
      return events({ kind: 'check-reported', ...from, sha, branches, appId, check });
    }
    if (appId === null) return ignored('app-unknown');
    // The run's own times are those of the old try.
    const at = arrival.seenAt;
    return events({ kind: 'gate-rerun-requested', ...from, sha, branches, appId, by: shown.sender, at });
  });
