import type { Clock, Log } from '../ports/environment.js';
import { Refusal, type SentWebhook, type WebhookLogPort } from '../ports/github.js';
import type { Redeliveries, RedeliveryStore } from '../ports/store.js';

/** How often GitHub's log is read, ms. */
const EVERY = 5 * 60_000;
/** What was sent may take so long to show how it went; and two reads overlap by it, ms. */
const OVERLAP = 2 * 60_000;
/** GitHub keeps its log for three days, ms. */
const KEPT = 3 * 24 * 60 * 60_000;
/** Pages of a hundred in one read. */
const PAGES = 30;
/** How often one webhook is asked for again, and how many in one go. */
const TRIES = 5;
const AT_ONCE = 50;
/** The wait before a second request for the same webhook, ms; each later one is three times as long. */
const FIRST_WAIT = 5 * 60_000;

export interface Redeliverer {
  store: RedeliveryStore;
  github: WebhookLogPort;
  clock: Clock;
  log: Log;
}

/**
 * GitHub sends no webhook again by itself. Every few minutes its log is read, and what did not arrive is asked for again,
 * a bounded number of times. One process at a time: whoever saves the record first has the turn.
 *
 * @returns how many were asked for; 0 as well when it is not time, or somebody else's turn.
 * @see https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export async function redeliver({ store, github, clock, log }: Redeliverer): Promise<number> {
  const now = clock.now();
  const stored = await store.getRedeliveries();
  const known: Redeliveries = stored?.value ?? { readUntil: now - KEPT, failing: {}, dueAt: 0 };
  if (known.dueAt > now) return 0;
  const turn = { ...known, dueAt: now + EVERY };
  const version = stored?.version ?? 0;
  if ((await store.saveRedeliveries(turn, version)) === 'conflict') return 0;
  try {
    const failing = await failingSince(github, known, now);
    const asked = await askAgain(github, failing, now);
    const next = { ...turn, readUntil: now - OVERLAP, failing: asked.failing };
    await store.saveRedeliveries(next, version + 1);
    if (asked.count > 0)
      log.warn({ webhooks: asked.count }, 'webhooks that did not arrive are asked for again');
    return asked.count;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, 'GitHub’s log of webhooks could not be read, and is read again later');
    return 0;
  }
}

type Failing = Redeliveries['failing'];

/** What failed and never arrived since, with what was known of it. */
async function failingSince(github: WebhookLogPort, known: Redeliveries, now: number): Promise<Failing> {
  const seen = new Map<string, SentWebhook[]>();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const { sent, next }: Awaited<ReturnType<WebhookLogPort['listSent']>> = await github.listSent(cursor);
    for (const each of sent) seen.set(each.guid, [...(seen.get(each.guid) ?? []), each]);
    if (next === null || sent.some(({ at }) => at < known.readUntil)) break;
    cursor = next;
  }
  const failing: Failing = {};
  for (const [guid, before] of Object.entries(known.failing)) {
    if (now - before.since < KEPT) failing[guid] = before;
  }
  for (const [guid, all] of seen) {
    const [first] = all;
    if (first === undefined || all.some(({ arrived }) => arrived)) Reflect.deleteProperty(failing, guid);
    else failing[guid] ??= { id: first.id, tries: 0, since: now, askAt: 0 };
  }
  return failing;
}

async function askAgain(
  github: WebhookLogPort,
  failing: Failing,
  now: number,
): Promise<{ failing: Failing; count: number }> {
  const next = { ...failing };
  let count = 0;
  for (const [guid, { id, tries, since, askAt }] of Object.entries(failing)) {
    if (count === AT_ONCE) break;
    if (askAt > now || tries === TRIES) continue;
    count += 1;
    try {
      await github.sendAgain(id);
    } catch (error) {
      // It is not in the log any more.
      if (!(error instanceof Refusal)) throw error;
    }
    next[guid] = { id, since, tries: tries + 1, askAt: now + FIRST_WAIT * 3 ** tries };
  }
  return { failing: next, count };
}
