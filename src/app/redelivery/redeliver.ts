import type { Clock, Log } from '../ports/environment.js';
import type { WebhookLogPort } from '../ports/github.js';
import type { Redeliveries, RedeliveryStore } from '../ports/store.js';

/** How often GitHub's log is read, ms. */
const EVERY = 5 * 60_000;
/** What was sent may take so long to show how it went; and two reads overlap by it, ms. */
const OVERLAP = 2 * 60_000;
/** GitHub keeps its log for three days, ms. */
const KEPT = 3 * 24 * 60 * 60_000;
/** When there is more to read or to ask than one turn takes on, the next is so soon, ms. */
const SOON = 30_000;
/** Pages of a hundred in one turn, and how long it reads at the most, ms: it may run in a function that ends soon. */
const PAGES = 30;
const READS_FOR = 15_000;
/** How many are remembered before more are read: the record is one item in the store. */
const MOST = 500;
/** How often one webhook is asked for again, and how many in one go. */
const TRIES = 5;
const AT_ONCE = 10;
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
 * @returns how many were asked for; 0 as well when it is not time, somebody else's turn, or could not be done: it is
 * tried again then. Never throws.
 * @see https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export async function redeliver(of: Redeliverer): Promise<number> {
  try {
    return await take(of);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    of.log.error({ reason }, 'webhooks that did not arrive could not be asked for');
    return 0;
  }
}

/** One turn of it. */
async function take({ store, github, clock, log }: Redeliverer): Promise<number> {
  const now = clock.now();
  const stored = await store.getRedeliveries();
  const known: Redeliveries = stored?.value ?? {
    readUntil: now - KEPT,
    reading: null,
    failing: {},
    dueAt: 0,
  };
  if (known.dueAt > now) return 0;
  const turn = { ...known, dueAt: now + EVERY };
  const version = stored?.version ?? 0;
  if ((await store.saveRedeliveries(turn, version)) === 'conflict') return 0;
  const read = await readLog({ github, log, clock }, turn, now);
  const { failing, asked, isAll } = counted(read.failing, now);
  const dueAt = isAll && read.reading === null ? turn.dueAt : now + SOON;
  // Counted before they are asked for: whoever comes after a crash asks for nothing without end.
  await store.saveRedeliveries({ ...read, failing, dueAt }, version + 1);
  await askAgain({ github, log }, asked);
  if (asked.length > 0)
    log.warn({ webhooks: asked.length }, 'webhooks that did not arrive are asked for again');
  return asked.length;
}

type Failing = Redeliveries['failing'];
type Asking = Pick<Redeliverer, 'github' | 'log'>;
type Reading = Asking & Pick<Redeliverer, 'clock'>;

/** Reads on, as far as one turn may: what failed and never arrived since is added, what arrived is taken out. */
async function readLog(
  { github, log, clock }: Reading,
  known: Redeliveries,
  now: number,
): Promise<Redeliveries> {
  const failing: Failing = Object.fromEntries(
    Object.entries(known.failing).filter(([, { tries, since }]) => tries < TRIES && now - since < KEPT),
  );
  if (Object.keys(failing).length >= MOST) return { ...known, failing };
  const from = known.reading?.from ?? now;
  let cursor = known.reading?.cursor ?? null;
  try {
    const arrived = new Set<string>();
    for (let page = 0; page < PAGES && clock.now() < now + READS_FOR; page++) {
      const { sent, next }: Awaited<ReturnType<WebhookLogPort['listSent']>> = await github.listSent(cursor);
      // The newest come first: what arrived at last is seen before it failed.
      for (const { id, guid, at, isRedelivery, arrived: isThere } of sent) {
        if (at < known.readUntil) continue;
        if (isThere) {
          arrived.add(guid);
          Reflect.deleteProperty(failing, guid);
        } else if (!isRedelivery && !arrived.has(guid)) {
          failing[guid] ??= { id, tries: 0, since: now, askAt: 0 };
        }
      }
      if (next === null || sent.some(({ at }) => at < known.readUntil)) {
        return { ...known, readUntil: from - OVERLAP, reading: null, failing };
      }
      cursor = next;
      if (Object.keys(failing).length >= MOST) break;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, 'GitHub’s log of webhooks could not be read to its end, and is read on later');
  }
  return { ...known, reading: cursor === null ? null : { cursor, from }, failing };
}

/** The next few to be asked for, each counted as asked for: one that GitHub cannot send must not stand before the others. */
function counted(
  failing: Failing,
  now: number,
): { failing: Failing; asked: { guid: string; id: number }[]; isAll: boolean } {
  const due = Object.entries(failing).filter(([, { askAt }]) => askAt <= now);
  const chosen = due.slice(0, AT_ONCE);
  const after = chosen.map(([guid, { id, tries, since }]): [string, Failing[string]] => [
    guid,
    { id, since, tries: tries + 1, askAt: now + FIRST_WAIT * 3 ** tries },
  ]);
  return {
    failing: { ...failing, ...Object.fromEntries(after) },
    asked: chosen.map(([guid, { id }]) => ({ guid, id })),
    isAll: due.length <= AT_ONCE,
  };
}

async function askAgain(
  { github, log }: Asking,
  asked: readonly { guid: string; id: number }[],
): Promise<void> {
  for (const { guid, id } of asked) {
    try {
      await github.sendAgain(id);
    } catch (error) {
      log.warn(
        { webhook: guid, reason: error instanceof Error ? error.message : String(error) },
        'a webhook could not be asked for again',
      );
    }
  }
}
