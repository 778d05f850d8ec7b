import * as z from 'zod';
import type { Check } from '../../../domain/event.js';
import { Actor } from '../payload/account.js';
import { checkKey } from '../payload/check.js';
import { Moment } from '../payload/time.js';
import { origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.object({
  repository: z.object({ id: z.number().int(), html_url: z.string() }),
  check_suite: z.object({
    id: z.number().int(),
    head_sha: z.string(),
    head_branch: z.string().nullable(),
    conclusion: z.string().nullable(),
    updated_at: Moment,
    app: z.object({ id: z.number().int(), name: z.string() }).nullable().default(null),
  }),
  sender: Actor,
});

/** How a suite may end that waited for approval; where it failed its runs say so, and which. */
const TOLD = new Set(['action_required', 'success', 'neutral', 'skipped']);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_suite
 *
 * A workflow run that waits for a maintainer's approval has no check run to say so: its suite is completed with
 * `action_required`. Once approved, the same suite completes again, and that takes the first report's place.
 */
export const checkSuite: Translator = (arrival) => {
  if (arrival.action !== 'completed' && arrival.action !== 'rerequested') return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) => {
    const { check_suite: suite, sender: by } = shown;
    const { head_sha: sha, head_branch: branch, conclusion } = suite;
    if (suite.app === null) return ignored('app-unknown');
    const branches = branch === null ? [] : [branch];
    const about = { ...origin(arrival, shown), sha, branches, appId: suite.app.id };
    if (arrival.action === 'rerequested') {
      return events({ kind: 'gate-rerun-requested', ...about, by, at: arrival.seenAt });
    }
    if (conclusion === null || !TOLD.has(conclusion)) return ignored('runs-say-more');
    const check: Check = {
      key: checkKey.suite(suite.app.id, suite.id),
      name: suite.app.name,
      id: suite.id,
      status: 'completed',
      conclusion,
      url: `${shown.repository.html_url}/commit/${sha}/checks`,
      title: null,
      summary: null,
      at: suite.updated_at,
    };
    return events({ kind: 'check-reported', ...about, check });
  });
};
