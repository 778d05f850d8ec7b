import * as z from 'zod';
import { Actor } from '../payload/account.js';
import { ShownCheckRun, ShownCheckSuite } from '../payload/check.js';
import { inRepository, origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.object({ ...inRepository, check_run: ShownCheckRun, sender: Actor });
const WithSuite = z.object({ check_run: z.object({ check_suite: ShownCheckSuite }) });

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
 *
 * A run tells how its suite is, too: that suite may go on, with jobs that have no run yet.
 * `pull_requests` stays unread: it is empty for forks, so the commit alone says what the run is about.
 */
export const checkRun: Translator = (arrival) =>
  read(Payload, arrival.payload, (shown) => {
    const { sha, branches, appId, check } = shown.check_run;
    const from = origin(arrival, shown);
    if (arrival.action !== 'rerequested') {
      const report = { kind: 'check-reported' as const, ...from, sha, branches, appId };
      // A run of no App has no suite to follow.
      const suite = WithSuite.safeParse(arrival.payload).data?.check_run.check_suite;
      return suite === undefined
        ? events({ ...report, check })
        : events({ ...report, check }, { ...report, check: suite.check });
    }
    if (appId === null) return ignored('app-unknown');
    // The run's own times are those of the old try.
    const at = arrival.seenAt;
    return events({ kind: 'gate-rerun-requested', ...from, sha, branches, appId, by: shown.sender, at });
  });
