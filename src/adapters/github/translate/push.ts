import * as z from 'zod';
import { CONFIG_PATH } from '../../../domain/config/path.js';
import { Account, type DomainEvent } from '../../../domain/event.js';
import { Moment } from '../payload/time.js';
import { branchOf } from './branch-ref.js';
import { origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Paths = z.array(z.string()).default([]);

const Payload = z.lazy(() =>
  z.object({
    repository: z.object({ id: z.number().int(), pushed_at: Moment }),
    ref: z.string(),
    before: z.string(),
    after: z.string(),
    commits: z.array(z.object({ added: Paths, modified: Paths, removed: Paths })).default([]),
    sender: Account.nullish(),
  }),
);

/** What git says where there is no commit, in SHA-1 and in SHA-256. */
const NOTHING = /^0+$/;

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 *
 * The payload lists no commit of a branch made from a commit already known, none that a forced push dropped, and at
 * most 2,048: a configuration changed by those is noticed by the next reading.
 */
export const push: Translator = (arrival) =>
  read(Payload, arrival.payload, (shown) => {
    const branch = branchOf(shown.ref);
    if (branch === null) return ignored('not-a-branch');
    const from = origin(arrival, shown);
    const at = shown.repository.pushed_at;
    const sha = NOTHING.test(shown.after) ? null : shown.after;
    const by = shown.sender ?? null;
    const moved: DomainEvent = { kind: 'branch-moved', ...from, source: 'webhook', branch, sha, by, at };
    if (sha === null || !shown.commits.some(touchesConfiguration)) return events(moved);
    const before = NOTHING.test(shown.before) ? null : shown.before;
    return events(moved, { kind: 'configuration-pushed', ...from, branch, sha, before, at });
  });

function touchesConfiguration(commit: { added: string[]; modified: string[]; removed: string[] }): boolean {
  return [commit.added, commit.modified, commit.removed].some((paths) => paths.includes(CONFIG_PATH));
}
